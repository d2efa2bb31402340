package io.github.gdxbrains.sensor;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;

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

  /**
   * Draws what it sees now on top of the game's picture, in world units, for people who want to see
   * as the agent does; draws nothing by default. It changes nothing, and only who looks calls it.
   */
  default void draw(Entity entity, Canvas canvas, SensorStyle style) {}

  /**
   * What the colours of {@link #draw} stand for, in the order of {@link SensorStyle#color}; empty
   * by default.
   */
  default List<String> tags() {
    return List.of();
  }

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
