package io.github.gdxbrains.game.particle;

/**
 * What a particle is. Its mass is 1.
 *
 * @param size its radius
 * @param acceleration of a full push along an axis, in units/s²
 * @param maxSpeed in units/s, or infinity
 * @param movable whether anything moves it
 * @param collides whether it and others that collide push each other apart
 */
public record Body(
    double size, double acceleration, double maxSpeed, boolean movable, boolean collides) {
  private static final double ACCELERATION = 5;

  /** A body that moves at any speed, with the acceleration that is published as the default. */
  public static Body mobile(double size, boolean collides) {
    return new Body(size, ACCELERATION, Double.POSITIVE_INFINITY, true, collides);
  }

  /** A body that stays where it is. */
  public static Body fixed(double size, boolean collides) {
    return new Body(size, 0, 0, false, collides);
  }
}
