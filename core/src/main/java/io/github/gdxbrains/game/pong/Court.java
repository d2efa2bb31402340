package io.github.gdxbrains.game.pong;

import com.badlogic.ashley.core.Component;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.random.RandomStream;

/**
 * The ball between two paddles, and the score. Sensors and reward terms of plugins read it through
 * {@link Paddle#court}; only the game writes it.
 */
public final class Court implements Component {
  /** Nobody has won a point in this tick. */
  static final int NOBODY = -1;

  /** The left one and the right one. */
  final Paddle[] paddles = {new Paddle(this, 0), new Paddle(this, 1)};

  private RandomStream random = new RandomStream(0);

  float x;
  float y;
  float vx;
  float vy;

  /** How fast a serve is, in m/s. */
  float serveSpeed;

  /** What a return multiplies the ball's speed by. */
  float speedUp;

  /** Half the length of a paddle. */
  float halfPaddle;

  /** In m/s. */
  float paddleSpeed;

  /** By team. */
  final int[] points = new int[2];

  /** Points that win. */
  int target;

  int ticks;
  int tickLimit;

  /** Who has won a point in this tick, or {@link #NOBODY}. */
  int scorer;

  /** Returns since the serve. */
  int returns;

  void begin(RandomStream random, Parameters parameters) {
    this.random = random;
    serveSpeed = parameters.get(Pong.BALL_SPEED);
    speedUp = parameters.get(Pong.SPEED_UP);
    halfPaddle = parameters.get(Pong.PADDLE_LENGTH) / 2;
    paddleSpeed = parameters.get(Pong.PADDLE_SPEED);
    target = parameters.count(Pong.POINTS);
    tickLimit = Math.max(1, Math.round(parameters.get(Pong.TIME_LIMIT) / Rules.TICK_SECONDS));
    ticks = 0;
    scorer = NOBODY;
    points[0] = 0;
    points[1] = 0;
    for (Paddle paddle : paddles) {
      paddle.y = 0;
      paddle.move = 0;
    }
    serve(random.nextInt(2));
  }

  /** A tick of the clock, the paddles and the ball. */
  void step() {
    ticks++;
    scorer = NOBODY;
    float reach = Rules.HALF_WIDTH - halfPaddle;
    for (Paddle paddle : paddles) {
      float y = paddle.y + paddle.move * paddleSpeed * Rules.TICK_SECONDS;
      paddle.y = Math.max(-reach, Math.min(reach, y));
    }
    fly();
    if (Math.abs(x) > Rules.HALF_LENGTH) {
      scorer = x > 0 ? 0 : 1;
      points[scorer]++;
      if (!isWon()) {
        serve(1 - scorer);
      }
    }
  }

  /** Moves the ball; a paddle that it meets within the tick returns it from there. */
  private void fly() {
    float side = Math.signum(vx);
    float toX = x + vx * Rules.TICK_SECONDS;
    float toY = y + vy * Rules.TICK_SECONDS;
    if (side * x < Rules.CONTACT && side * toX >= Rules.CONTACT) {
      float share = (side * Rules.CONTACT - x) / (toX - x);
      float contactY = folded(y + share * (toY - y));
      Paddle paddle = paddles[side < 0 ? 0 : 1];
      float offset = (contactY - paddle.y) / (halfPaddle + Rules.BALL_RADIUS);
      if (Math.abs(offset) <= 1) {
        turn(side, offset);
        toX = side * Rules.CONTACT + (1 - share) * vx * Rules.TICK_SECONDS;
        toY = contactY + (1 - share) * vy * Rules.TICK_SECONDS;
      }
    }
    x = toX;
    y = folded(toY);
    if (y != toY) {
      vy = -vy;
    }
  }

  /** Where a way that is mirrored at the walls leads to. */
  private static float folded(float y) {
    return y > Rules.BALL_REACH
        ? 2 * Rules.BALL_REACH - y
        : y < -Rules.BALL_REACH ? -2 * Rules.BALL_REACH - y : y;
  }

  /**
   * A paddle returns the ball, faster than it came, at an angle that depends on where they met
   * alone.
   *
   * @param side of the paddle
   * @param offset -1 at the lower end of the paddle, 1 at the upper one
   */
  private void turn(float side, float offset) {
    float speed = (float) Math.sqrt(vx * vx + vy * vy);
    returns++;
    aim(-side, Math.min(Rules.TOP_SPEED, speed * speedUp), offset * Rules.STEEPEST_RAD);
  }

  /** Puts the ball to the middle, on its way to a player. */
  private void serve(int receiver) {
    x = 0;
    y = random.nextFloat(-Rules.SERVE_OFFSET, Rules.SERVE_OFFSET);
    returns = 0;
    aim(paddles[receiver].side, serveSpeed, random.nextFloat(-Rules.SERVE_RAD, Rules.SERVE_RAD));
  }

  private void aim(float side, float speed, float angleRad) {
    vx = side * speed * (float) Math.cos(angleRad);
    vy = speed * (float) Math.sin(angleRad);
  }

  /** Whether someone has all points that it takes. */
  boolean isWon() {
    return points[0] >= target || points[1] >= target;
  }

  /** The ball, in metres to the right of the middle of the court. */
  public float x() {
    return x;
  }

  /** The ball, in metres above the middle of the court. */
  public float y() {
    return y;
  }

  /** The ball's velocity along x in m/s. */
  public float vx() {
    return vx;
  }

  /** The ball's velocity along y in m/s. */
  public float vy() {
    return vy;
  }

  /** Points of a team in this episode. */
  public int points(int team) {
    return points[team];
  }
}
