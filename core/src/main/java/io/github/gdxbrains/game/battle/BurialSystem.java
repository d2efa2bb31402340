package io.github.gdxbrains.game.battle;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.RewardSystem;

/**
 * Takes the fallen out of the episode, after the tick's rewards: what they did and suffered in
 * their last tick still counts.
 */
final class BurialSystem extends EntitySystem {
  private final Battlefield field;
  private final Entity[] seats;

  BurialSystem(Battlefield field, Entity[] seats) {
    super(RewardSystem.PRIORITY + 1);
    this.field = field;
    this.seats = seats;
  }

  @Override
  public void update(float deltaTime) {
    for (int k = 0; k < field.fallenCount; k++) {
      Agent.of(seats[field.fallen[k]]).deactivate();
    }
  }
}
