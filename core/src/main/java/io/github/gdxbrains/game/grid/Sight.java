package io.github.gdxbrains.game.grid;

import java.util.Arrays;

/** Which cells somebody who sees a square around itself has seen so far, and sees now. */
public final class Sight {
  private final int columns;
  private final int rows;
  private final int reach;
  private final boolean[] seen;
  private int column;
  private int row;

  /**
   * Nothing of a rectangle of cells has been seen yet.
   *
   * @param reach cells that are seen in each direction
   */
  public Sight(int columns, int rows, int reach) {
    this.columns = columns;
    this.rows = rows;
    this.reach = reach;
    seen = new boolean[columns * rows];
  }

  /** Forgets everything. */
  public void clear() {
    Arrays.fill(seen, false);
  }

  /** Looks around from a cell. */
  public void look(int column, int row) {
    this.column = column;
    this.row = row;
    int first = Math.max(0, column - reach);
    int last = Math.min(columns - 1, column + reach);
    for (int y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++) {
      Arrays.fill(seen, y * columns + first, y * columns + last + 1, true);
    }
  }

  /** Whether a cell has been seen. */
  public boolean hasSeen(int cell) {
    return seen[cell];
  }

  /** Whether a cell is seen from where it was looked around last. */
  public boolean sees(int cell) {
    return Math.abs(cell % columns - column) <= reach && Math.abs(cell / columns - row) <= reach;
  }

  /** The column of the cell from which it was looked around last. */
  public int column() {
    return column;
  }

  /** The row of that cell. */
  public int row() {
    return row;
  }

  /** Cells that are seen in each direction. */
  public int reach() {
    return reach;
  }
}
