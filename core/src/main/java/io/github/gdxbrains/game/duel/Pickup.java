package io.github.gdxbrains.game.duel;

import com.badlogic.ashley.core.Component;
import com.badlogic.gdx.physics.box2d.Body;

/** A place where health or ammo lies, or will lie again. */
public final class Pickup implements Component {
  /** Whether it gives health; else ammo. */
  final boolean isHealth;

  Body body;
  float x;
  float y;

  /** Ticks until it lies there; 0 if it does. */
  int ticksToReturn;

  Pickup(boolean isHealth) {
    this.isHealth = isHealth;
  }

  /** Whether it gives health; else ammo. */
  public boolean isHealth() {
    return isHealth;
  }

  /** Whether it can be picked up. */
  public boolean isThere() {
    return ticksToReturn == 0;
  }

  /** In metres from the middle of the yard, towards orange's side. */
  public float x() {
    return x;
  }

  /** In metres from the middle of the yard, upwards. */
  public float y() {
    return y;
  }
}
