package io.github.gdxbrains.game.pushblock;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.random.RandomStream;

/**
 * A hand-written pusher. As many as a block takes go together, each crew to a block of its own as
 * long as there are enough: around it to below it, side by side, and then up.
 */
final class PushBlockScript {
  /** Sine of 22.5 degrees: the border between two of the eight directions of running. */
  private static final float DIRECTION_BORDER = 0.383f;

  /** How much room is left to what is walked around. */
  private static final float BERTH = 0.15f;

  private static final float NEAR = 0.1f;

  private PushBlockScript() {}

  static void decide(Entity entity, RandomStream random, Action action) {
    Pusher me = Pusher.of(entity);
    Hall hall = me.hall;
    int crewSize = (int) Math.ceil(hall.blockWeight);
    int crews = Math.max(1, hall.pushers.length / crewSize);
    int crew = Math.min(me.index / crewSize, crews - 1);
    int members = crew == crews - 1 ? hall.pushers.length - crew * crewSize : crewSize;
    int left = hall.blocks.length - hall.countIn();
    if (left == 0) {
      action.choose(PushBlock.ALONG, 1).choose(PushBlock.ACROSS, 1);
      return;
    }
    Block block = waiting(hall, crew % left);
    float abreast = 2 * Rules.PUSHER_RADIUS + 0.02f;
    int rank = rank(me, crew * crewSize, members);
    float slotX = block.x + (rank - (members - 1) / 2f) * abreast;
    push(me, block, slotX, action);
  }

  /** How many of the crew are further left, so that nobody has to get past a mate. */
  private static int rank(Pusher me, int first, int members) {
    int rank = 0;
    for (int i = first; i < first + members; i++) {
      Pusher mate = me.hall.pushers[i];
      rank += mate.x < me.x || mate.x == me.x && i < me.index ? 1 : 0;
    }
    return rank;
  }

  /** The block, of those outside the goal zone, to which so many others are nearer. */
  private static Block waiting(Hall hall, int rank) {
    Block[] blocks = hall.blocks;
    int index = 0;
    for (int i = 0; i < blocks.length; i++) {
      int nearer = 0;
      for (int k = 0; k < blocks.length; k++) {
        boolean isNearer = blocks[k].y > blocks[i].y || blocks[k].y == blocks[i].y && k < i;
        nearer += isNearer && !blocks[k].isIn ? 1 : 0;
      }
      if (!blocks[i].isIn && nearer == rank) {
        index = i;
      }
    }
    return blocks[index];
  }

  private static void push(Pusher me, Block block, float slotX, Action action) {
    float below = block.bottom() - Rules.PUSHER_RADIUS;
    boolean isBelow = me.y < below + NEAR;
    if (isBelow && Math.abs(me.x - slotX) < 0.2f) {
      steer(action, 0.5f * (slotX - me.x) / 0.2f, 1);
    } else if (isBelow) {
      steer(action, slotX - me.x, Math.min(0, below - BERTH - me.y));
    } else {
      walkRound(me, block, action);
    }
  }

  /** Down beside a block, on the side where the pusher is unless a wall is too near there. */
  private static void walkRound(Pusher me, Block block, Action action) {
    float aside = block.half + Rules.PUSHER_RADIUS + BERTH;
    float side = me.x < block.x ? -1 : 1;
    float room = me.hall.size / 2 - Rules.PUSHER_RADIUS - side * block.x;
    boolean isAbove = me.y > block.y + block.half + Rules.PUSHER_RADIUS;
    if (room < aside) {
      steer(action, isAbove ? -side : 0, isAbove ? 0 : 1);
      return;
    }
    float way = block.x + side * aside - me.x;
    if (side * way < NEAR) {
      steer(action, Math.abs(way) < 3 * BERTH ? 0 : way, -1);
    } else {
      steer(action, side, 0);
    }
  }

  /** Runs in the nearest of the eight directions, or stands when it is nearly there. */
  private static void steer(Action action, float x, float y) {
    float distance = (float) Math.sqrt(x * x + y * y);
    float border = distance < 0.05f ? Float.MAX_VALUE : DIRECTION_BORDER * distance;
    action.choose(PushBlock.ALONG, option(x, border));
    action.choose(PushBlock.ACROSS, option(y, border));
  }

  private static int option(float value, float border) {
    return value > border ? 2 : value < -border ? 0 : 1;
  }
}
