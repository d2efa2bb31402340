package io.github.gdxbrains.game.pushblock;

/** The numbers of the game, in metres, kilograms and seconds. */
final class Rules {
  /** A tick. */
  static final float TICK_SECONDS = 1 / 60f;

  /** Ticks from one decision to the next: 12 decisions a second. */
  static final int DECISION_PERIOD = 5;

  /** How deep the goal zone is, along the whole upper wall. */
  static final float GOAL_DEPTH = 2;

  static final float PUSHER_RADIUS = 0.4f;
  static final float PUSHER_MASS = 2;

  /** How quickly a pusher gets to its velocity, in 1/s. */
  static final float PUSHER_DAMPING = 6;

  /** How fast a pusher runs, in m/s. */
  static final float RUN_SPEED = 4;

  /** What a pusher pushes with, in N: damping d makes its speed approach force / (mass d). */
  static final float PUSH_FORCE = PUSHER_MASS * PUSHER_DAMPING * RUN_SPEED;

  /** Mass of a block of weight 1. */
  static final float BLOCK_MASS = 3;

  /** A block of weight w gives way to more than w minus this many pushers. */
  static final float EASE = 0.6f;

  /** Length of a block's edge: this, and so much more for each unit of its weight. */
  static final float EDGE = 1.2f;

  static final float EDGE_BY_WEIGHT = 0.4f;

  /** Room below the blocks at the start, so that a pusher can get there. */
  static final float ROOM_BELOW = 1.2f;

  /** Room between a block and what is beside or above it at the start. */
  static final float ROOM_BESIDE = 0.2f;

  /** A pusher touches a block if it is this near to it. */
  static final float TOUCH = 0.05f;

  static final float LARGEST_SIZE = 20;
  static final float HEAVIEST = 3;

  /** How often a place for a pusher is drawn before it gets one below the blocks. */
  static final int PLACING_ATTEMPTS = 20;

  private Rules() {}
}
