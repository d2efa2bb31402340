package io.github.gdxbrains.game.soccer;

import com.badlogic.ashley.core.Component;
import com.badlogic.gdx.physics.box2d.Body;

/** The ball; position in metres and velocity in m/s are read from its body once a tick. */
public final class Ball implements Component {
  Body body;
  float x;
  float y;
  float vx;
  float vy;

  /** In metres from the middle of the pitch, towards orange's goal. */
  public float x() {
    return x;
  }

  /** In metres from the middle of the pitch, upwards. */
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
