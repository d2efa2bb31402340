package io.github.gdxbrains.game.grid;

/**
 * The four directions as numbers, counter-clockwise, as a {@link
 * io.github.gdxbrains.sensor.GridSensor} counts headings.
 */
public final class Direction {
  /** Towards the last column. */
  public static final int RIGHT = 0;

  /** Towards the last row. */
  public static final int UP = 1;

  /** Towards the first column. */
  public static final int LEFT = 2;

  /** Towards the first row. */
  public static final int DOWN = 3;

  /** How many there are. */
  public static final int COUNT = 4;

  private static final int[] COLUMNS = {1, 0, -1, 0};
  private static final int[] ROWS = {0, 1, 0, -1};

  private Direction() {}

  /** Columns of a step, -1 to 1. */
  public static int columns(int direction) {
    return COLUMNS[direction];
  }

  /** Rows of a step, -1 to 1. */
  public static int rows(int direction) {
    return ROWS[direction];
  }

  /** The direction that is nearest to a vector other than 0. */
  public static int of(float x, float y) {
    if (Math.abs(x) >= Math.abs(y)) {
      return x >= 0 ? RIGHT : LEFT;
    }
    return y > 0 ? UP : DOWN;
  }
}
