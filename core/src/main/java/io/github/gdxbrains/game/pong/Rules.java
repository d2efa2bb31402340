package io.github.gdxbrains.game.pong;

/** The numbers of the game, in metres, seconds and radians. */
final class Rules {
  /** A tick. */
  static final float TICK_SECONDS = 1 / 60f;

  /** Ticks from one decision of a player to its next: 15 decisions a second. */
  static final int DECISION_PERIOD = 4;

  /** From the middle of the court to a goal line. */
  static final float HALF_LENGTH = 8;

  /** From the middle of the court to a wall. */
  static final float HALF_WIDTH = 5;

  /** Radius of the ball. */
  static final float BALL_RADIUS = 0.2f;

  /** From the middle of the court to the side of a paddle that the ball meets. */
  static final float PADDLE_FACE = 7.4f;

  /** Where the ball's middle is, from that of the court, when it meets a paddle. */
  static final float CONTACT = PADDLE_FACE - BALL_RADIUS;

  /** Greatest distance of the ball's middle from the axis of the court. */
  static final float BALL_REACH = HALF_WIDTH - BALL_RADIUS;

  /** How fast the ball can become, in m/s. */
  static final float TOP_SPEED = 24;

  /** Angle to the court's axis at which the very end of a paddle returns the ball: 60 degrees. */
  static final float STEEPEST_RAD = (float) (Math.PI / 3);

  /** Largest angle of a serve to the court's axis: 30 degrees. */
  static final float SERVE_RAD = (float) (Math.PI / 6);

  /** Largest distance of a serve from the axis. */
  static final float SERVE_OFFSET = 2.5f;

  private Rules() {}
}
