package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Chooses parameters of episodes, on the arenas' threads, and hears of returns between rollouts.
 */
interface Teacher {
  /** Chooses what it teaches, from the episode's own stream; the rest stays as given. */
  Parameters choose(Parameters given, RandomStream random);

  /** An episode has finished, in the order of the arenas. */
  void finished(Parameters parameters, double episodeReturn);

  /** All episodes of a rollout have been told. */
  void update();

  void report(Metrics metrics);

  void save(DataOutput out) throws IOException;

  void load(DataInput in) throws IOException;
}
