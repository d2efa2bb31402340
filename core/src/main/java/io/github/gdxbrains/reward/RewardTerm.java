package io.github.gdxbrains.reward;

import com.badlogic.ashley.core.Entity;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** One named part of an agent's reward, evaluated after every tick. */
public interface RewardTerm {
  /** As it stands in the logs and in the experiment file's weights. */
  String name();

  /** What the last tick was worth to this agent, before weighting. */
  float evaluate(Entity entity);

  /** Starts over; called when an episode begins, after the world was reset. */
  default void begin(Entity entity) {}

  /**
   * What the last tick was worth to an agent that is out of the episode, before weighting. Such an
   * agent is not evaluated, so only a term that remembers has something to settle.
   */
  default float rest() {
    return 0;
  }

  /**
   * What is to be added to the last tick, before weighting, because nothing follows it: called once
   * an episode if the agent's part terminates, after the tick was evaluated; not if it is cut off.
   */
  default float terminate() {
    return 0;
  }

  /** The discount per tick that the learner must have for this term to be what it claims. */
  default OptionalDouble gamma() {
    return OptionalDouble.empty();
  }

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
