package io.github.gdxbrains.sensor;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.space.ObservationStream;

/** Writes what one agent perceives into one stream of its observation. */
public interface Sensor {
  /** Name, shape and bounds of what it writes. */
  ObservationStream stream();

  /**
   * Writes all numbers of the stream in order. It may be called several times for one decision, as
   * the world goes on while the decision is waited for.
   *
   * @param entity the agent's entity
   * @param out receives exactly {@code stream().size()} numbers
   */
  void sense(Entity entity, ObservationWriter out);

  /** Forgets what it remembers; called when an episode begins. */
  default void reset() {}

  /**
   * Makes what was last sensed a thing of the past; called before the first {@link #sense} for each
   * decision, and before that of the final observation.
   */
  default void advance() {}

  /** A sensor of {@code size} unbounded floats. */
  static Sensor vector(String name, int size, Reading reading) {
    return of(ObservationStream.vector(name, size), reading);
  }

  /** A sensor of a given stream that remembers nothing. */
  static Sensor of(ObservationStream stream, Reading reading) {
    return new Sensor() {
      @Override
      public ObservationStream stream() {
        return stream;
      }

      @Override
      public void sense(Entity entity, ObservationWriter out) {
        reading.sense(entity, out);
      }
    };
  }

  /** What a sensor without memory does. */
  @FunctionalInterface
  interface Reading {
    /** See {@link Sensor#sense}. */
    void sense(Entity entity, ObservationWriter out);
  }
}
