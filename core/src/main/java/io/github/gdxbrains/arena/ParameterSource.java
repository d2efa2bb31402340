package io.github.gdxbrains.arena;

import io.github.gdxbrains.random.RandomStream;

/** Where each episode's parameters come from: a constant, a sampler, a lesson. */
@FunctionalInterface
public interface ParameterSource {
  /** The parameters of the next episode, drawn from its level's own stream. */
  Parameters next(RandomStream random);

  /**
   * The level of the next episode: the seed of all that its world and {@link #next} draw. Its own
   * makes a level that was never played; one that was played before makes the same world again. The
   * agents' own streams are those of the episode in any case. Asked before {@link #next}.
   *
   * @param own seed of the episode
   * @param random a stream to choose by
   */
  default long level(long own, RandomStream random) {
    return own;
  }
}
