package io.github.gdxbrains.game.duel;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import com.badlogic.gdx.physics.box2d.Body;

/**
 * A fighter: where it is, what it has, and what it wants. Sensors and reward terms of plugins read
 * it; only the game writes it.
 */
public final class Fighter implements Component {
  private static final ComponentMapper<Fighter> MAPPER = ComponentMapper.getFor(Fighter.class);

  /** What it is in. */
  final Yard yard;

  /** 0 is blue, 1 is orange. */
  final int team;

  /** 1 if it starts at the side of -x, -1 otherwise. */
  final float side;

  Body body;
  float x;
  float y;
  float vx;
  float vy;

  /** Where it aims, in (-π, π]. */
  float heading;

  /** Unit vector to where it aims. */
  float cos;

  float sin;

  float health;

  /** Shots in the magazine, and in the pocket. */
  int magazine;

  int reserve;

  /** Ticks until it can shoot. */
  int pause;

  /** Whether it waits for the magazine to be filled. */
  boolean isReloading;

  /**
   * What it wants: to run ahead and to the left as a share of the speed, to turn left, to shoot.
   */
  float ahead;

  float left;
  float turn;
  boolean wantsShot;

  /** In this tick: health lost by its shots and by the other's, pickups taken. */
  float dealt;

  float suffered;
  int picked;

  /** Ticks since it was hit and since it shot; only for the eye. */
  int ticksSinceHit;

  int ticksSinceShot;

  Fighter(Yard yard, int team) {
    this.yard = yard;
    this.team = team;
    side = team == 0 ? 1 : -1;
  }

  /** The fighter of a seat's entity. */
  public static Fighter of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** 0 is blue, 1 is orange. */
  public int team() {
    return team;
  }

  /** Who it fights. */
  public Fighter opponent() {
    return yard.fighters[1 - team];
  }

  /** In metres from the middle of the yard, towards orange's side. */
  public float x() {
    return x;
  }

  /** In metres from the middle of the yard, upwards. */
  public float y() {
    return y;
  }

  /** Velocity along x in m/s. */
  public float vx() {
    return vx;
  }

  /** Velocity along y in m/s. */
  public float vy() {
    return vy;
  }

  /** Where it aims: radians, counter-clockwise from +x, in (-π, π]. */
  public float heading() {
    return heading;
  }

  /** 100 to 0. */
  public float health() {
    return health;
  }

  /** Shots in the magazine. */
  public int magazine() {
    return magazine;
  }

  /** Shots in the pocket. */
  public int reserve() {
    return reserve;
  }

  /** Whether no crate is between it and its opponent. */
  public boolean seesOpponent() {
    return yard.inSight;
  }

  /** How far ahead a vector points. */
  float ahead(float x, float y) {
    return cos * x + sin * y;
  }

  /** How far to the left a vector points. */
  float left(float x, float y) {
    return cos * y - sin * x;
  }

  float distanceTo(float x, float y) {
    float dx = x - this.x;
    float dy = y - this.y;
    return (float) Math.sqrt(dx * dx + dy * dy);
  }

  /** Aims somewhere. */
  void face(float heading) {
    this.heading = wrap(heading);
    cos = (float) Math.cos(this.heading);
    sin = (float) Math.sin(this.heading);
  }

  /** The same angle in [-π, π], of one within [-3π, 3π]. */
  static float wrap(float angle) {
    float pi = (float) Math.PI;
    return angle > pi ? angle - 2 * pi : angle < -pi ? angle + 2 * pi : angle;
  }
}
