package io.github.gdxbrains.reward;

import com.badlogic.ashley.core.Entity;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Potential-based shaping, {@code γ Φ(s') - Φ(s)}, which leaves the best policy unchanged when γ is
 * the learner's discount per tick (Ng, Harada and Russell, ICML 1999, theorem 1).
 *
 * <p>Φ of a terminal state counts as 0, whatever the potential says of it, and so does Φ while the
 * agent is out of the episode. So the discounted sum over an episode of T ticks depends on nothing
 * that the agent does: it is {@code -Φ(s₀)} if the agent's part terminates, and {@code γᵀ Φ(s_T) -
 * Φ(s₀)} if it is truncated, where a critic that learns from shaped rewards values s_T by {@code
 * Φ(s_T)} less (Grzes, AAMAS 2017).
 */
public final class PotentialShaping implements RewardTerm {
  private final String name;
  private final float gamma;
  private final ToDoubleFunction<Entity> potential;
  private float previous;

  /**
   * @param name as in the logs
   * @param gamma the learner's discount per tick, in (0, 1]; a run says so if it is another
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
  public OptionalDouble gamma() {
    return OptionalDouble.of(gamma);
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

  @Override
  public float rest() {
    float shaping = -previous; // γ 0 - Φ(s)
    previous = 0;
    return shaping;
  }

  @Override
  public float terminate() {
    float shaping = -gamma * previous; // the tick got γ Φ(s_T), but Φ(s_T) is 0
    previous = 0;
    return shaping;
  }
}
