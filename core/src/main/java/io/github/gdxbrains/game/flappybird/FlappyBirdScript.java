package io.github.gdxbrains.game.flappybird;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.random.RandomStream;

/**
 * Flaps when the bird would fall below the lower edge of the next gap. Where going on like that
 * would end in a crash within sight, it does the opposite once, if that lasts longer.
 */
final class FlappyBirdScript {
  /** Frames that it looks ahead: about as long as from one pipe to the next. */
  private static final int HORIZON = 40;

  private FlappyBirdScript() {}

  static void decide(Entity entity, RandomStream random, Action action) {
    Bird bird = Bird.of(entity);
    boolean flap = wantsToFlap(bird.course, bird.y, bird.velocity, 0);
    int lasting = framesAlive(bird, flap);
    if (lasting < HORIZON && framesAlive(bird, !flap) > lasting) {
      flap = !flap;
    }
    action.choose(0, flap ? 1 : 0);
  }

  private static boolean wantsToFlap(Course course, int y, int velocity, int ahead) {
    int next = 0;
    while (next < Course.PIPES - 1
        && course.pipeX(next) - ahead + Rules.PIPE_WIDTH - Rules.PIPE_SPEED <= Rules.BIRD_X) {
      next++;
    }
    int fallen = y + Bird.nextVelocity(y, velocity, false);
    return fallen + Rules.BIRD_HEIGHT > course.gapBottom(next);
  }

  /** Frames, up to the horizon, until a crash if it does this now and follows the rule later. */
  private static int framesAlive(Bird bird, boolean flap) {
    int y = bird.y;
    int velocity = bird.velocity;
    for (int frame = 0; frame < HORIZON; frame++) {
      int ahead = frame * Rules.PIPE_SPEED;
      boolean flaps = frame == 0 ? flap : wantsToFlap(bird.course, y, velocity, ahead);
      velocity = Bird.nextVelocity(y, velocity, flaps);
      y += velocity;
      if (bird.course.isHit(y, ahead + Rules.PIPE_SPEED)) {
        return frame;
      }
    }
    return HORIZON;
  }
}
