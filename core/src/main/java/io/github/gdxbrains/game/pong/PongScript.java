package io.github.gdxbrains.game.pong;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.random.RandomStream;

/**
 * A hand-written player: follows a ball that comes, without foreseeing where it will be, and goes
 * back to the middle when it leaves. It misses some decisions, and so is slower than its paddle.
 */
final class PongScript {
  private static final float NEAR_METRES = 0.3f;
  private static final float MISSED = 0.25f;

  private PongScript() {}

  static void decide(Entity entity, RandomStream random, Action action) {
    Paddle me = Paddle.of(entity);
    Court court = me.court;
    boolean isComing = court.vx * me.side > 0;
    float way = (isComing ? court.y : 0) - me.y;
    boolean rests = random.nextFloat() < MISSED || Math.abs(way) < NEAR_METRES;
    action.choose(0, rests ? Pong.STAY : way > 0 ? Pong.UP : Pong.DOWN);
  }
}
