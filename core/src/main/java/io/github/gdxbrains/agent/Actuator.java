package io.github.gdxbrains.agent;

import com.badlogic.ashley.core.Entity;

/** Carries out an agent's action on its entity, once a tick. */
@FunctionalInterface
public interface Actuator {
  /** Applies the agent's present action. */
  void act(Entity entity, Action action);
}
