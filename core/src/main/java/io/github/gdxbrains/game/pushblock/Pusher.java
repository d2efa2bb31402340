package io.github.gdxbrains.game.pushblock;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import com.badlogic.gdx.physics.box2d.Body;

/**
 * Who pushes: where it is, and where it wants to go. Sensors and reward terms of plugins read it;
 * only the game writes it.
 */
public final class Pusher implements Component {
  private static final ComponentMapper<Pusher> MAPPER = ComponentMapper.getFor(Pusher.class);

  /** What it is in. */
  final Hall hall;

  /** Its seat's number. */
  final int index;

  Body body;
  float x;
  float y;
  float vx;
  float vy;

  /** Where it wants to go, each -1, 0 or 1. */
  float moveX;

  float moveY;

  /** Unit vector to where it last went, only for the eye. */
  float faceX;

  float faceY;

  Pusher(Hall hall, int index) {
    this.hall = hall;
    this.index = index;
  }

  /** The pusher of a seat's entity. */
  public static Pusher of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** Its middle, in metres from that of the hall, to the right. */
  public float x() {
    return x;
  }

  /** Its middle, in metres from that of the hall, upwards. */
  public float y() {
    return y;
  }

  /** Velocity to the right in m/s. */
  public float vx() {
    return vx;
  }

  /** Velocity upwards in m/s. */
  public float vy() {
    return vy;
  }

  /** From its edge to a block's; negative by rounding where they meet. */
  float gapTo(Block block) {
    float beside = Math.max(0, Math.abs(x - block.x) - block.half);
    float along = Math.max(0, Math.abs(y - block.y) - block.half);
    return (float) Math.sqrt(beside * beside + along * along) - Rules.PUSHER_RADIUS;
  }

  /** Whether it touches a block that is not in the goal zone yet. */
  boolean touches() {
    for (Block block : hall.blocks) {
      if (!block.isIn && gapTo(block) < Rules.TOUCH) {
        return true;
      }
    }
    return false;
  }

  /** From its middle to that of the nearest block outside the goal zone; 0 if there is none. */
  float distanceToBlock() {
    float least = Float.MAX_VALUE;
    for (Block block : hall.blocks) {
      if (!block.isIn) {
        float dx = block.x - x;
        float dy = block.y - y;
        least = Math.min(least, dx * dx + dy * dy);
      }
    }
    return least == Float.MAX_VALUE ? 0 : (float) Math.sqrt(least);
  }
}
