package io.github.gdxbrains.agent;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.random.RandomStream;

/**
 * A hand-written policy. It may look at the whole world through the entity's components, keeps
 * nothing itself, and may be called from several threads for different worlds.
 */
@FunctionalInterface
public interface Script {
  /** Chooses the whole action of one agent. */
  void decide(Entity entity, RandomStream random, Action action);
}
