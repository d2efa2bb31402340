package io.github.gdxbrains.game.duel;

import com.badlogic.ashley.core.Component;
import com.badlogic.gdx.physics.box2d.Body;

/** A bullet, flying or waiting to be shot. Sensors of plugins read it; only the game writes it. */
public final class Bullet implements Component {
  /** Whose it is. */
  final Fighter shooter;

  Body body;
  boolean flies;
  float x;
  float y;
  float vx;
  float vy;

  /** Where it was shot, for its trail. */
  float fromX;

  float fromY;

  /** Ticks since it met something; only for the eye. */
  int ticksGone;

  /** Whether it met the opponent; only for the eye. */
  boolean hasHit;

  Bullet(Fighter shooter) {
    this.shooter = shooter;
  }

  /** Whose it is. */
  public Fighter shooter() {
    return shooter;
  }

  /** Whether it flies. */
  public boolean flies() {
    return flies;
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
}
