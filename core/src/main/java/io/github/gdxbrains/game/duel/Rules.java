package io.github.gdxbrains.game.duel;

/** The numbers of the game, in metres, kilograms, seconds and radians. */
final class Rules {
  /** A tick. */
  static final float TICK_SECONDS = 1 / 60f;

  /** Ticks from one decision to the next: 12 decisions a second. */
  static final int DECISION_PERIOD = 5;

  /** From the middle of the yard to the walls behind the fighters. */
  static final float HALF_LENGTH = 8;

  /** From the middle of the yard to the walls at its sides. */
  static final float HALF_WIDTH = 5;

  static final float DIAGONAL = 2 * (float) Math.hypot(HALF_LENGTH, HALF_WIDTH);

  static final float FIGHTER_RADIUS = 0.4f;
  static final float FIGHTER_MASS = 2;

  /** How quickly a fighter gets to its velocity, in 1/s. */
  static final float FIGHTER_DAMPING = 8;

  /** How fast a fighter runs, in m/s. */
  static final float RUN_SPEED = 4;

  /** What a fighter runs with, in N: damping d makes its speed approach force / (mass d). */
  static final float RUN_FORCE = FIGHTER_MASS * FIGHTER_DAMPING * RUN_SPEED;

  /** How fast a fighter turns its aim, in rad/s. */
  static final float TURN_RATE = 5;

  static final float FULL_HEALTH = 100;

  static final float BULLET_RADIUS = 0.1f;

  /** Ticks from one shot to the next. */
  static final int SHOT_TICKS = 18;

  /** Shots that a magazine holds. */
  static final int MAGAZINE = 4;

  /** Ticks that it takes to fill an empty magazine. */
  static final int RELOAD_TICKS = 72;

  /** Shots in the pocket at the start, and at most. */
  static final int START_RESERVE = 8;

  static final int MOST_RESERVE = 12;

  /** Bullets of a fighter that may fly at once: more than the slowest ones need. */
  static final int BULLETS = 12;

  static final float PICKUP_RADIUS = 0.3f;

  /** What a health pickup gives back. */
  static final float HEALING = 40;

  /** Shots in an ammo pickup. */
  static final int AMMO = 8;

  /** Half of the shortest and of the longest edge of a crate. */
  static final float CRATE_HALF_FROM = 0.35f;

  static final float CRATE_HALF_TO = 1.1f;

  /** Room between crates, and between them and the walls, so that a fighter gets through. */
  static final float PASSAGE = 1.1f;

  /** Crates keep as far from the walls behind the fighters, where these start. */
  static final float START_DEPTH = 2.2f;

  static final int MOST_PAIRS = 6;

  /** How often a place is drawn before a crate is left out, or a pickup gets a corner. */
  static final int PLACING_ATTEMPTS = 20;

  private Rules() {}
}
