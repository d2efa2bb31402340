package io.github.gdxbrains.game.cartpole;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;

/**
 * A cart with a pole hinged on it, and the physics it lives under. Sensors and reward terms of
 * plugins read it; only the game writes it.
 */
public final class Cart implements Component {
  private static final ComponentMapper<Cart> MAPPER = ComponentMapper.getFor(Cart.class);

  /** Position of the cart, in metres to the right of the middle of the track. */
  double x;

  /** Velocity of the cart in m/s. */
  double xDot;

  /** Angle of the pole from upright, in radians clockwise. */
  double theta;

  /** Angular velocity of the pole in rad/s. */
  double thetaDot;

  /** Which way the cart is pushed: -1 or 1. */
  int push;

  /** Ticks since the episode began. */
  int steps;

  /** In m/s². */
  double gravity;

  /** From the hinge to the middle of the pole, in metres. */
  double halfLength;

  /** How hard a push is, in newtons. */
  double force;

  /** The cart of a seat's entity. */
  public static Cart of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** Position of the cart, in metres to the right of the middle of the track. */
  public double x() {
    return x;
  }

  /** Velocity of the cart in m/s. */
  public double xDot() {
    return xDot;
  }

  /** Angle of the pole from upright, in radians clockwise. */
  public double theta() {
    return theta;
  }

  /** Angular velocity of the pole in rad/s. */
  public double thetaDot() {
    return thetaDot;
  }

  /** Whether the cart has left the track, or the pole leans too far. */
  boolean hasFallen() {
    return x < -CartPole.X_LIMIT
        || x > CartPole.X_LIMIT
        || theta < -CartPole.THETA_LIMIT_RAD
        || theta > CartPole.THETA_LIMIT_RAD;
  }
}
