package io.github.gdxbrains.reward;

import com.badlogic.ashley.core.Entity;

/**
 * 1 for each tick that the agent gets through, 0 for the one with which the episode terminates and
 * for those in which the agent is out of it.
 */
public final class Survival implements RewardTerm {
  private final String name;
  private float last;

  /**
   * @param name as in the logs
   */
  public Survival(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void begin(Entity entity) {
    last = 0;
  }

  @Override
  public float evaluate(Entity entity) {
    last = 1;
    return 1;
  }

  @Override
  public float rest() {
    last = 0;
    return 0;
  }

  @Override
  public float terminate() {
    float taken = -last;
    last = 0;
    return taken;
  }
}
