package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.headless.compare.Bootstrap;
import io.github.gdxbrains.headless.compare.Comparison;
import io.github.gdxbrains.headless.compare.ComparisonFiles;
import io.github.gdxbrains.headless.compare.Estimate;
import io.github.gdxbrains.headless.compare.Series;
import io.github.gdxbrains.headless.progress.Console;
import io.github.gdxbrains.headless.progress.SharedConsole;
import io.github.gdxbrains.headless.run.Reports;
import io.github.gdxbrains.headless.run.RunFolder;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.train.Checkpoints;
import io.github.gdxbrains.train.ExperimentConfig;
import io.github.gdxbrains.train.Trainer;
import io.github.gdxbrains.train.TrainingListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * One experiment with several seeds: trains those that are not finished, some at once on threads of
 * this process, and sums up all. They share nothing but the catalog's games, learners and backends,
 * which hold nothing of a run; arenas are made under a lock of their own.
 */
final class SeedRuns {
  private final Path path;
  private final int jobs;
  private final double secondsLimit;
  private final Console line;
  private final SharedConsole console;
  private final List<Training> runs = new ArrayList<>();
  private final Map<Integer, RuntimeException> failures = new ConcurrentSkipListMap<>();

  /**
   * An experiment without seeds yet.
   *
   * @param path the folder that holds those of the seeds
   * @param jobs how many are trained at once
   * @param secondsLimit training seconds of each, or infinity
   * @param line shows how all of them go
   */
  SeedRuns(Path path, int jobs, double secondsLimit, Console line) {
    this.path = path;
    this.jobs = jobs;
    this.secondsLimit = secondsLimit;
    this.line = line;
    console = new SharedConsole(line, jobs, secondsLimit);
  }

  /** Adds a seed, which the experiment names. */
  void add(
      ExperimentConfig config, RunFolder folder, Function<TrainingListener, Training> training) {
    double steps = number(Reports.read(folder.summary()), "steps");
    TrainingListener listener =
        console.add(folder.name(), Double.isNaN(steps) ? 0 : (long) steps, maxSteps(config));
    runs.add(training.apply(listener));
  }

  private static long maxSteps(ExperimentConfig config) {
    return config.behaviors().values().stream().mapToLong(BehaviorConfig::maxSteps).max().orElse(0);
  }

  /**
   * Makes the folders, so that a later command knows of all seeds; nothing is written if the
   * trainer refuses the first that is to be trained.
   */
  void begin() {
    for (Training run : runs) {
      if (!isFinished(run)) {
        Trainer.Setup setup = run.setup();
        (hasCheckpoint(run) ? Trainer.resume(setup) : new Trainer(setup)).close();
        break;
      }
    }
    runs.stream().filter(run -> !hasCheckpoint(run)).forEach(Training::writeConfig);
  }

  private static boolean hasCheckpoint(Training run) {
    return new Checkpoints(run.folder().checkpoints(), 1).newest().isPresent();
  }

  /** Whether it was evaluated at its end, and that end lies where this command wants it. */
  private boolean isFinished(Training run) {
    Map<String, Object> summary = Reports.read(run.folder().summary());
    return summary.get("evaluation") != null
        && (number(summary, "steps") >= maxSteps(run.setup().config())
            || number(summary, "wall_seconds") >= secondsLimit);
  }

  /** Trains what is not finished; a seed that fails does not end the others. */
  void run(BooleanSupplier stop) {
    try (Workers workers = new Workers(jobs)) {
      workers.run(runs.size(), number -> run(number, stop));
    }
  }

  private void run(int number, BooleanSupplier stop) {
    Training run = runs.get(number);
    if (!isFinished(run)) {
      if (stop.getAsBoolean()) {
        return;
      }
      try {
        run.run(hasCheckpoint(run), stop, step -> {});
      } catch (RuntimeException failure) {
        failures.put(number, failure);
        run.setup().listener().noticed("failed: " + failure.getMessage());
      }
    }
    console.end(number);
  }

  /** Throws what ended the first seed that failed, if one did. */
  void throwFailure() {
    for (RuntimeException failure : failures.values()) {
      throw failure;
    }
  }

  /** Prints and writes what came of all seeds so far; returns what stands in the summary. */
  Map<String, Object> conclude(PrintWriter out) {
    List<Map<String, Object>> summaries = new ArrayList<>();
    Table table =
        new Table("seed", "steps", "mean return", "solved at step", "evaluation", "steps/s");
    for (Training run : runs) {
      Map<String, Object> summary = Reports.read(run.folder().summary());
      table.row(row(run.setup().config().envSettings().seed(), summary).toArray());
      if (!summary.isEmpty()) {
        summaries.add(summary);
      }
    }
    table.print(out, "  ");
    Map<String, Object> report = new LinkedHashMap<>();
    Trainer.Setup first = runs.get(0).setup();
    report.put("game", first.game().name());
    report.put(
        "seeds", runs.stream().map(run -> run.setup().config().envSettings().seed()).toList());
    report.put("finished", (int) runs.stream().filter(this::isFinished).count());
    report.put("jobs", jobs);
    Map<String, Object> evaluation = new LinkedHashMap<>();
    evaluation.put("mean_return", evaluation("mean_return", summaries, out));
    evaluation.put("score_rate", evaluation("score_rate", summaries, out));
    report.put("evaluation", evaluation);
    report.put("comparison", compare(out));
    report.put("runs", summaries);
    Path file = new RunFolder(path).summary();
    Reports.write(file, report);
    out.println("summary  " + file);
    out.flush();
    return report;
  }

  /** The evaluation of the best brains after training over all seeds that have one. */
  private static Object evaluation(
      String name, List<Map<String, Object>> summaries, PrintWriter out) {
    double[] values =
        summaries.stream()
            .map(summary -> summary.get("evaluation"))
            .filter(Map.class::isInstance)
            .map(evaluation -> ((Map<?, ?>) evaluation).get(name))
            .filter(Objects::nonNull)
            .mapToDouble(value -> ((Number) value).doubleValue())
            .toArray();
    if (values.length == 0) {
      return null;
    }
    Estimate estimate = Estimate.of(values, new Bootstrap(values.length, 0));
    out.println(
        "evaluation's "
            + name
            + " over "
            + values.length
            + (values.length == 1 ? " seed" : " seeds")
            + ", with 95 % intervals: mean "
            + ComparisonTable.estimate(estimate.mean(), estimate.meanInterval())
            + ", IQM "
            + ComparisonTable.estimate(estimate.iqm(), estimate.iqmInterval()));
    return estimate.report();
  }

  /** The curves of all seeds as one series, drawn into the experiment's folder. */
  private Object compare(PrintWriter out) {
    try {
      List<RunFolder> folders = runs.stream().map(Training::folder).toList();
      Series series = new Series(new RunFolder(path).name(), folders);
      Comparison comparison =
          Comparison.of(List.of(series), List.of(), OptionalDouble.empty(), List.of());
      ComparisonTable.print(comparison, out);
      ComparisonFiles.draw(comparison, path).forEach(file -> out.println("curves   " + file));
      return comparison.report();
    } catch (RuntimeException | LinkageError | InternalError broken) {
      // no rows yet, or a Java without fonts: no reason to lose the summary
      line.noticed("no curves: " + broken.getMessage());
      return null;
    }
  }

  private static List<String> row(long seed, Map<String, Object> summary) {
    List<String> cells = new ArrayList<>(List.of("" + seed));
    if (summary.isEmpty()) {
      cells.addAll(List.of("no summary yet", "", "", "", ""));
      return cells;
    }
    cells.add(Console.count(number(summary, "steps")));
    cells.add(Console.number(number(summary, "mean_return")));
    double solved = number(summary, "solved_at_step");
    cells.add(Double.isNaN(solved) ? "-" : Console.count(solved));
    cells.add(
        summary.get("evaluation") instanceof Map<?, ?> evaluation
            ? describe(evaluation)
            : "stopped before");
    cells.add(Console.count(number(summary, "steps_per_second")));
    return cells;
  }

  private static String describe(Map<?, ?> evaluation) {
    Optional<Double> rate =
        Optional.ofNullable((Number) evaluation.get("score_rate")).map(Number::doubleValue);
    String result =
        Console.number(((Number) evaluation.get("mean_return")).doubleValue())
            + " ± "
            + Console.number(((Number) evaluation.get("std_return")).doubleValue());
    return rate.map(value -> "score rate " + Console.number(value) + ", " + result).orElse(result);
  }

  private static double number(Map<String, Object> summary, String key) {
    return summary.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
