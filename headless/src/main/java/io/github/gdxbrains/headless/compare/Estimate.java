package io.github.gdxbrains.headless.compare;

import io.github.gdxbrains.headless.run.Reports;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What several runs came to, one number each.
 *
 * @param runs how many
 * @param mean of them
 * @param meanInterval of the mean; empty for a single run
 * @param iqm their interquartile mean
 * @param iqmInterval of the interquartile mean; empty for a single run
 * @param median of them
 * @param min the least
 * @param max the greatest
 */
public record Estimate(
    int runs,
    double mean,
    Optional<Interval> meanInterval,
    double iqm,
    Optional<Interval> iqmInterval,
    double median,
    double min,
    double max) {
  /**
   * Of at least one value.
   *
   * @param bootstrap of as many runs
   */
  public static Estimate of(double[] values, Bootstrap bootstrap) {
    boolean isOne = values.length == 1;
    return new Estimate(
        values.length,
        Statistics.mean(values),
        isOne ? Optional.empty() : Optional.of(bootstrap.interval(values, Statistics::mean)),
        Statistics.interquartileMean(values),
        isOne
            ? Optional.empty()
            : Optional.of(bootstrap.interval(values, Statistics::interquartileMean)),
        Statistics.median(values),
        Arrays.stream(values).min().orElseThrow(),
        Arrays.stream(values).max().orElseThrow());
  }

  /** For JSON; an interval is a list of two, or null. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("runs", runs);
    report.put("mean", Reports.number(mean));
    report.put("mean_interval", report(meanInterval));
    report.put("iqm", Reports.number(iqm));
    report.put("iqm_interval", report(iqmInterval));
    report.put("median", Reports.number(median));
    report.put("min", Reports.number(min));
    report.put("max", Reports.number(max));
    return report;
  }

  /** An interval for JSON. */
  static Object report(Optional<Interval> interval) {
    return interval
        .map(i -> List.of(Reports.number(i.low()), Reports.number(i.high())))
        .orElse(null);
  }
}
