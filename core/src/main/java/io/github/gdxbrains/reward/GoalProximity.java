package io.github.gdxbrains.reward;

import com.badlogic.ashley.core.Entity;
import java.util.function.ToDoubleFunction;

/**
 * How near the agent is to a goal, {@code max(0, 1 - d / range)}, without unit: 1 at the goal, 0
 * from the range on. It pays in every tick near the goal, so an agent may find it better to wait
 * there than to arrive; {@link PotentialShaping} of the same number has no such effect.
 */
public final class GoalProximity implements RewardTerm {
  private final String name;
  private final double range;
  private final ToDoubleFunction<Entity> distance;

  /**
   * @param name as in the logs
   * @param range the distance from which on nothing is paid, greater than 0
   * @param distance to the goal, at least 0, in the unit of the range
   */
  public GoalProximity(String name, double range, ToDoubleFunction<Entity> distance) {
    if (!(range > 0)) {
      throw new IllegalArgumentException(
          name + ": range is " + range + ", but must be greater than 0");
    }
    this.name = name;
    this.range = range;
    this.distance = distance;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public float evaluate(Entity entity) {
    return (float) Math.max(0, 1 - distance.applyAsDouble(entity) / range);
  }
}
