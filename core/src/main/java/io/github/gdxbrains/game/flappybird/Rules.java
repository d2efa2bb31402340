package io.github.gdxbrains.game.flappybird;

/** The numbers of the game, in pixels and frames, y down. */
final class Rules {
  /** A frame. */
  static final float TICK_SECONDS = 1 / 30f;

  static final int SCREEN_WIDTH = 288;
  static final int SCREEN_HEIGHT = 512;

  /** Where the ground begins: 79 % of the screen's height, 404.48, in whole pixels. */
  static final int GROUND_Y = 404;

  /** The bird's left edge: a fifth of the screen's width. */
  static final int BIRD_X = 57;

  static final int BIRD_WIDTH = 34;
  static final int BIRD_HEIGHT = 24;

  /** The bird's upper edge at the start. */
  static final int START_Y = (SCREEN_HEIGHT - BIRD_HEIGHT) / 2;

  /** At this height, two birds above the screen, or higher, flapping does nothing. */
  static final int CEILING_Y = -2 * BIRD_HEIGHT;

  static final int GRAVITY = 1;
  static final int FLAP_VELOCITY = -9;
  static final int MAX_FALL = 10;

  /** Rotation after a flap, in degrees, nose up. More than is shown, so that it lasts a while. */
  static final int FLAP_ROTATION = 45;

  /** Degrees that the nose sinks by in a frame. */
  static final int SINKING = 3;

  static final int LEAST_ROTATION = -90;

  /** The greatest rotation that is shown, in degrees. */
  static final int GREATEST_SHOWN_ROTATION = 20;

  static final int PIPE_WIDTH = 52;

  /** How far the pipes move to the left in a frame. */
  static final int PIPE_SPEED = 4;

  /** From one pipe's left edge to the next one's at the start. */
  static final int PIPE_DISTANCE = SCREEN_WIDTH / 2;

  /** Where a pipe that has left the screen comes in again. */
  static final int PIPE_ENTRY_X = 397;

  /** Upper edges of gaps are this and up to seven steps lower. */
  static final int HIGHEST_GAP_Y = 100;

  static final int GAP_STEP = 10;
  static final int GAP_STEPS = 8;

  private Rules() {}
}
