package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.nn.Backend;

/**
 * Chance as a part of a hierarchy: {@link RandomBrain}.
 *
 * @param behavior whose actions it takes
 */
public record RandomModel(BehaviorSpec behavior) implements Model {
  @Override
  public float[] parameters() {
    return new float[0];
  }

  @Override
  public BrainSource brains(Backend backend, boolean deterministic) {
    return capacity -> new RandomBrain();
  }
}
