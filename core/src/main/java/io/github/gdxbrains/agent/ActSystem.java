package io.github.gdxbrains.agent;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;

/** Carries out every agent's present action, before the game's own systems run. */
public final class ActSystem extends IteratingSystem {
  /** Runs after {@link DecideSystem} and before everything else. */
  public static final int PRIORITY = Integer.MIN_VALUE + 2;

  /** Carries out the actions of all entities with an {@link Agent}. */
  public ActSystem() {
    super(Family.all(Agent.class).get(), PRIORITY);
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    Agent.of(entity).act();
  }
}
