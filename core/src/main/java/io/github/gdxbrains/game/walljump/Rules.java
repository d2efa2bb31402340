package io.github.gdxbrains.game.walljump;

/** The numbers of the game, in metres, kilograms and seconds. */
final class Rules {
  /** A tick. */
  static final float TICK_SECONDS = 1 / 60f;

  /** Ticks from one decision to the next: 12 decisions a second. */
  static final int DECISION_PERIOD = 5;

  /** Where the platform begins; to the left of it there is nothing to stand on. */
  static final float CLIFF_X = -10;

  /** Where the platform ends, at a rock that nobody gets over. */
  static final float ROCK_X = 14;

  /** From the wall's left side to its right one. */
  static final float WALL_LEFT = 4;

  static final float WALL_RIGHT = 5;

  /** From here to the rock the ground is the goal. */
  static final float GOAL_X = 9;

  /** Half of the jumper's width and height. */
  static final float JUMPER_HALF = 0.6f;

  /** What is cut off the jumper's corners, so that it does not get caught where boxes meet. */
  static final float JUMPER_CHAMFER = 0.1f;

  static final float JUMPER_MASS = 2;

  /** Half of the block's width and height. */
  static final float BLOCK_HALF_WIDTH = 1.5f;

  static final float BLOCK_HALF_HEIGHT = 2;

  static final float BLOCK_MASS = 6;

  /** Friction of the block on the ground, and its damping in 1/s. */
  static final float BLOCK_FRICTION = 0.2f;

  static final float BLOCK_DAMPING = 6;

  static final float GRAVITY = 30;

  /** How fast the jumper runs, in m/s. */
  static final float RUN_SPEED = 6;

  /** The greatest force that the jumper runs and pushes with, in N. */
  static final float RUN_FORCE = 120;

  /** Upward speed with which a jump begins, in m/s: the jumper rises by 4.4 m. */
  static final float JUMP_SPEED = 16.5f;

  /** Highest step that a jump is sure to take. */
  static final float JUMP_HEIGHT = 4.2f;

  /** Highest wall. */
  static final float HIGHEST_WALL = 8;

  /** Walls lower than this are left out. */
  static final float LOWEST_WALL = 0.05f;

  /** How far the jumper's feet may be off what it stands on. */
  static final float STANDING_TOLERANCE = 0.06f;

  /** The jumper rises if it is faster than this, in m/s, and so does not stand. */
  static final float RISING_SPEED = 0.5f;

  /** Where the block's middle is at the start. */
  static final float BLOCK_FROM = -5;

  static final float BLOCK_TO = 0;

  /** Where the jumper's middle is at the start, if the block is not there. */
  static final float JUMPER_FROM = -8.5f;

  static final float JUMPER_TO = 2.9f;

  /** From the block's middle to the jumper's, at the least, at the start. */
  static final float CLEARANCE = 2.2f;

  /** Whose feet are this low has fallen. */
  static final float FALLEN_Y = -2;

  private Rules() {}
}
