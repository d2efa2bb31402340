package io.github.gdxbrains.headless.compare;

import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.headless.experiment.ExperimentFiles;
import io.github.gdxbrains.headless.progress.Console;
import io.github.gdxbrains.headless.run.RunFolder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Series of runs of one game, metric by metric.
 *
 * @param game that all runs are of
 * @param metrics at least one
 * @param references values of the first metric to hold the curves against
 * @param notes what a reader of the figures must know
 */
public record Comparison(
    String game, List<MetricComparison> metrics, List<Reference> references, List<String> notes) {
  private static final String RETURN = "mean_return";
  private static final String SCORE_RATE = "evaluation/score_rate";

  /** A series with its runs' tables; runs without a row are left out. */
  private record Tables(Series series, List<RunFolder> runs, List<RunTables> tables) {}

  /**
   * Compares series.
   *
   * @param wanted names of metrics; if there are none, the mean return and, where teams are
   *     evaluated, the score rate
   * @param threshold that runs should reach
   * @param references drawn beside the curves of the first metric
   * @throws UserError if the series are of different games or lack a metric, or if two series or
   *     references have one label
   */
  public static Comparison of(
      List<Series> series,
      List<String> wanted,
      OptionalDouble threshold,
      List<Reference> references) {
    if (series.isEmpty()) {
      throw new UserError("compare what? name folders of runs");
    }
    String game = game(series);
    List<String> notes = new ArrayList<>();
    List<Tables> tables = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    for (Series one : series) {
      if (!labels.add(one.label())) {
        throw new UserError(
            "two series are called " + one.label() + ": name them apart by LABEL=RUN");
      }
      tables.add(tables(one, notes));
    }
    for (Reference reference : references) {
      if (!labels.add(reference.label())) {
        throw new UserError(
            "--reference: a series or another reference is called "
                + reference.label()
                + " as well: name them apart");
      }
    }
    List<String> names = new ArrayList<>(tables.get(0).tables().get(0).names());
    tables.forEach(t -> t.tables().forEach(run -> names.retainAll(run.names())));
    List<MetricComparison> metrics = new ArrayList<>();
    for (String name : wanted.isEmpty() ? byDefault(tables, names) : wanted) {
      String full = RunTables.fullName(name, names);
      if (!names.contains(full)) {
        throw new UserError(
            "--metric: " + UserError.unknown("metric of all runs", name, names).getMessage());
      }
      metrics.add(compare(tables, full, threshold, notes));
    }
    return new Comparison(
        game, List.copyOf(metrics), List.copyOf(references), notes.stream().distinct().toList());
  }

  private static String game(List<Series> series) {
    String game = "";
    String first = "";
    for (Series one : series) {
      for (RunFolder run : one.runs()) {
        String own = ExperimentFiles.gameOf(run.config());
        if (game.isEmpty()) {
          game = own;
          first = run.path().toString();
        } else if (!own.equals(game)) {
          throw new UserError(
              first
                  + " is a run of "
                  + game
                  + ", but "
                  + run.path()
                  + " of "
                  + own
                  + ": only runs of one game can be compared");
        }
      }
    }
    return game;
  }

  private static Tables tables(Series series, List<String> notes) {
    List<RunFolder> runs = new ArrayList<>();
    List<RunTables> tables = new ArrayList<>();
    Set<String> experiments = new HashSet<>();
    for (RunFolder run : series.runs()) {
      RunTables table = new RunTables(run);
      if (table.names().isEmpty()) {
        notes.add(run.path() + " has no row in metrics.csv yet and is left out");
      } else {
        runs.add(run);
        tables.add(table);
        experiments.add(ExperimentFiles.withoutSeed(run.config()));
      }
    }
    if (runs.isEmpty()) {
      throw new UserError(
          series.label() + ": nothing to compare, no run has a row in metrics.csv yet");
    }
    if (experiments.size() > 1) {
      notes.add(series.label() + ": its runs differ in more than the seed (see their config.yaml)");
    }
    return new Tables(series, runs, tables);
  }

  private static List<String> byDefault(List<Tables> tables, List<String> names) {
    boolean hasRates =
        names.contains(SCORE_RATE)
            && tables.stream()
                .allMatch(t -> t.tables().stream().allMatch(r -> r.curve(SCORE_RATE).isPresent()));
    return hasRates ? List.of(RETURN, SCORE_RATE) : List.of(RETURN);
  }

  private static MetricComparison compare(
      List<Tables> all, String metric, OptionalDouble threshold, List<String> notes) {
    List<MetricComparison.Result> results = new ArrayList<>();
    Set<Double> ends = new HashSet<>();
    for (Tables tables : all) {
      List<String> names = new ArrayList<>();
      List<RunCurve> curves = new ArrayList<>();
      for (int i = 0; i < tables.runs().size(); i++) {
        RunFolder run = tables.runs().get(i);
        Optional<RunCurve> curve = tables.tables().get(i).curve(metric);
        if (curve.isEmpty()) {
          notes.add(run.path() + " has no value of " + metric + " and is left out there");
        } else {
          names.add(run.path().toString());
          curves.add(curve.get());
          double[] steps = curve.get().steps();
          ends.add(steps[steps.length - 1]);
        }
      }
      String label = tables.series().label();
      if (curves.isEmpty()) {
        throw new UserError(label + ": nothing to compare, no run has a value of " + metric);
      }
      if (curves.size() == 1) {
        notes.add(label + ": a single run, so a line without an interval");
      }
      results.add(MetricComparison.Result.of(label, names, curves, results.size()));
    }
    if (ends.size() > 1) {
      double least = ends.stream().min(Double::compare).orElseThrow();
      double most = ends.stream().max(Double::compare).orElseThrow();
      notes.add(
          metric
              + ": runs end between step "
              + Console.count(least)
              + " and "
              + Console.count(most)
              + "; each counts with its own last value, and over steps a line ends where its first run does");
    }
    return MetricComparison.of(metric, results, threshold);
  }

  /** For JSON. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("game", game);
    report.put("confidence", 0.95);
    report.put("resamples", Bootstrap.RESAMPLES);
    report.put("metrics", metrics.stream().map(MetricComparison::report).toList());
    report.put("references", references.stream().map(Reference::report).toList());
    report.put("notes", notes);
    return report;
  }
}
