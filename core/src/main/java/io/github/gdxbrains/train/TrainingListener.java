package io.github.gdxbrains.train;

import io.github.gdxbrains.curriculum.LessonCheck;
import io.github.gdxbrains.learner.Metrics;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Is told how a run goes, on the thread that runs it. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener SILENT = new TrainingListener() {};

  /**
   * How far a run has come.
   *
   * @param steps decisions of learning agents so far
   * @param maxSteps decisions after which the run ends
   * @param updates of the learners so far
   * @param episodes finished so far
   * @param seconds of training so far, of all sittings together
   * @param secondsLimit training seconds after which the run ends, or infinity
   * @param stepsPerSecond of late
   * @param meanReturn over the last 100 finished episodes of agents; NaN before the first
   * @param entropy of the policy in the last update, NaN if the learner has none
   * @param elo of each side that learns by self-play, by its name; else empty
   */
  record Progress(
      long steps,
      long maxSteps,
      long updates,
      long episodes,
      double seconds,
      double secondsLimit,
      double stepsPerSecond,
      double meanReturn,
      double entropy,
      Map<String, Double> elo) {
    /** Sorts the sides by their names. */
    public Progress {
      elo = Collections.unmodifiableSortedMap(new TreeMap<>(elo));
    }
  }

  /** After every update. */
  default void progressed(Progress progress) {}

  /**
   * Every {@code summary_freq} decisions: one row of {@code metrics.csv}; what learners measure has
   * the name of the behavior before it if there are several. The columns are the same at every call
   * of a run.
   */
  default void summarized(Metrics row) {}

  /** After an evaluation during training, and after the last one. */
  default void evaluated(long steps, Evaluation evaluation, boolean isBest) {}

  /** Whenever it was looked whether a lesson has been learned: a row of {@code lessons.csv}. */
  default void checked(LessonCheck check) {}

  /**
   * After every update in which episodes finished, if parameters vary from episode to episode: rows
   * of {@code episodes.csv}, arena by arena.
   */
  default void finished(List<FinishedEpisode> episodes) {}

  /** In self-play: how the league stands, at the beginning, after snapshots and checkpoints. */
  default void standings(LeagueTable table) {}

  /** Something happened that a person should read: a rollback, a rebuilt arena, a restart. */
  default void noticed(String message) {}
}
