package io.github.gdxbrains.headless.bench;

import io.github.gdxbrains.nn.Adam;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.parallel.Workers;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One run of benchmarks: what was measured so far, shown line by line. */
final class Session {
  private final PrintWriter out;
  private final Optional<Double> seconds;
  private final int cores;
  private final Optional<String> only;
  private final Map<Integer, Double> peaks = new TreeMap<>();
  private final List<Figure> figures = new ArrayList<>();

  /**
   * @param seconds of measuring for each figure; a case has its own if empty
   * @param cores what {@code all cores} means
   * @param only backend that is measured; all if empty
   */
  Session(PrintWriter out, Optional<Double> seconds, int cores, Optional<String> only) {
    this.out = out;
    this.seconds = seconds;
    this.cores = cores;
    this.only = only;
    line("CASE", "BACKEND", "THREADS", "ROWS", "UNITS", "VALUE", "UNIT", "OF PEAK", "VS SCALAR");
  }

  boolean hasVectors() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** What there is to compare, the fallback first. */
  List<String> backends() {
    return only.map(List::of).orElse(hasVectors() ? List.of("scalar", "simd") : List.of("scalar"));
  }

  /**
   * What there is to compare where single networks are measured: further backends, too. A backend
   * that cannot compute the network is left out, and a line says why.
   */
  List<String> backends(String name, NetworkSpec network) {
    List<String> able = new ArrayList<>(backends());
    if (only.isEmpty()) {
      Backends.names().stream()
          .filter(backend -> !backend.equals("simd") && !backend.equals("scalar"))
          .forEach(able::add);
    }
    able.removeIf(backend -> isUnable(backend, name, network));
    return able;
  }

  private boolean isUnable(String backend, String name, NetworkSpec spec) {
    try (Network network = Backends.named(backend).network(spec, Workers.single())) {
      network.training(1, Adam.DEFAULT);
      return false;
    } catch (IllegalArgumentException unable) {
      out.println(name + " leaves out " + backend + ": " + unable.getMessage());
      out.flush();
      return true;
    }
  }

  int cores() {
    return cores;
  }

  double seconds(double byDefault) {
    return seconds.orElse(byDefault);
  }

  /** GFLOP/s that so many cores can do, measured once; NaN where Java has no vectors. */
  double peak(int threads) {
    if (!hasVectors()) {
      return Double.NaN;
    }
    Double known = peaks.get(threads);
    if (known == null) {
      known = Peak.measure(threads);
      peaks.put(threads, known);
      add(Figure.of("peak", "simd", threads, known, "GFLOP/s").ofPeak(known));
    }
    return known;
  }

  void add(Figure figure) {
    String versus = "";
    for (Figure other : figures) {
      if (figure.isComparable(other)
          && other.backend().equals("scalar")
          && !figure.backend().equals("scalar")) {
        versus = String.format(Locale.ROOT, "%.1fx", figure.ratioTo(other));
      }
    }
    figures.add(figure);
    line(
        figure.name(),
        figure.backend(),
        "" + figure.threads(),
        figure.rows().isPresent() ? "" + figure.rows().getAsInt() : "",
        figure.units().isPresent() ? "" + figure.units().getAsInt() : "",
        String.format(Locale.ROOT, figure.value() < 1000 ? "%.2f" : "%,.0f", figure.value()),
        figure.unit(),
        figure.shareOfPeak().isPresent()
            ? String.format(Locale.ROOT, "%.1f %%", 100 * figure.shareOfPeak().getAsDouble())
            : "",
        versus);
  }

  private void line(String... cells) {
    out.println(
        String.format(Locale.ROOT, "%-21s %-8s %7s %6s %6s %14s %-14s %8s %10s", (Object[]) cells)
            .stripTrailing());
    out.flush();
  }

  List<Figure> figures() {
    return List.copyOf(figures);
  }
}
