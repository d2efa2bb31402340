package io.github.gdxbrains.reward;

import com.badlogic.ashley.core.Entity;
import java.util.function.ToDoubleFunction;

/**
 * Potential-based shaping, {@code γ Φ(s') - Φ(s)}, which leaves the best policy unchanged when γ is
 * the learner's discount per tick (Ng, Harada and Russell, ICML 1999, theorem 1).
 *
 * <p>Exact invariance also asks for Φ = 0 in terminal states; a potential should return 0 there.
 */
public final class PotentialShaping implements RewardTerm {
  private final String name;
  private final float gamma;
  private final ToDoubleFunction<Entity> potential;
  private float previous;

  /**
   * @param name as in the logs
   * @param gamma the learner's discount per tick, in (0, 1]
   * @param potential Φ of the entity's present state
   */
  public PotentialShaping(String name, float gamma, ToDoubleFunction<Entity> potential) {
    if (!(gamma > 0 && gamma <= 1)) {
      throw new IllegalArgumentException(name + ": gamma is " + gamma + ", but must be in (0, 1]");
    }
    this.name = name;
    this.gamma = gamma;
    this.potential = potential;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void begin(Entity entity) {
    previous = (float) potential.applyAsDouble(entity);
  }

  @Override
  public float evaluate(Entity entity) {
    float now = (float) potential.applyAsDouble(entity);
    float shaping = gamma * now - previous;
    previous = now;
    return shaping;
  }
}
