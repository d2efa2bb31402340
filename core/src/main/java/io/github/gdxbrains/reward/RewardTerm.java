package io.github.gdxbrains.reward;

import com.badlogic.ashley.core.Entity;
import java.util.function.ToDoubleFunction;

/** One named part of an agent's reward, evaluated after every tick. */
public interface RewardTerm {
  /** As it stands in the logs and in the experiment file's weights. */
  String name();

  /** What the last tick was worth to this agent, before weighting. */
  float evaluate(Entity entity);

  /** Starts over; called when an episode begins, after the world was reset. */
  default void begin(Entity entity) {}

  /** A term without memory. */
  static RewardTerm of(String name, ToDoubleFunction<Entity> value) {
    return new RewardTerm() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public float evaluate(Entity entity) {
        return (float) value.applyAsDouble(entity);
      }
    };
  }
}
