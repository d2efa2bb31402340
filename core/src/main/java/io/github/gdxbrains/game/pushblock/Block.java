package io.github.gdxbrains.game.pushblock;

import com.badlogic.ashley.core.Component;
import com.badlogic.gdx.physics.box2d.Body;

/** A block; its place is read from its body once a tick. */
public final class Block implements Component {
  Body body;
  float x;
  float y;

  /** Half of its edge. */
  float half;

  /** Whether it has come to the goal zone; then nobody can touch it any more. */
  boolean isIn;

  /** Ticks since it came there, only for the eye. */
  int ticksIn;

  /** Its middle, in metres from that of the hall, to the right. */
  public float x() {
    return x;
  }

  /** Its middle, in metres from that of the hall, upwards. */
  public float y() {
    return y;
  }

  /** Whether it has come to the goal zone. */
  public boolean isIn() {
    return isIn;
  }

  float bottom() {
    return y - half;
  }
}
