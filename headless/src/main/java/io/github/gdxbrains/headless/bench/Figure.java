package io.github.gdxbrains.headless.bench;

import io.github.gdxbrains.headless.run.Reports;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One measured number.
 *
 * @param name of the case
 * @param backend that computed, or an empty string
 * @param threads that worked
 * @param rows in a batch, or agents, or arenas
 * @param units of each hidden layer
 * @param value in {@code unit}
 * @param unit such as {@code steps/s}
 * @param shareOfPeak of the fused multiply-adds that as many cores can do
 */
public record Figure(
    String name,
    String backend,
    int threads,
    OptionalInt rows,
    OptionalInt units,
    double value,
    String unit,
    OptionalDouble shareOfPeak) {
  /** Units of what takes time: less is better. */
  static final String MICROSECONDS = "us/decision";

  static final String MILLISECONDS = "ms/call";

  /** A number that knows nothing of rows, units and peaks. */
  public static Figure of(String name, String backend, int threads, double value, String unit) {
    return new Figure(
        name,
        backend,
        threads,
        OptionalInt.empty(),
        OptionalInt.empty(),
        value,
        unit,
        OptionalDouble.empty());
  }

  /** The same number of so many rows. */
  public Figure withRows(int rows) {
    return new Figure(
        name, backend, threads, OptionalInt.of(rows), units, value, unit, shareOfPeak);
  }

  /** The same number of layers of so many units. */
  public Figure withUnits(int units) {
    return new Figure(
        name, backend, threads, rows, OptionalInt.of(units), value, unit, shareOfPeak);
  }

  /** The same number as a share of a peak in the same unit; unknown if the peak is NaN. */
  public Figure ofPeak(double peak) {
    OptionalDouble share =
        Double.isNaN(peak) ? OptionalDouble.empty() : OptionalDouble.of(value / peak);
    return new Figure(name, backend, threads, rows, units, value, unit, share);
  }

  /** Whether it is the same measurement on another backend. */
  boolean isComparable(Figure other) {
    return name.equals(other.name)
        && unit.equals(other.unit)
        && rows.equals(other.rows)
        && units.equals(other.units);
  }

  /** How many times better it is than another measurement of the same. */
  double ratioTo(Figure other) {
    boolean isTime = unit.equals(MICROSECONDS) || unit.equals(MILLISECONDS);
    return isTime ? other.value / value : value / other.value;
  }

  /** As JSON; what has no meaning is null. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("name", name);
    report.put("backend", backend.isEmpty() ? null : backend);
    report.put("threads", threads);
    report.put("rows", rows.isPresent() ? rows.getAsInt() : null);
    report.put("units", units.isPresent() ? units.getAsInt() : null);
    report.put("value", Reports.number(value));
    report.put("unit", unit);
    report.put("share_of_peak", Reports.number(shareOfPeak.orElse(Double.NaN)));
    return report;
  }
}
