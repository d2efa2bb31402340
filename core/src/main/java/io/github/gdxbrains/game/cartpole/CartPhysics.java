package io.github.gdxbrains.game.cartpole;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;

/**
 * Moves the cart by one explicit Euler step, in the order in which Gymnasium computes it (equations
 * of R. V. Florian, "Correct equations for the dynamics of the cart-pole system", 2007, without
 * friction).
 */
final class CartPhysics extends IteratingSystem {
  private static final double CART_MASS = 1.0;
  private static final double POLE_MASS = 0.1;
  private static final double TOTAL_MASS = POLE_MASS + CART_MASS;
  private static final double TAU = CartPole.TICK_SECONDS;

  CartPhysics() {
    super(Family.all(Cart.class).get());
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    step(Cart.of(entity));
  }

  static void step(Cart cart) {
    double poleMassLength = POLE_MASS * cart.halfLength;
    double force = cart.push * cart.force;
    double cos = Math.cos(cart.theta);
    double sin = Math.sin(cart.theta);
    double temp = (force + poleMassLength * (cart.thetaDot * cart.thetaDot) * sin) / TOTAL_MASS;
    double thetaAcc =
        (cart.gravity * sin - cos * temp)
            / (cart.halfLength * (4.0 / 3.0 - POLE_MASS * (cos * cos) / TOTAL_MASS));
    double xAcc = temp - poleMassLength * thetaAcc * cos / TOTAL_MASS;
    cart.x += TAU * cart.xDot;
    cart.xDot += TAU * xAcc;
    cart.theta += TAU * cart.thetaDot;
    cart.thetaDot += TAU * thetaAcc;
    cart.steps++;
  }
}
