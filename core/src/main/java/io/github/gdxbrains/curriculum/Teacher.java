package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Chooses levels of episodes, or parameters, on the arenas' threads, and hears between rollouts how
 * episodes went; what it chooses by changes then alone.
 */
interface Teacher {
  /** Chooses the level of an episode, from the episode's own stream; a new one by default. */
  default long level(long own, RandomStream random) {
    return own;
  }

  /** Chooses what it teaches, from the level's own stream; the rest stays as given. */
  default Parameters choose(Parameters given, RandomStream random) {
    return given;
  }

  /** An episode has finished, in the order of the arenas. */
  default void finished(Parameters parameters, double episodeReturn) {}

  /**
   * How it turned out: only told to who {@link TeacherSettings#judgesByCritic}.
   *
   * @param isReplayed whether its level was chosen, and not new
   */
  default void assessed(long level, boolean isReplayed, CriticErrors errors) {}

  /** All episodes of a rollout have been told. */
  void update();

  void report(Metrics metrics);

  void save(DataOutput out) throws IOException;

  void load(DataInput in) throws IOException;
}
