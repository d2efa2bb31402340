package io.github.gdxbrains.game.walljump;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.random.RandomStream;

/**
 * A hand-written jumper that gets over walls of every height: to the right, jumping over what is in
 * the way; but if the wall is too high and the block is not there yet, first to the left of the
 * block, so as to push it.
 */
final class WallJumpScript {
  /** Nearer than this the block is at the wall. */
  private static final float AT_WALL = 0.5f;

  /** The jumper jumps when it is this near to what it must get over. */
  private static final float TAKE_OFF = 2.2f;

  private static final int LEFT = 0;
  private static final int STAY = 1;
  private static final int RIGHT = 2;

  private WallJumpScript() {}

  static void decide(Entity entity, RandomStream random, Action action) {
    Jumper me = Jumper.of(entity);
    Course course = me.course;
    boolean mustPush =
        course.wallHeight > Rules.JUMP_HEIGHT
            && course.blockToWall() > AT_WALL
            && me.x < Rules.WALL_LEFT;
    float blockLeft = course.blockX - Rules.BLOCK_HALF_WIDTH;
    float blockRight = course.blockX + Rules.BLOCK_HALF_WIDTH;
    float blockTop = course.blockY + Rules.BLOCK_HALF_HEIGHT;
    float front = me.x + Rules.JUMPER_HALF;
    float back = me.x - Rules.JUMPER_HALF;
    if (!mustPush) {
      boolean jumps =
          rises(me, blockTop, blockLeft - front)
              || rises(me, course.wallHeight, Rules.WALL_LEFT - front);
      choose(action, RIGHT, jumps);
    } else if (front > blockLeft) {
      choose(action, LEFT, rises(me, blockTop, back - blockRight));
    } else {
      // in the air it would fly on, perhaps over the cliff
      choose(action, me.stands ? RIGHT : STAY, false);
    }
  }

  /** Whether a step up to {@code top}, so far ahead, is to be taken now. */
  private static boolean rises(Jumper me, float top, float ahead) {
    return ahead > -Rules.STANDING_TOLERANCE
        && ahead < TAKE_OFF
        && top > me.feet() + 2 * Rules.STANDING_TOLERANCE;
  }

  private static void choose(Action action, int move, boolean jumps) {
    action.choose(WallJump.MOVE, move).choose(WallJump.JUMP, jumps ? 1 : 0);
  }
}
