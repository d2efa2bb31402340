package io.github.gdxbrains.agent;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;

/** Lets every agent whose decision is due sense the world as the tick has left it. */
public final class SenseSystem extends IteratingSystem {
  /** Runs last. */
  public static final int PRIORITY = Integer.MAX_VALUE - 1;

  /** Senses for all entities with an {@link Agent}. */
  public SenseSystem() {
    super(Family.all(Agent.class).get(), PRIORITY);
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    Agent.of(entity).prepareDecision();
  }
}
