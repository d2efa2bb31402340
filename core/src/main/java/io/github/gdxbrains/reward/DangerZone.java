package io.github.gdxbrains.reward;

import com.badlogic.ashley.core.Entity;
import java.util.function.ToDoubleFunction;

/**
 * Minus how deep the agent is within a zone, {@code -max(0, depth)}, in the depth's unit a tick: 0
 * outside and at the edge. The depth of a round zone is its radius minus the distance to its
 * centre.
 */
public final class DangerZone implements RewardTerm {
  private final String name;
  private final ToDoubleFunction<Entity> depth;

  /**
   * @param name as in the logs
   * @param depth how far the entity is behind the zone's edge, in any unit; negative outside
   */
  public DangerZone(String name, ToDoubleFunction<Entity> depth) {
    this.name = name;
    this.depth = depth;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public float evaluate(Entity entity) {
    return -(float) Math.max(0, depth.applyAsDouble(entity));
  }
}
