package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.headless.compare.Comparison;
import io.github.gdxbrains.headless.compare.Interval;
import io.github.gdxbrains.headless.compare.MetricComparison;
import io.github.gdxbrains.headless.compare.RunCurve.Axis;
import io.github.gdxbrains.headless.progress.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A comparison as people read it. */
final class ComparisonTable {
  private ComparisonTable() {}

  static void print(Comparison comparison, PrintWriter out) {
    for (MetricComparison metric : comparison.metrics()) {
      out.println(metric.metric() + " at the end, with 95 % intervals");
      List<String> headings =
          new ArrayList<>(List.of("series", "runs", "mean", "IQM", "median", "min", "max"));
      metric
          .threshold()
          .ifPresent(
              value ->
                  headings.addAll(
                      List.of("reached " + Console.number(value), "median step", "median second")));
      Table table = new Table(headings.toArray(String[]::new));
      metric.series().forEach(series -> table.row(cells(metric, series).toArray()));
      table.print(out, "  ");
      metric
          .improvement()
          .ifPresent(
              improvement ->
                  out.println(
                      "  probability that a run of "
                          + metric.series().get(0).label()
                          + " ends above one of "
                          + metric.series().get(1).label()
                          + ": "
                          + estimate(improvement.probability(), improvement.interval())));
    }
    comparison.notes().forEach(note -> out.println("note: " + note));
    out.flush();
  }

  private static List<String> cells(MetricComparison metric, MetricComparison.Result series) {
    List<String> cells = new ArrayList<>();
    cells.add(series.label());
    cells.add("" + series.last().runs());
    cells.add(estimate(series.last().mean(), series.last().meanInterval()));
    cells.add(estimate(series.last().iqm(), series.last().iqmInterval()));
    cells.add(Console.number(series.last().median()));
    cells.add(Console.number(series.last().min()));
    cells.add(Console.number(series.last().max()));
    if (metric.threshold().isPresent()) {
      double threshold = metric.threshold().getAsDouble();
      double step = series.placeOf(threshold, Axis.STEPS);
      double second = series.placeOf(threshold, Axis.SECONDS);
      cells.add(series.reached(threshold) + " of " + series.last().runs());
      cells.add(Double.isFinite(step) ? Console.count(step) : "never");
      cells.add(Double.isFinite(second) ? String.format(Locale.ROOT, "%.1f", second) : "never");
    }
    return cells;
  }

  /** A number with its interval. */
  static String estimate(double value, Optional<Interval> interval) {
    String number = Console.number(value);
    return interval
        .map(i -> number + " [" + Console.number(i.low()) + ", " + Console.number(i.high()) + "]")
        .orElse(number);
  }
}
