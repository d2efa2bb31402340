package io.github.gdxbrains.game.walljump;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;

/**
 * Who wants to get to the goal: where it is, and what it wants. Sensors and reward terms of plugins
 * read it; only the game writes it.
 */
public final class Jumper implements Component {
  private static final ComponentMapper<Jumper> MAPPER = ComponentMapper.getFor(Jumper.class);

  /** What it is on. */
  final Course course;

  float x;
  float y;
  float vx;
  float vy;
  boolean stands;

  /** Where it wants to run: -1, 0 or 1. */
  float move;

  boolean wantsJump;

  /** Where it last ran, -1 or 1; only for the eye. */
  float facing = 1;

  Jumper(Course course) {
    this.course = course;
  }

  /** The jumper of a seat's entity. */
  public static Jumper of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** Its middle, in metres to the right. */
  public float x() {
    return x;
  }

  /** Its middle, in metres above the ground. */
  public float y() {
    return y;
  }

  /** Velocity to the right in m/s. */
  public float vx() {
    return vx;
  }

  /** Velocity upwards in m/s. */
  public float vy() {
    return vy;
  }

  /** Whether it stands on something, so that it can jump. */
  public boolean stands() {
    return stands;
  }

  /** Its lower edge. */
  float feet() {
    return y - Rules.JUMPER_HALF;
  }
}
