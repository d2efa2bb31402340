package io.github.gdxbrains.headless.run;

import io.github.gdxbrains.config.AtomicFiles;
import io.github.gdxbrains.curriculum.LessonCheck;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.train.Evaluation;
import io.github.gdxbrains.train.FinishedEpisode;
import io.github.gdxbrains.train.LeagueTable;
import io.github.gdxbrains.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes down how a run goes: {@code metrics.csv}, {@code evaluations.csv}, {@code lessons.csv},
 * {@code episodes.csv}, {@code curve.png}.
 */
public final class RunJournal implements TrainingListener {
  /** Least time from one picture to the next, unless there was an evaluation. */
  private static final long PICTURE_NANOS = 10_000_000_000L;

  private static final List<String> EVALUATION_COLUMNS =
      List.of(
          "step",
          "episodes",
          "mean_return",
          "std_return",
          "wins",
          "draws",
          "losses",
          "score_rate",
          "mean_score",
          "is_best");

  private static final List<String> LESSON_COLUMNS =
      List.of(
          "step",
          "parameter",
          "lesson",
          "name",
          "measure",
          "value",
          "smoothed",
          "threshold",
          "episodes",
          "episodes_needed",
          "advances");

  private static final List<String> EPISODE_COLUMNS =
      List.of("step", "arena", "episode", "ticks", "mean_return", "mean_score");

  private final RunFolder folder;
  private final TrainingListener next;
  private final CsvFile metrics;
  private final CsvFile evaluations;
  private final CsvFile lessons;
  private final CsvFile episodes;
  private final Curve curve;
  private long lastPicture = System.nanoTime();
  private boolean cannotDraw;

  /**
   * @param title of the curve
   * @param next hears everything as well
   */
  public RunJournal(RunFolder folder, String title, TrainingListener next) {
    this.folder = folder;
    this.next = next;
    metrics = new CsvFile(folder.metrics());
    evaluations = new CsvFile(folder.evaluations());
    lessons = new CsvFile(folder.lessons());
    episodes = new CsvFile(folder.episodes());
    curve = new Curve(title);
  }

  /** Goes on with the tables that are there, if any, from a step on; later rows are dropped. */
  public void resumeAt(long step) {
    metrics.cutAfter(step);
    evaluations.cutAfter(step);
    lessons.cutAfter(step);
    episodes.cutAfter(step);
    List<Double> steps = metrics.column("step");
    List<Double> returns = metrics.column("mean_return");
    for (int i = 0; i < Math.min(steps.size(), returns.size()); i++) {
      curve.addReturn(steps.get(i), returns.get(i));
    }
    List<Double> evaluated = evaluations.column("step");
    List<Double> rates = evaluations.column("score_rate");
    List<Double> means = evaluations.column("mean_return");
    for (int i = 0; i < evaluated.size(); i++) {
      curve.addEvaluation(evaluated.get(i), means.get(i), rates.get(i));
    }
  }

  @Override
  public void progressed(Progress progress) {
    next.progressed(progress);
  }

  @Override
  public void summarized(Metrics row) {
    List<String> names = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (String name : row.names()) {
      names.add(name);
      values.add(row.get(name));
    }
    metrics.append(names, values);
    curve.addReturn(row.get("step"), row.get("mean_return"));
    if (System.nanoTime() - lastPicture > PICTURE_NANOS) {
      draw();
    }
    next.summarized(row);
  }

  @Override
  public void evaluated(long steps, Evaluation evaluation, boolean isBest) {
    evaluations.append(
        EVALUATION_COLUMNS,
        List.of(
            (double) steps,
            (double) evaluation.episodes(),
            evaluation.meanReturn(),
            evaluation.stdReturn(),
            (double) evaluation.wins(),
            (double) evaluation.draws(),
            (double) evaluation.losses(),
            evaluation.scoreRate(),
            evaluation.meanScore(),
            isBest ? 1.0 : 0.0));
    curve.addEvaluation(steps, evaluation.meanReturn(), evaluation.scoreRate());
    if (System.nanoTime() - lastPicture > PICTURE_NANOS / 10) {
      draw();
    }
    next.evaluated(steps, evaluation, isBest);
  }

  @Override
  public void checked(LessonCheck check) {
    lessons.appendCells(
        LESSON_COLUMNS,
        List.of(
            Long.toString(check.step()),
            check.parameter(),
            Integer.toString(check.lesson()),
            CsvFile.quoted(check.name().replaceAll("\\R", " ")), // a row is a line
            check.measure().name().toLowerCase(Locale.ROOT),
            CsvFile.cell(check.measured()),
            CsvFile.cell(check.smoothed()),
            CsvFile.cell(check.threshold()),
            Long.toString(check.episodes()),
            Long.toString(check.episodesNeeded()),
            check.next().isPresent() ? "1" : "0"));
    next.checked(check);
  }

  @Override
  public void finished(List<FinishedEpisode> finished) {
    List<String> header = new ArrayList<>(EPISODE_COLUMNS);
    finished.get(0).parameters().keySet().forEach(name -> header.add("parameter/" + name));
    List<List<String>> rows = new ArrayList<>();
    for (FinishedEpisode one : finished) {
      List<String> row = new ArrayList<>();
      row.add(Long.toString(one.step()));
      row.add(Integer.toString(one.arena()));
      row.add(Long.toString(one.episode()));
      row.add(Integer.toString(one.ticks()));
      row.add(CsvFile.cell(one.meanReturn()));
      row.add(CsvFile.cell(one.meanScore()));
      one.parameters().values().forEach(value -> row.add(CsvFile.cell(value)));
      rows.add(row);
    }
    episodes.appendRows(header, rows);
    next.finished(finished);
  }

  @Override
  public void standings(LeagueTable table) {
    Reports.write(folder.league(), Reports.of(table));
    next.standings(table);
  }

  @Override
  public void noticed(String message) {
    next.noticed(message);
  }

  /** Draws the curve as it is now. */
  public void draw() {
    if (curve.isEmpty() || cannotDraw) {
      return;
    }
    try {
      AtomicFiles.write(folder.curve(), curve.png());
    } catch (RuntimeException | LinkageError | InternalError broken) {
      cannotDraw = true; // a Java without fonts, for instance; no reason to stop a run
      next.noticed("no " + folder.curve() + ": this Java cannot draw (" + broken + ")");
    }
    lastPicture = System.nanoTime();
  }
}
