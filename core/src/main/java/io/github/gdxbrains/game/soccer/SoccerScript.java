package io.github.gdxbrains.game.soccer;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.random.RandomStream;

/**
 * A hand-written player. Whoever of a team is nearest to the ball chases it: gets behind it as seen
 * from the opponents' goal, drives it there and shoots. The next one defends between ball and own
 * goal, the others wait for a pass. A goalkeeper stays in its area where the ball would cross the
 * line, dives after shots and kicks away what it reaches. Coordinates are turned so that it attacks
 * towards +x.
 */
final class SoccerScript {
  /** Sine of 22.5 degrees: the border between two of the eight directions of running. */
  private static final float DIRECTION_BORDER = 0.383f;

  private static final float TOUCH = Rules.PLAYER_RADIUS + Rules.BALL_RADIUS;
  private static final float SHOOTING_DISTANCE = 6.5f;
  private static final float STUCK_SPEED = 0.4f;
  private static final float KEEPING_SECONDS = 1.2f;
  private static final float LONGEST_LEAD_SECONDS = 0.5f;

  private SoccerScript() {}

  static void decide(Entity entity, RandomStream random, Action action) {
    Player me = Player.of(entity);
    if (me.isKeeper) {
      keep(me, action);
      return;
    }
    int rank = rank(me);
    switch (rank) {
      case 0 -> chase(me, action);
      case 1 -> defend(me, action);
      default -> support(me, action, rank);
    }
  }

  /** How many mates are nearer to the ball, or as near with a lower number. */
  private static int rank(Player me) {
    Match match = me.match;
    float own = me.distanceTo(match.ball.x, match.ball.y);
    int rank = 0;
    int first = me.team * match.playersPerTeam;
    for (int i = first; i < first + match.playersPerTeam; i++) {
      Player mate = match.players[i];
      float distance = mate.distanceTo(match.ball.x, match.ball.y);
      boolean isNearer = distance < own || distance == own && mate.number < me.number;
      if (isNearer && !mate.isKeeper) {
        rank++;
      }
    }
    return rank;
  }

  private static void chase(Player me, Action action) {
    Ball ball = me.match.ball;
    float x = me.side * me.x;
    float y = me.side * me.y;
    float distance = me.distanceTo(ball.x, ball.y);
    float lead = Math.min(LONGEST_LEAD_SECONDS, 0.5f * distance / me.topSpeed);
    float ballX = clamp(me.side * (ball.x + lead * ball.vx), Rules.HALF_LENGTH);
    float ballY = clamp(me.side * (ball.y + lead * ball.vy), Rules.HALF_WIDTH);

    // (aimX, aimY): unit vector from the ball into the goal.
    float aimX = Rules.HALF_LENGTH + 0.5f - ballX;
    float aimY = clamp(ballY, 0.25f * me.match.goalWidth) - ballY;
    float norm = 1 / (float) Math.sqrt(aimX * aimX + aimY * aimY);
    aimX *= norm;
    aimY *= norm;

    float toBallX = ballX - x;
    float toBallY = ballY - y;
    if (distance < TOUCH + 0.2f && isStuck(ball)) {
      steer(action, toBallX, toBallY, 0);
      action.choose(Soccer.KICK, me.reaches(ball) && !isOwnGoal(me) ? 1 : 0);
      return;
    }
    float behind = toBallX * aimX + toBallY * aimY;
    float beside = toBallX * aimY - toBallY * aimX;
    float targetX;
    float targetY;
    if (behind > 0 && Math.abs(beside) < 0.2f + 0.25f * behind && behind < 2) {
      // lined up: through the ball
      targetX = ballX + aimX;
      targetY = ballY + aimY;
    } else if (behind > 0.5f * TOUCH) {
      // on the right side of it: to just behind it
      targetX = ballX - 1.2f * TOUCH * aimX;
      targetY = ballY - 1.2f * TOUCH * aimY;
    } else {
      // on the wrong side: around it, so as not to push it towards the own goal
      float way = beside >= 0 ? 1 : -1;
      targetX = ballX - 1.5f * TOUCH * aimX - way * 1.6f * TOUCH * aimY;
      targetY = ballY - 1.5f * TOUCH * aimY + way * 1.6f * TOUCH * aimX;
    }
    steer(action, targetX - x, targetY - y, 0.05f);
    action.choose(Soccer.KICK, shouldKick(me) ? 1 : 0);
  }

  /** Whether the ball lies still, at a wall or between two players. */
  private static boolean isStuck(Ball ball) {
    return ball.vx * ball.vx + ball.vy * ball.vy < STUCK_SPEED * STUCK_SPEED;
  }

  /** Whether a kick would send the ball to the own goal. */
  private static boolean isOwnGoal(Player me) {
    Ball ball = me.match.ball;
    float kickX = me.side * ControlSystem.kickX(me, ball);
    float kickY = me.side * ControlSystem.kickY(me, ball);
    float way = Rules.HALF_LENGTH + me.side * ball.x;
    return kickX < 0
        && Math.abs(me.side * ball.y - kickY / kickX * way) < 0.5f * me.match.goalWidth + 0.3f;
  }

  /** Shoots when the shot would go in, and clears when the ball is near the own goal. */
  private static boolean shouldKick(Player me) {
    Ball ball = me.match.ball;
    if (!me.reaches(ball)) {
      return false;
    }
    float kickX = me.side * ControlSystem.kickX(me, ball);
    float kickY = me.side * ControlSystem.kickY(me, ball);
    float ballX = me.side * ball.x;
    float ballY = me.side * ball.y;
    if (ballX < -0.4f * Rules.HALF_LENGTH) {
      return kickX > 0.5f;
    }
    float way = Rules.HALF_LENGTH - ballX;
    return kickX > 0.2f
        && way < SHOOTING_DISTANCE
        && Math.abs(ballY + kickY / kickX * way) < 0.5f * me.match.goalWidth - Rules.BALL_RADIUS;
  }

  private static void defend(Player me, Action action) {
    float ballX = me.side * me.match.ball.x;
    float ballY = me.side * me.match.ball.y;
    float targetX = -Rules.HALF_LENGTH + 0.4f * (ballX + Rules.HALF_LENGTH);
    walk(me, action, Math.max(targetX, 0.8f - Rules.HALF_LENGTH), 0.4f * ballY);
  }

  /** The third is ready in front of the ball, the fourth behind it, the fifth further ahead. */
  private static void support(Player me, Action action, int rank) {
    float ballX = me.side * me.match.ball.x;
    float ballY = me.side * me.match.ball.y;
    float way = (ballY > 0 ? -1 : 1) * (rank == 3 ? -1 : 1);
    float ahead = rank == 2 ? 1 : rank == 3 ? -2.5f : 3.5f;
    float targetX = clamp(ballX + ahead, 0.7f * Rules.HALF_LENGTH);
    walk(me, action, targetX, way * (rank == 2 ? 0.45f : 0.3f) * Rules.HALF_WIDTH);
  }

  private static void keep(Player me, Action action) {
    Match match = me.match;
    float seconds = match.secondsToLine(me.team);
    boolean isShot = seconds < KEEPING_SECONDS;
    float ballX = me.side * match.ball.x;
    float ballY = me.side * match.ball.y;
    float post = 0.5f * match.goalWidth;
    // on the way of a shot, else where the line from the ball to the goal's middle leaves the goal
    float crossing = isShot ? ballY + seconds * me.side * match.ball.vy : 0.35f * ballY;
    float targetY = clamp(crossing, post);
    boolean isNear =
        ballX < Rules.AREA_DEPTH - Rules.HALF_LENGTH && Math.abs(ballY) < Rules.AREA_HALF_WIDTH;
    if (isNear && isStuck(match.ball)) {
      chase(me, action);
    } else {
      steer(
          action,
          Rules.KEEPER_DISTANCE - Rules.HALF_LENGTH - me.side * me.x,
          targetY - me.side * me.y,
          0.1f);
    }
    boolean kicks = me.reaches(match.ball) && me.side * ControlSystem.kickX(me, match.ball) > 0.2f;
    action.choose(Soccer.KICK, kicks ? 1 : 0);
    float away = Math.abs(targetY - me.side * me.y);
    boolean isLate = isShot && away > 0.3f && away > 0.8f * seconds * me.topSpeed;
    action.choose(Soccer.DIVE, isLate ? 1 : 0);
  }

  private static void walk(Player me, Action action, float x, float y) {
    steer(action, x - me.side * me.x, y - me.side * me.y, 0.3f);
    action.choose(Soccer.KICK, shouldKick(me) ? 1 : 0);
  }

  /** Runs in the nearest of the eight directions, or stands when it is nearly there. */
  private static void steer(Action action, float x, float y, float nearMetres) {
    float distance = (float) Math.sqrt(x * x + y * y);
    float border = distance < nearMetres ? Float.MAX_VALUE : DIRECTION_BORDER * distance;
    action.choose(Soccer.ALONG, option(x, border));
    action.choose(Soccer.ACROSS, option(y, border));
  }

  private static int option(float value, float border) {
    return value > border ? 2 : value < -border ? 0 : 1;
  }

  private static float clamp(float value, float bound) {
    return Math.max(-bound, Math.min(bound, value));
  }
}
