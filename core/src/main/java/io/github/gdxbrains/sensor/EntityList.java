package io.github.gdxbrains.sensor;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;

/**
 * Entities around an agent, as many as there are, and what it sees of each (ML-Agents' buffer
 * sensor).
 *
 * @param name of the observation stream
 * @param most entities that it shows, at least 1
 * @param features of each entity, in order; at least one
 */
public record EntityList(String name, int most, List<Feature> features) {
  /**
   * One of the numbers that an agent sees of an entity.
   *
   * @param name unique within the list
   * @param low least value; the reading is clamped to it
   * @param high greatest value
   * @param reading the number, given the agent's entity and the one it sees
   */
  public record Feature(
      String name, float low, float high, ToDoubleBiFunction<Entity, Entity> reading) {
    /** Checks the bounds. */
    public Feature {
      if (!(low < high)) {
        throw new IllegalArgumentException(
            "feature " + name + ": low " + low + " must be less than high " + high);
      }
    }

    /** The number, within the bounds. */
    float read(Entity me, Entity other) {
      return Math.max(low, Math.min(high, (float) reading.applyAsDouble(me, other)));
    }
  }

  /** Copies the features and checks them. */
  public EntityList {
    features = List.copyOf(features);
    if (most < 1) {
      throw new IllegalArgumentException(name + ": most is " + most + ", but must be at least 1");
    }
    if (features.isEmpty()) {
      throw new IllegalArgumentException(name + ": there must be at least one feature");
    }
    Set<String> names = new HashSet<>();
    for (Feature feature : features) {
      if (!names.add(feature.name())) {
        throw new IllegalArgumentException(name + ": two features are named " + feature.name());
      }
    }
  }

  /**
   * What an {@link EntityListSensor} writes: a counted stream {@code [most, features]}. Its bounds
   * span those of all features, and 0.
   */
  public ObservationStream stream() {
    float low = 0;
    float high = 0;
    for (Feature feature : features) {
      low = Math.min(low, feature.low());
      high = Math.max(high, feature.high());
    }
    List<Integer> shape = List.of(most, features.size());
    return new ObservationStream(name, ElementType.FLOAT32, shape, true, low, high);
  }
}
