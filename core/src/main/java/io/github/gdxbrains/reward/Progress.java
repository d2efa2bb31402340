package io.github.gdxbrains.reward;

import com.badlogic.ashley.core.Entity;
import java.util.function.ToDoubleFunction;

/**
 * How much smaller a distance has become in a tick, {@code d(s) - d(s')}, in the distance's unit:
 * over an episode {@code d(s₀) - d(s_T)}. It pays for having come nearer at the end as well, so,
 * unlike {@link PotentialShaping}, it can change which policy is best.
 */
public final class Progress implements RewardTerm {
  private final String name;
  private final ToDoubleFunction<Entity> distance;
  private float previous;

  /**
   * @param name as in the logs
   * @param distance what is to become smaller, in any unit
   */
  public Progress(String name, ToDoubleFunction<Entity> distance) {
    this.name = name;
    this.distance = distance;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void begin(Entity entity) {
    previous = (float) distance.applyAsDouble(entity);
  }

  @Override
  public float evaluate(Entity entity) {
    float now = (float) distance.applyAsDouble(entity);
    float progress = previous - now;
    previous = now;
    return progress;
  }
}
