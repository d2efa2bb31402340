package io.github.gdxbrains.game.soccer;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;

/** Lets players turn, run and kick as they want, before the bodies move. */
final class ControlSystem extends IteratingSystem {
  private static final float TURN_COS = (float) Math.cos(Rules.TURN_RATE * Rules.TICK_SECONDS);
  private static final float TURN_SIN = (float) Math.sin(Rules.TURN_RATE * Rules.TICK_SECONDS);
  private static final float DIAGONAL = (float) Math.sqrt(0.5);

  ControlSystem() {
    super(Family.all(Player.class).get(), 1);
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    Player player = Player.of(entity);
    if (player.moveX != 0 || player.moveY != 0) {
      float scale = player.moveX != 0 && player.moveY != 0 ? DIAGONAL : 1;
      if (player.wantsDive && player.divePause == 0) {
        player.divePause = Rules.DIVE_PAUSE_TICKS + 1;
      }
      float toX = scale * player.moveX;
      float toY = scale * player.moveY;
      turn(player, toX, toY);
      // Damping d makes the speed approach force / (mass d).
      float force = Rules.PLAYER_MASS * Rules.PLAYER_DAMPING * player.speed();
      player.body.applyForceToCenter(force * toX, force * toY, true);
    }
    if (player.divePause > 0) {
      player.divePause--;
    }
    if (player.kickPause > 0) {
      player.kickPause--;
    } else if (player.wantsKick && player.reaches(player.match.ball)) {
      kick(player, player.match.ball);
    }
  }

  /** Turns the facing by at most one tick's turn towards a unit vector. */
  private static void turn(Player player, float toX, float toY) {
    float cos = player.faceX * toX + player.faceY * toY;
    if (cos >= TURN_COS) {
      player.faceX = toX;
      player.faceY = toY;
      return;
    }
    float cross = player.faceX * toY - player.faceY * toX;
    // About turn: both ways are as far, so the side (not the sign of a rounding error) decides.
    float sin = Math.abs(cross) < 1e-4f || cross > 0 ? TURN_SIN : -TURN_SIN;
    float x = TURN_COS * player.faceX - sin * player.faceY;
    float y = sin * player.faceX + TURN_COS * player.faceY;
    float norm = 1 / (float) Math.sqrt(x * x + y * y);
    player.faceX = norm * x;
    player.faceY = norm * y;
  }

  /**
   * Kicks half-way between where the player looks and where the ball lies, so that eight directions
   * of running still allow fine aim.
   */
  private static void kick(Player player, Ball ball) {
    float speed = player.match.kickSpeed * (player.isKeeper ? Rules.KEEPER_KICK : 1);
    float directionX = kickX(player, ball);
    float directionY = kickY(player, ball);
    float impulse = Rules.BALL_MASS * speed;
    ball.body.applyLinearImpulse(impulse * directionX, impulse * directionY, ball.x, ball.y, true);
    player.kickPause = Rules.KICK_PAUSE_TICKS;
  }

  /** First coordinate of the unit vector along which a player would kick the ball. */
  static float kickX(Player player, Ball ball) {
    float scale = 1 / player.distanceTo(ball.x, ball.y);
    float x = player.faceX + scale * (ball.x - player.x);
    float y = player.faceY + scale * (ball.y - player.y);
    return x / (float) Math.sqrt(x * x + y * y);
  }

  /** Second coordinate of the unit vector along which a player would kick the ball. */
  static float kickY(Player player, Ball ball) {
    float scale = 1 / player.distanceTo(ball.x, ball.y);
    float x = player.faceX + scale * (ball.x - player.x);
    float y = player.faceY + scale * (ball.y - player.y);
    return y / (float) Math.sqrt(x * x + y * y);
  }
}
