package io.github.gdxbrains.game.soccer;

/** The numbers of the game, in metres, kilograms, seconds and radians. */
final class Rules {
  /** A tick. */
  static final float TICK_SECONDS = 1 / 60f;

  /** Ticks from one decision of a player to its next: 12 decisions a second. */
  static final int DECISION_PERIOD = 5;

  /** From the middle of the pitch to a goal line. */
  static final float HALF_LENGTH = 8;

  /** From the middle of the pitch to a touchline. */
  static final float HALF_WIDTH = 5;

  /** What the corners are cut off by, along both lines, so that the ball does not stay there. */
  static final float CORNER = 1.2f;

  /** How far a goal reaches behind the goal line. */
  static final float GOAL_DEPTH = 1;

  /** Radius of the ball. */
  static final float BALL_RADIUS = 0.25f;

  /** Radius of a player. */
  static final float PLAYER_RADIUS = 0.4f;

  /** Mass of the ball. */
  static final float BALL_MASS = 0.25f;

  /** Mass of a player. */
  static final float PLAYER_MASS = 2;

  /** How quickly a player gets to the wanted velocity, in 1/s. */
  static final float PLAYER_DAMPING = 6;

  /** How fast a player turns, in rad/s. */
  static final float TURN_RATE = 10;

  /** Largest gap between a player and the ball at which it can kick. */
  static final float KICK_REACH = 0.12f;

  /** Least cosine of the angle between facing and ball at which it can kick: 72 degrees. */
  static final float KICK_CONE = 0.3f;

  /** Ticks from one kick of a player to its next. */
  static final int KICK_PAUSE_TICKS = 15;

  /** What a goalkeeper's kick is stronger by. */
  static final float KEEPER_KICK = 1.5f;

  /** How deep and, to either side, how wide the area in front of a goal is. */
  static final float AREA_DEPTH = 2.2f;

  static final float AREA_HALF_WIDTH = 2.8f;

  /** How far in front of its goal line a goalkeeper stands. */
  static final float KEEPER_DISTANCE = 0.7f;

  /** A goalkeeper's share of its top speed outside of its area. */
  static final float OUTSIDE_SPEED = 0.6f;

  /** What a dive multiplies a goalkeeper's top speed by. */
  static final float DIVE_SPEED = 2;

  /** Ticks of a dive. */
  static final int DIVE_TICKS = 12;

  /** Ticks from the beginning of a dive to the next. */
  static final int DIVE_PAUSE_TICKS = 60;

  /** Share of its speed that the ball keeps when it meets a wall. */
  static final float WALL_RESTITUTION = 0.6f;

  /** A ball slower than this, in m/s, lies idle. */
  static final float IDLE_SPEED = 0.5f;

  /** Largest offset of the ball from the middle at the kick-off, along the pitch and across. */
  static final float KICKOFF_OFFSET_X = 0.4f;

  static final float KICKOFF_OFFSET_Y = 2;

  /** Largest speed of the ball at the kick-off, along each axis, in m/s. */
  static final float KICKOFF_SPEED = 0.8f;

  /** Nearest that a player stands to the half-way line at the kick-off. */
  static final float KICKOFF_DISTANCE = 1.5f;

  private Rules() {}
}
