package io.github.gdxbrains.game.grid;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Finds shortest ways by breadth-first search. Allocates nothing once it is made. */
public final class Search {
  /** Said of no direction. */
  public static final int NONE = -1;

  private static final int UNVISITED = -2;

  private final int columns;
  private final int rows;
  private final int[] queue;

  /** By cell, the first step of the way to it. */
  private final int[] firstStep;

  /** For a rectangle of cells. */
  public Search(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    queue = new int[columns * rows];
    firstStep = new int[columns * rows];
  }

  /**
   * The first step of a shortest way from a cell to the nearest other one that is wanted, or {@link
   * #NONE} if there is no way to any. Of several ways as short it is always the same.
   *
   * @param isOpen which cells can be stepped on
   * @param isWanted which of those it may end on
   */
  public int direction(int from, IntPredicate isOpen, IntPredicate isWanted) {
    Arrays.fill(firstStep, UNVISITED);
    firstStep[from] = NONE;
    int end = 0;
    queue[end++] = from;
    for (int next = 0; next < end; next++) {
      int cell = queue[next];
      for (int direction = 0; direction < Direction.COUNT; direction++) {
        int neighbour = neighbour(cell, direction);
        if (neighbour == NONE || firstStep[neighbour] != UNVISITED || !isOpen.test(neighbour)) {
          continue;
        }
        firstStep[neighbour] = cell == from ? direction : firstStep[cell];
        if (isWanted.test(neighbour)) {
          return firstStep[neighbour];
        }
        queue[end++] = neighbour;
      }
    }
    return NONE;
  }

  /** The cell beside one, or {@link #NONE} beyond the edge. */
  private int neighbour(int cell, int direction) {
    int column = cell % columns + Direction.columns(direction);
    int row = cell / columns + Direction.rows(direction);
    boolean isInside = column >= 0 && column < columns && row >= 0 && row < rows;
    return isInside ? row * columns + column : NONE;
  }
}
