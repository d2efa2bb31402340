package io.github.gdxbrains.headless.compare;

import io.github.gdxbrains.config.AtomicFiles;
import io.github.gdxbrains.headless.chart.LineChart;
import io.github.gdxbrains.headless.compare.RunCurve.Axis;
import io.github.gdxbrains.headless.progress.Console;
import io.github.gdxbrains.headless.run.CsvFile;
import io.github.gdxbrains.headless.run.Reports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Writes a comparison: pictures, {@code comparison.csv} and {@code comparison.json}. */
public final class ComparisonFiles {
  private static final int PANEL_WIDTH = 900;
  private static final int PANEL_HEIGHT = 640;

  private ComparisonFiles() {}

  /** Writes both tables into a folder and returns their paths. */
  public static List<Path> writeTables(Comparison comparison, Path folder) {
    Path csv = folder.resolve("comparison.csv");
    Path json = folder.resolve("comparison.json");
    AtomicFiles.write(csv, csv(comparison).getBytes(StandardCharsets.UTF_8));
    Reports.write(json, comparison.report());
    return List.of(csv, json);
  }

  /** Draws every metric over steps and over seconds into a folder and returns the files' paths. */
  public static List<Path> draw(Comparison comparison, Path folder) {
    List<Path> pictures = new ArrayList<>();
    List<Reference> references = comparison.references(); // of the first metric
    for (MetricComparison metric : comparison.metrics()) {
      for (Axis axis : Axis.values()) {
        String name =
            metric.metric().replace('/', '-') + "-" + axis.name().toLowerCase(Locale.ROOT) + ".png";
        Path picture = folder.resolve(name);
        AtomicFiles.write(picture, picture(comparison.game(), metric, references, axis));
        pictures.add(picture);
      }
      references = List.of();
    }
    return pictures;
  }

  private static byte[] picture(
      String game, MetricComparison metric, List<Reference> references, Axis axis) {
    return LineChart.png(
        List.of(
            panel(game + ": mean", metric, references, axis, Statistics::mean),
            panel(
                game + ": interquartile mean",
                metric,
                references,
                axis,
                Statistics::interquartileMean)));
  }

  private static LineChart panel(
      String title,
      MetricComparison metric,
      List<Reference> references,
      Axis axis,
      ToDoubleFunction<double[]> statistic) {
    LineChart chart =
        new LineChart(
            title + ", 95 % intervals",
            axis == Axis.STEPS
                ? "steps (decisions of learning agents)"
                : "seconds of training (evaluations not counted)",
            metric.metric(),
            PANEL_WIDTH,
            PANEL_HEIGHT);
    List<MetricComparison.Line> lines =
        metric.series().stream().map(series -> series.line(axis, statistic)).toList();
    for (int s = 0; s < lines.size(); s++) {
      MetricComparison.Line line = lines.get(s);
      if (!line.intervals().isEmpty()) {
        double[] low = line.intervals().stream().mapToDouble(Interval::low).toArray();
        double[] high = line.intervals().stream().mapToDouble(Interval::high).toArray();
        chart.band(line.x(), low, high, LineChart.color(s));
      }
    }
    for (int s = 0; s < lines.size(); s++) {
      MetricComparison.Line line = lines.get(s);
      if (line.x().length > 0) {
        MetricComparison.Result series = metric.series().get(s);
        int runs = series.runs().size();
        String name =
            series.label() + (runs == 1 ? " (1 run, no interval)" : " (" + runs + " runs)");
        chart.line(name, line.x(), line.y(), LineChart.color(s), 2.5f);
      }
    }
    for (int r = 0; r < references.size(); r++) {
      Reference reference = references.get(r);
      String name = reference.label() + " (" + Console.number(reference.value()) + ")";
      chart.level(name, reference.value(), LineChart.color(lines.size() + r));
    }
    return chart;
  }

  private static String csv(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "metric,series,runs,mean,mean_low,mean_high,iqm,iqm_low,iqm_high,median,min,max,"
            + "threshold,reached,steps_to_threshold,seconds_to_threshold");
    for (MetricComparison metric : comparison.metrics()) {
      for (MetricComparison.Result series : metric.series()) {
        Estimate last = series.last();
        List<String> cells = new ArrayList<>();
        cells.add(CsvFile.quoted(metric.metric()));
        cells.add(CsvFile.quoted(series.label()));
        cells.add("" + last.runs());
        cells.addAll(
            List.of(cell(last.mean()), low(last.meanInterval()), high(last.meanInterval())));
        cells.addAll(List.of(cell(last.iqm()), low(last.iqmInterval()), high(last.iqmInterval())));
        cells.addAll(List.of(cell(last.median()), cell(last.min()), cell(last.max())));
        if (metric.threshold().isPresent()) {
          double threshold = metric.threshold().getAsDouble();
          cells.add(cell(threshold));
          cells.add("" + series.reached(threshold));
          cells.add(cell(series.placeOf(threshold, Axis.STEPS)));
          cells.add(cell(series.placeOf(threshold, Axis.SECONDS)));
        } else {
          cells.addAll(List.of("", "", "", ""));
        }
        lines.add(String.join(",", cells));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String low(Optional<Interval> interval) {
    return interval.map(i -> cell(i.low())).orElse("");
  }

  private static String high(Optional<Interval> interval) {
    return interval.map(i -> cell(i.high())).orElse("");
  }

  private static String cell(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }
}
