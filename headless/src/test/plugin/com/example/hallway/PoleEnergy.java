package com.example.hallway;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.game.cartpole.Cart;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.sensor.SensorFactory;

/** Lets carts feel how fast their pole moves. */
public final class PoleEnergy implements SensorFactory {
  @Override
  public String name() {
    return "pole_energy";
  }

  @Override
  public String description() {
    return "half the square of the pole's angular velocity, in 1/s²";
  }

  @Override
  public boolean fits(String game, String behavior) {
    return game.equals("cartpole");
  }

  @Override
  public Sensor create() {
    return Sensor.vector(name(), 1, (entity, out) -> out.put(energy(entity)));
  }

  private static float energy(Entity entity) {
    double thetaDot = Cart.of(entity).thetaDot();
    return (float) (0.5 * thetaDot * thetaDot);
  }
}
