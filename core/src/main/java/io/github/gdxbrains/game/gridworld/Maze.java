package io.github.gdxbrains.game.gridworld;

import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.game.mdp.FiniteMdp;
import io.github.gdxbrains.game.mdp.GridMap;
import io.github.gdxbrains.game.mdp.GridMap.Cell;
import io.github.gdxbrains.random.RandomStream;
import java.util.Arrays;

/**
 * What a maze is drawn from.
 *
 * @param size rows and columns
 * @param walls how many cells are walls
 * @param pits how many cells are pits
 * @param goals how many cells are goals, at least one
 * @param slip probability that a step goes to a direction at a right angle to the one chosen
 * @param stepPenalty what every step costs
 */
record Maze(int size, int walls, int pits, int goals, double slip, double stepPenalty) {
  /** Parameters of an episode, for a maze that has so many rows for as long as it stands. */
  static Maze of(int size, Parameters parameters) {
    return new Maze(
        size,
        Math.round(parameters.get(GridWorld.WALLS) * size * size),
        Math.round(parameters.get(GridWorld.PITS) * size * size),
        parameters.count(GridWorld.GOALS),
        decimal(parameters.get(GridWorld.SLIP)),
        decimal(parameters.get(GridWorld.STEP_PENALTY)));
  }

  /** The decimal number that a float stands for. */
  private static double decimal(float value) {
    return Math.round(value * 1e6) / 1e6;
  }

  /**
   * Draws a map. Goals, pits and walls are put into random cells, one after another; one that would
   * keep the start from any goal is put somewhere else, and left out if there is no such place. So
   * every goal can be reached without stepping into a pit, and there is always at least one.
   */
  GridMap draw(RandomStream random) {
    Cell[] cells = new Cell[size * size];
    Arrays.fill(cells, Cell.FREE);
    int[] order = new int[cells.length];
    Arrays.setAll(order, i -> i);
    random.shuffle(order, order.length);
    int start = order[0];
    cells[start] = Cell.START;
    place(cells, order, start, Cell.GOAL, goals);
    place(cells, order, start, Cell.PIT, pits);
    place(cells, order, start, Cell.WALL, walls);
    return new GridMap(size, cells);
  }

  private void place(Cell[] cells, int[] order, int start, Cell kind, int count) {
    int left = count;
    for (int i = 1; i < order.length && left > 0; i++) {
      int cell = order[i];
      if (cells[cell] == Cell.FREE) {
        cells[cell] = kind;
        if (isEveryGoalReachable(cells, start)) {
          left--;
        } else {
          cells[cell] = Cell.FREE;
        }
      }
    }
  }

  /**
   * A flood from the start that walls and pits stop, and goals too, because they end the episode.
   */
  private boolean isEveryGoalReachable(Cell[] cells, int start) {
    boolean[] seen = new boolean[cells.length];
    int[] queue = new int[cells.length];
    int end = 0;
    queue[end++] = start;
    seen[start] = true;
    int found = 0;
    for (int next = 0; next < end; next++) {
      int cell = queue[next];
      if (cells[cell] == Cell.GOAL) {
        found++;
        continue;
      }
      for (int direction = 0; direction < GridMap.DIRECTIONS; direction++) {
        int neighbor = GridMap.neighbor(cell, direction, size, size);
        if (!seen[neighbor] && cells[neighbor] != Cell.WALL && cells[neighbor] != Cell.PIT) {
          seen[neighbor] = true;
          queue[end++] = neighbor;
        }
      }
    }
    int all = 0;
    for (Cell cell : cells) {
      all += cell == Cell.GOAL ? 1 : 0;
    }
    return found == all;
  }

  /** The process of walking in a map: a pit is worth -1, a goal 1. */
  FiniteMdp mdp(GridMap map) {
    return map.mdp(1 - slip, -1, -stepPenalty);
  }
}
