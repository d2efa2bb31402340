package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.random.RandomStream;

/** A number, or a sampler that draws one for each episode. */
public sealed interface EpisodeValue extends EnvironmentParameter permits Constant, Sampler {
  /** The value of an episode, drawn from its own stream. */
  float draw(RandomStream random);

  /** A value to make worlds with, and to show: the mean of what is drawn. */
  float typical();

  @Override
  default EpisodeValue last() {
    return this;
  }
}
