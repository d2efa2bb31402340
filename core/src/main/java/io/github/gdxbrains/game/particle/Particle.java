package io.github.gdxbrains.game.particle;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.random.RandomStream;

/** Where a disc is, how it moves, and where it pushes itself. */
public final class Particle implements Component {
  private static final ComponentMapper<Particle> MAPPER = ComponentMapper.getFor(Particle.class);

  private final Body body;
  private final int number;
  private double pushX;
  private double pushY;
  double x;
  double y;
  double vx;
  double vy;
  double forceX;
  double forceY;

  /**
   * A particle at rest at the origin.
   *
   * @param number among its kind, from 0
   */
  public Particle(Body body, int number) {
    this.body = body;
    this.number = number;
  }

  /** Particles of one body, numbered from 0. */
  public static Particle[] several(int count, Body body) {
    Particle[] particles = new Particle[count];
    for (int i = 0; i < count; i++) {
      particles[i] = new Particle(body, i);
    }
    return particles;
  }

  /** The particle of an entity. */
  public static Particle of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** Puts it somewhere, at rest and without a push. */
  public void place(double x, double y) {
    this.x = x;
    this.y = y;
    vx = 0;
    vy = 0;
    pushX = 0;
    pushY = 0;
  }

  /** Puts it anywhere in the square from {@code -reach} to {@code reach}. */
  public void scatter(RandomStream random, double reach) {
    double somewhere = reach * (2 * random.nextDouble() - 1);
    place(somewhere, reach * (2 * random.nextDouble() - 1));
  }

  /** Says how hard it pushes along each axis, in [-1, 1], until it says otherwise. */
  public void push(double x, double y) {
    pushX = x;
    pushY = y;
  }

  /** Forgets the forces of the last step, but for its own push. */
  void beginForces() {
    forceX = body.acceleration() * pushX;
    forceY = body.acceleration() * pushY;
  }

  /** Distance between its middle and another's. */
  public double distanceTo(Particle other) {
    return distanceTo(other.x, other.y);
  }

  /** Distance between its middle and a point. */
  public double distanceTo(double pointX, double pointY) {
    double dx = x - pointX;
    double dy = y - pointY;
    return Math.sqrt(dx * dx + dy * dy);
  }

  /** Whether it and another overlap. */
  public boolean touches(Particle other) {
    return distanceTo(other) < body.size() + other.body.size();
  }

  /** What it is. */
  public Body body() {
    return body;
  }

  /** Its number among its kind, from 0. */
  public int number() {
    return number;
  }

  /** To the right of the origin. */
  public double x() {
    return x;
  }

  /** Above the origin. */
  public double y() {
    return y;
  }

  /** Velocity along x in units/s. */
  public double vx() {
    return vx;
  }

  /** Velocity along y in units/s. */
  public double vy() {
    return vy;
  }
}
