package io.github.gdxbrains.arena;

import io.github.gdxbrains.random.RandomStream;

/** Where each episode's parameters come from: a constant, a sampler, a lesson. */
@FunctionalInterface
public interface ParameterSource {
  /** The parameters of the next episode, drawn from its own stream. */
  Parameters next(RandomStream random);
}
