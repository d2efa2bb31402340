package io.github.gdxbrains.headless.compare;

import io.github.gdxbrains.headless.compare.RunCurve.Axis;
import io.github.gdxbrains.headless.run.Reports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * One metric of several series.
 *
 * @param metric its full name
 * @param series in the order of the command line
 * @param threshold that runs should reach; empty if none was asked for
 * @param improvement how likely a run of the first series is above one of the second at the end;
 *     empty unless there are two
 */
public record MetricComparison(
    String metric,
    List<Result> series,
    OptionalDouble threshold,
    Optional<Improvement> improvement) {
  /** Points of a series' line; rows lie denser or less dense than that. */
  private static final int GRID = 200;

  /**
   * A series' curves and what came of them.
   *
   * @param label of the series
   * @param runs the names of its runs
   * @param curves one for each run
   * @param last the runs' last values
   * @param bootstrap over the runs
   */
  public record Result(
      String label, List<String> runs, List<RunCurve> curves, Estimate last, Bootstrap bootstrap) {
    static Result of(String label, List<String> runs, List<RunCurve> curves, int stratum) {
      Bootstrap bootstrap = new Bootstrap(curves.size(), stratum);
      return new Result(label, runs, curves, Estimate.of(lastValues(curves), bootstrap), bootstrap);
    }

    private static double[] lastValues(List<RunCurve> curves) {
      return curves.stream().mapToDouble(RunCurve::last).toArray();
    }

    /** How many runs reached a threshold. */
    public int reached(double threshold) {
      return (int) curves.stream().filter(c -> c.reaching(threshold).isPresent()).count();
    }

    /**
     * Where the median run first reached a threshold; runs that never did count as later than all
     * others, so it is infinite if half of them did not.
     */
    public double placeOf(double threshold, Axis axis) {
      return Statistics.median(
          curves.stream()
              .mapToDouble(
                  curve -> {
                    var row = curve.reaching(threshold);
                    return row.isPresent()
                        ? curve.places(axis)[row.getAsInt()]
                        : Double.POSITIVE_INFINITY;
                  })
              .toArray());
    }

    /**
     * A statistic of the runs on a grid of equal distances, from the last of their first rows on.
     * Over steps it ends where the first run does; over seconds where the last one does, since a
     * run that is done earlier keeps what it has.
     */
    public Line line(Axis axis, ToDoubleFunction<double[]> statistic) {
      double start = 0;
      double firstEnd = Double.POSITIVE_INFINITY;
      double lastEnd = 0;
      for (RunCurve curve : curves) {
        double[] places = curve.places(axis);
        start = Math.max(start, places[0]);
        firstEnd = Math.min(firstEnd, places[places.length - 1]);
        lastEnd = Math.max(lastEnd, places[places.length - 1]);
      }
      double end = axis == Axis.STEPS ? firstEnd : lastEnd;
      int points = start < end ? GRID : start == end ? 1 : 0;
      Line line = new Line(new double[points], new double[points], new ArrayList<>());
      double[] values = new double[curves.size()];
      for (int p = 0; p < points; p++) {
        line.x()[p] = points == 1 ? end : start + (end - start) * p / (points - 1);
        for (int run = 0; run < values.length; run++) {
          values[run] = curves.get(run).at(axis, line.x()[p]);
        }
        line.y()[p] = statistic.applyAsDouble(values);
        if (values.length > 1) {
          line.intervals().add(bootstrap.interval(values, statistic));
        }
      }
      return line;
    }
  }

  /**
   * A line with a band.
   *
   * @param x places; none if the runs have no place in common
   * @param y the statistic
   * @param intervals around it; none for a single run
   */
  public record Line(double[] x, double[] y, List<Interval> intervals) {}

  /**
   * The probability of improvement.
   *
   * @param probability from 0 to 1
   * @param interval of it; empty if both series are single runs
   */
  public record Improvement(double probability, Optional<Interval> interval) {
    static Improvement of(Result x, Result y) {
      double[] mine = Result.lastValues(x.curves());
      double[] other = Result.lastValues(y.curves());
      return new Improvement(
          Statistics.probabilityOfImprovement(mine, other),
          mine.length * other.length == 1
              ? Optional.empty()
              : Optional.of(
                  x.bootstrap()
                      .interval(mine, y.bootstrap(), other, Statistics::probabilityOfImprovement)));
    }
  }

  static MetricComparison of(String metric, List<Result> series, OptionalDouble threshold) {
    return new MetricComparison(
        metric,
        List.copyOf(series),
        threshold,
        series.size() == 2
            ? Optional.of(Improvement.of(series.get(0), series.get(1)))
            : Optional.empty());
  }

  /** For JSON. */
  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("metric", metric);
    report.put("threshold", Reports.number(threshold.orElse(Double.NaN)));
    report.put("series", series.stream().map(this::report).toList());
    report.put("probability_of_improvement", improvement.map(this::report).orElse(null));
    return report;
  }

  private Map<String, Object> report(Result result) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("label", result.label());
    report.putAll(result.last().report());
    if (threshold.isPresent()) {
      double value = threshold.getAsDouble();
      report.put("reached", result.reached(value));
      report.put("steps_to_threshold", Reports.number(result.placeOf(value, Axis.STEPS)));
      report.put("seconds_to_threshold", Reports.number(result.placeOf(value, Axis.SECONDS)));
    }
    List<Map<String, Object>> runs = new ArrayList<>();
    for (int i = 0; i < result.runs().size(); i++) {
      RunCurve curve = result.curves().get(i);
      Map<String, Object> run = new LinkedHashMap<>();
      run.put("run", result.runs().get(i));
      run.put("steps", Reports.number(curve.steps()[curve.steps().length - 1]));
      run.put("seconds", Reports.number(curve.seconds()[curve.seconds().length - 1]));
      run.put("last", Reports.number(curve.last()));
      runs.add(run);
    }
    report.put("each", runs);
    return report;
  }

  private Map<String, Object> report(Improvement value) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("of", series.get(0).label());
    report.put("over", series.get(1).label());
    report.put("probability", Reports.number(value.probability()));
    report.put("interval", Estimate.report(value.interval()));
    return report;
  }
}
