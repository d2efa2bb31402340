package io.github.gdxbrains.game.mdp;

import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.HumanControl;

/**
 * A rectangle of cells to walk on. Cells are numbered from 0, row by row from the top left, as
 * Gymnasium's toy-text games number them, and so are the actions: {@link #LEFT}, {@link #DOWN},
 * {@link #RIGHT}, {@link #UP}.
 *
 * <p>Immutable.
 */
public final class GridMap {
  /** Actions. */
  public static final int LEFT = 0;

  /** Towards the last row. */
  public static final int DOWN = 1;

  /** Towards the last column. */
  public static final int RIGHT = 2;

  /** Towards the first row. */
  public static final int UP = 3;

  /** How many actions there are. */
  public static final int DIRECTIONS = 4;

  private static final String LETTERS = "FSWHG";

  /** What is in a cell. */
  public enum Cell {
    /** Nothing: {@code F}. */
    FREE,
    /** Where episodes begin: {@code S}. */
    START,
    /** What one stays in front of, as at the edge: {@code W}. */
    WALL,
    /** A hole, which ends the episode: {@code H}. */
    PIT,
    /** A goal, which ends the episode: {@code G}. */
    GOAL
  }

  private final int columns;
  private final int rows;
  private final Cell[] cells;
  private final int start;

  /**
   * A map of cells, row by row from the top.
   *
   * @throws IllegalArgumentException if there is not one start, or the last row is not full
   */
  public GridMap(int columns, Cell... cells) {
    this.columns = columns;
    this.cells = cells.clone();
    rows = cells.length / columns;
    if (rows * columns != cells.length) {
      throw new IllegalArgumentException(cells.length + " cells do not fill rows of " + columns);
    }
    int found = -1;
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] == Cell.START) {
        if (found >= 0) {
          throw new IllegalArgumentException("cells " + found + " and " + i + " are both a start");
        }
        found = i;
      }
    }
    if (found < 0) {
      throw new IllegalArgumentException("the map has no start");
    }
    start = found;
  }

  /**
   * A map from its rows, a letter for each cell.
   *
   * @throws IllegalArgumentException if a letter is none of {@code FSWHG}
   */
  public static GridMap parse(String... rows) {
    String letters = String.join("", rows);
    Cell[] cells = new Cell[letters.length()];
    for (int i = 0; i < cells.length; i++) {
      int kind = LETTERS.indexOf(letters.charAt(i));
      if (kind < 0) {
        throw new IllegalArgumentException("a cell is " + letters.charAt(i) + ", not " + LETTERS);
      }
      cells[i] = Cell.values()[kind];
    }
    return new GridMap(rows[0].length(), cells);
  }

  /** Cells in a row. */
  public int columns() {
    return columns;
  }

  /** Rows. */
  public int rows() {
    return rows;
  }

  /** All cells. */
  public int size() {
    return cells.length;
  }

  /** Where episodes begin. */
  public int start() {
    return start;
  }

  /** What is in a cell. */
  public Cell cell(int index) {
    return cells[index];
  }

  /** What is in a cell; beyond the edge, a wall. */
  public Cell cell(int row, int column) {
    boolean isInside = row >= 0 && row < rows && column >= 0 && column < columns;
    return isInside ? cells[row * columns + column] : Cell.WALL;
  }

  /** The cell that a step leads to: the same one in front of a wall or at the edge. */
  public int neighbor(int index, int direction) {
    int next = neighbor(index, direction, rows, columns);
    return cells[next] == Cell.WALL ? index : next;
  }

  /** {@link #neighbor(int, int)} where no walls are. */
  public static int neighbor(int index, int direction, int rows, int columns) {
    int row = index / columns;
    int column = index % columns;
    return switch (direction) {
      case LEFT -> column > 0 ? index - 1 : index;
      case DOWN -> row < rows - 1 ? index + columns : index;
      case RIGHT -> column < columns - 1 ? index + 1 : index;
      case UP -> row > 0 ? index - columns : index;
      default -> throw new IllegalArgumentException("there is no direction " + direction);
    };
  }

  /**
   * The process of walking here. Outcome 1 of an action is the direction chosen, outcomes 0 and 2
   * those at a right angle to it. A goal is worth 1.
   *
   * @param intended probability that a step goes where it should; the rest is shared by the two
   *     directions at a right angle
   * @param pitReward what falling into a pit is worth
   * @param stepReward what every step is worth on top
   */
  public FiniteMdp mdp(double intended, double pitReward, double stepReward) {
    FiniteMdp.Builder mdp = new FiniteMdp.Builder(size(), DIRECTIONS, 3).stepReward(stepReward);
    for (int state = 0; state < size(); state++) {
      if (cells[state] == Cell.GOAL) {
        mdp.terminal(state).reward(state, 1);
      } else if (cells[state] == Cell.PIT) {
        mdp.terminal(state).reward(state, pitReward);
      }
      for (int action = 0; action < DIRECTIONS; action++) {
        for (int outcome = 0; outcome < 3; outcome++) {
          double probability = outcome == 1 ? intended : (1 - intended) / 2;
          int direction = (action + outcome - 1) & 3;
          mdp.outcome(state, action, outcome, probability, neighbor(state, direction));
        }
      }
    }
    return mdp.build();
  }

  /** Walks where the stick points; while it is let go, the window waits. */
  public static HumanControl human() {
    return HumanControl.turnBased(
        (controls, entity, action) -> steer(controls.x(), controls.y(), action));
  }

  private static void steer(float x, float y, Action action) {
    if (Math.abs(x) >= Math.abs(y)) {
      action.choose(0, x < 0 ? LEFT : RIGHT);
    } else {
      action.choose(0, y < 0 ? DOWN : UP);
    }
  }
}
