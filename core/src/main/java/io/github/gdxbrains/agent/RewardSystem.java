package io.github.gdxbrains.agent;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;

/** Evaluates every agent's reward terms, after the game's own systems ran. */
public final class RewardSystem extends IteratingSystem {
  /** Runs after everything but {@link SenseSystem}. */
  public static final int PRIORITY = Integer.MAX_VALUE - 2;

  /** Rewards all entities with an {@link Agent}. */
  public RewardSystem() {
    super(Family.all(Agent.class).get(), PRIORITY);
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    Agent.of(entity).collectReward();
  }
}
