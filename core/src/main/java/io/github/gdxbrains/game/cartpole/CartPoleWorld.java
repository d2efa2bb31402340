package io.github.gdxbrains.game.cartpole;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Sensor;

/** One cart on its track. */
final class CartPoleWorld implements GameWorld {
  private final Engine engine = new Engine();
  private final Entity entity = new Entity();
  private final Cart cart = new Cart();
  private final CartPoleView view = new CartPoleView();
  private int maxSteps;

  CartPoleWorld() {
    entity.add(cart);
    entity.add(
        Agent.builder(CartPole.BEHAVIOR)
            .sense(Sensor.of(CartPole.X, (e, out) -> out.put((float) Cart.of(e).x)))
            .sense(Sensor.of(CartPole.X_DOT, (e, out) -> out.put((float) Cart.of(e).xDot)))
            .sense(Sensor.of(CartPole.THETA, (e, out) -> out.put((float) Cart.of(e).theta)))
            .sense(Sensor.of(CartPole.THETA_DOT, (e, out) -> out.put((float) Cart.of(e).thetaDot)))
            .act((e, action) -> Cart.of(e).push = action.choice() == 1 ? 1 : -1)
            .reward(RewardTerm.of("balance", e -> 1), 1)
            .build());
    engine.addEntity(entity);
    engine.addSystem(new CartPhysics());
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public float tickSeconds() {
    return (float) CartPole.TICK_SECONDS;
  }

  @Override
  public void reset(RandomStream random, Parameters parameters) {
    cart.x = start(random);
    cart.xDot = start(random);
    cart.theta = start(random);
    cart.thetaDot = start(random);
    cart.push = 0;
    cart.steps = 0;
    cart.gravity = decimal(parameters.get(CartPole.GRAVITY));
    cart.halfLength = decimal(parameters.get(CartPole.POLE_LENGTH)) / 2;
    cart.force = decimal(parameters.get(CartPole.FORCE));
    maxSteps = parameters.count(CartPole.MAX_STEPS);
  }

  private static double start(RandomStream random) {
    return -0.05 + 0.1 * random.nextDouble();
  }

  /** The decimal number that a float stands for: 9.8 and not 9.800000190734863. */
  private static double decimal(float value) {
    return Math.round(value * 1e6) / 1e6;
  }

  @Override
  public Ending ending() {
    if (cart.hasFallen()) {
      return Ending.TERMINATED;
    }
    return cart.steps >= maxSteps ? Ending.TRUNCATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return entity;
  }

  /** Ticks that the pole has been kept up. */
  @Override
  public float score(int team) {
    return cart.steps;
  }

  @Override
  public void draw(Canvas canvas) {
    view.draw(canvas, cart, maxSteps);
  }

  @Override
  public void close() {}
}
