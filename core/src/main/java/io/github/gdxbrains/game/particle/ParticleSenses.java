package io.github.gdxbrains.game.particle;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.utils.ImmutableArray;
import io.github.gdxbrains.sensor.EntityList;
import io.github.gdxbrains.sensor.EntityListSensor;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ObservationSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Collects what agents see: their own state, and points of the plane as seen from them. */
public final class ParticleSenses {
  /** Others are hardly ever farther away along an axis; whoever is counts as there. */
  private static final float FAR = 4;

  private static final List<EntityList.Feature> OFFSET =
      List.of(
          new EntityList.Feature(
              "x", -FAR, FAR, (me, other) -> Particle.of(other).x - Particle.of(me).x),
          new EntityList.Feature(
              "y", -FAR, FAR, (me, other) -> Particle.of(other).y - Particle.of(me).y));

  private final List<Sensor> sensors = new ArrayList<>();

  /** Adds the agent's own velocity, {@code self_vel}. */
  public ParticleSenses velocity() {
    return points("self_vel", 1, (me, out) -> putVelocity(Particle.of(me), out));
  }

  /** Adds the agent's own position, {@code self_pos}. */
  public ParticleSenses position() {
    return points("self_pos", 1, (me, out) -> putPosition(Particle.of(me), out));
  }

  private static void putPosition(Particle particle, ObservationWriter out) {
    out.put((float) particle.x, (float) particle.y);
  }

  private static void putVelocity(Particle particle, ObservationWriter out) {
    out.put((float) particle.vx, (float) particle.vy);
  }

  /** Adds a stream of {@code count} pairs of numbers; nothing if there are none. */
  public ParticleSenses points(String name, int count, Sensor.Reading reading) {
    return numbers(name, 2 * count, reading);
  }

  /** Adds a stream of {@code count} numbers; nothing if there are none. */
  public ParticleSenses numbers(String name, int count, Sensor.Reading reading) {
    if (count > 0) {
      sensors.add(Sensor.vector(name, count, reading));
    }
    return this;
  }

  /** Adds a list of others, each by where it is as seen from the agent; the nearest first. */
  public ParticleSenses list(
      String name, int most, Function<Entity, ImmutableArray<Entity>> othersOf) {
    sensors.add(
        new EntityListSensor(
            new EntityList(name, most, OFFSET),
            othersOf,
            entity -> Particle.of(entity).x,
            entity -> Particle.of(entity).y));
    return this;
  }

  /** Writes where others are as seen from an agent; itself is left out. */
  public static void putOffsets(Entity me, Particle[] others, ObservationWriter out) {
    Particle self = Particle.of(me);
    for (Particle other : others) {
      if (other != self) {
        out.put((float) (other.x - self.x), (float) (other.y - self.y));
      }
    }
  }

  /** Writes the velocities of others; an agent's own is left out. */
  public static void putVelocities(Entity me, Particle[] others, ObservationWriter out) {
    Particle self = Particle.of(me);
    for (Particle other : others) {
      if (other != self) {
        putVelocity(other, out);
      }
    }
  }

  /** The sensors, in the order in which they were added. */
  public List<Sensor> sensors() {
    return List.copyOf(sensors);
  }

  /** The space that the sensors add up to. */
  public ObservationSpace space() {
    return new ObservationSpace(sensors.stream().map(Sensor::stream).toList());
  }
}
