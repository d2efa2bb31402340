package io.github.gdxbrains.game.flappybird;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;

/** The bird. Sensors and reward terms of plugins read it; only the game writes it. */
public final class Bird implements Component {
  private static final ComponentMapper<Bird> MAPPER = ComponentMapper.getFor(Bird.class);

  /** What it flies through. */
  final Course course;

  /** Upper edge, in pixels down from the screen's. */
  int y;

  /** In pixels a frame, downwards. */
  int velocity;

  /** In degrees, counter-clockwise: nose up. */
  int rotation;

  /** Whether it flaps in this frame. */
  boolean flaps;

  /** Whether it has hit a pipe or the ground. */
  boolean crashed;

  /** Whether it has passed a pipe in this frame. */
  boolean passes;

  /** Pipes passed in this episode. */
  int passed;

  /** Whether a person held the button down in the frame before. */
  boolean buttonHeld;

  Bird(Course course) {
    this.course = course;
  }

  /** The bird of a seat's entity. */
  public static Bird of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** Upper edge, in pixels down from the screen's. */
  public int y() {
    return y;
  }

  /** In pixels a frame, downwards. */
  public int velocity() {
    return velocity;
  }

  /** In degrees, nose up. */
  public int rotation() {
    return rotation;
  }

  /** Pipes passed in this episode. */
  public int passed() {
    return passed;
  }

  /** What it flies through. */
  public Course course() {
    return course;
  }

  /** The velocity in the next frame. */
  static int nextVelocity(int y, int velocity, boolean flaps) {
    if (flaps && y > Rules.CEILING_Y) {
      return Rules.FLAP_VELOCITY;
    }
    return Math.min(velocity + Rules.GRAVITY, Rules.MAX_FALL);
  }

  void begin() {
    y = Rules.START_Y;
    velocity = Rules.FLAP_VELOCITY;
    rotation = Rules.FLAP_ROTATION;
    flaps = false;
    crashed = false;
    passes = false;
    passed = 0;
    buttonHeld = true; // who has held it since the episode before must let go first
  }
}
