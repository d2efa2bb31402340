package io.github.gdxbrains.game.maze;

import io.github.gdxbrains.game.grid.Direction;
import io.github.gdxbrains.random.RandomStream;
import java.util.Arrays;

/**
 * A maze: cells to walk on and walls, where one starts and what lies where. Cells with even columns
 * and rows are joined into a tree by the cells between them, which a walk draws that goes on at
 * random while it can and else goes back (the "recursive backtracker"). Start and goal are the ends
 * of the tree's longest way. Doors stand on that way, and the key of each somewhere on this side of
 * it, so that every maze can be solved and every door has to be opened.
 *
 * <p>Cells are numbered row by row in rows of {@link #LARGEST}, whatever the size; all beyond it
 * are walls.
 */
final class Level {
  /** Cells along an edge of the largest maze. */
  static final int LARGEST = 25;

  static final int CELLS = LARGEST * LARGEST;

  /** Colours of keys and doors, and so the most of them. */
  static final int COLORS = 3;

  static final int NONE = -1;

  /** From where there is no way to the goal. */
  static final int NO_WAY = Integer.MAX_VALUE / 2;

  private final RandomStream random = new RandomStream(0);
  private final boolean[] open = new boolean[CELLS];

  /** By cell, the colour of the door or key there, or {@link #NONE}. */
  private final int[] doorAt = new int[CELLS];

  private final int[] keyAt = new int[CELLS];

  /** By colour, where the key lies, or {@link #NONE}. */
  private final int[] keys = new int[COLORS];

  /** Steps to the goal, by the set of keys found, a bit for each colour, and cell. */
  private final int[][] remaining = new int[1 << COLORS][CELLS];

  // the last flood: its cells by distance, and where each was come from
  private final int[] order = new int[CELLS];
  private final int[] before = new int[CELLS];
  private int reached;

  /** Doors on the way from the start to a cell of the tree. */
  private final int[] doorsBefore = new int[CELLS];

  private final int[] candidates = new int[CELLS];
  private final int[] colors = new int[COLORS];
  private final boolean[] isQueued = new boolean[CELLS];

  /** Cells along an edge, odd. */
  int size;

  int start;
  int goal;

  /** The colours that there are, a bit for each. */
  int present;

  /**
   * Draws a maze, which depends on nothing but the arguments.
   *
   * @param size cells along an edge, an odd number from 5 to {@link #LARGEST}
   * @param doors how many, 0 to {@link #COLORS}
   * @param loops probability of leaving out a wall between two cells of which neither is behind a
   *     door that the other is not behind
   */
  void draw(long seed, int size, int doors, float loops) {
    this.size = size;
    random.reseed(seed);
    Arrays.fill(open, false);
    Arrays.fill(doorAt, NONE);
    Arrays.fill(keyAt, NONE);
    Arrays.fill(keys, NONE);
    present = 0;
    int edge = (size + 1) / 2;
    int anywhere = cell(2 * random.nextInt(edge), 2 * random.nextInt(edge));
    carve(anywhere);
    start = farthest(anywhere);
    goal = farthest(start);
    for (int i = 0; i < COLORS; i++) {
      colors[i] = i;
    }
    random.shuffle(colors, COLORS);
    placeDoors(doors);
    placeKeys(doors);
    leaveOutWalls(loops);
    for (int found = present; found >= 0; found--) { // more keys first
      if ((found & ~present) == 0) {
        measure(found);
      }
    }
  }

  private void carve(int from) {
    int depth = 0;
    order[depth++] = from; // the way back
    open[from] = true;
    while (depth > 0) {
      int cell = order[depth - 1];
      int choices = 0;
      for (int direction = 0; direction < Direction.COUNT; direction++) {
        int next = beyond(cell, direction, 2);
        if (next != NONE && !open[next]) {
          candidates[choices++] = direction;
        }
      }
      if (choices == 0) {
        depth--;
        continue;
      }
      int direction = candidates[random.nextInt(choices)];
      int next = beyond(cell, direction, 2);
      open[beyond(cell, direction, 1)] = true;
      open[next] = true;
      order[depth++] = next;
    }
  }

  /** Floods the tree from a cell and returns one that is farthest from it. */
  private int farthest(int from) {
    Arrays.fill(before, NONE);
    before[from] = from;
    reached = 0;
    order[reached++] = from;
    for (int i = 0; i < reached; i++) {
      for (int direction = 0; direction < Direction.COUNT; direction++) {
        int next = beyond(order[i], direction, 1);
        if (next != NONE && open[next] && before[next] == NONE) {
          before[next] = order[i];
          order[reached++] = next;
        }
      }
    }
    return order[reached - 1];
  }

  /** Puts doors between even cells of the way, but for the two nearest to the start. */
  private void placeDoors(int doors) {
    int places = 0;
    for (int cell = before[goal]; cell != start; cell = before[before[cell]]) {
      candidates[places++] = cell; // from the goal on
    }
    places--;
    random.shuffle(candidates, places);
    for (int i = 0; i < doors; i++) {
      doorAt[candidates[i]] = 0; // which colour is said below
    }
    doorsBefore[start] = 0;
    for (int i = 1; i < reached; i++) {
      int cell = order[i];
      doorsBefore[cell] = doorsBefore[before[cell]];
      if (doorAt[cell] != NONE) {
        doorAt[cell] = colors[doorsBefore[cell]++];
      }
    }
  }

  private void placeKeys(int doors) {
    for (int i = 0; i < doors; i++) {
      int places = 0;
      for (int k = 1; k < reached; k++) { // not where one starts
        int cell = order[k];
        if (doorsBefore[cell] <= i && doorAt[cell] == NONE && keyAt[cell] == NONE) {
          candidates[places++] = cell;
        }
      }
      int color = colors[i];
      keys[color] = candidates[random.nextInt(places)];
      keyAt[keys[color]] = color;
      present |= 1 << color;
    }
  }

  private void leaveOutWalls(float loops) {
    for (int row = 0; row < size; row++) {
      for (int column = 1 - row % 2; column < size; column += 2) {
        int wall = cell(column, row);
        int direction = row % 2 == 0 ? Direction.RIGHT : Direction.UP;
        int one = beyond(wall, (direction + 2) % Direction.COUNT, 1);
        int other = beyond(wall, direction, 1);
        if (!open[wall] && doorsBefore[one] == doorsBefore[other] && random.nextFloat() < loops) {
          open[wall] = true;
        }
      }
    }
  }

  /**
   * Steps to the goal from everywhere while some keys are found: the goal is none away, and where
   * another key lies it is as far as with that key, found by going backwards from all of these.
   */
  private void measure(int found) {
    int[] steps = remaining[found];
    Arrays.fill(steps, NO_WAY);
    steps[goal] = 0;
    int length = 0;
    order[length++] = goal;
    for (int color = 0; color < COLORS; color++) {
      if ((present & ~found & 1 << color) != 0) {
        int key = keys[color];
        steps[key] = remaining[found | 1 << color][key];
        order[length++] = key;
      }
    }
    for (int head = 0; length > 0; head = (head + 1) % CELLS) {
      int cell = order[head];
      isQueued[cell] = false;
      length--;
      for (int direction = 0; direction < Direction.COUNT; direction++) {
        int next = beyond(cell, direction, 1);
        if (next == NONE || !isPassable(next, found) || isKeyLeft(next, found)) {
          continue;
        }
        if (steps[cell] + 1 < steps[next]) {
          steps[next] = steps[cell] + 1;
          if (!isQueued[next]) {
            isQueued[next] = true;
            order[(head + 1 + length++) % CELLS] = next;
          }
        }
      }
    }
  }

  private boolean isKeyLeft(int cell, int found) {
    return keyAt[cell] != NONE && (found & 1 << keyAt[cell]) == 0;
  }

  static int cell(int column, int row) {
    return row * LARGEST + column;
  }

  static int column(int cell) {
    return cell % LARGEST;
  }

  static int row(int cell) {
    return cell / LARGEST;
  }

  /** The cell so many steps from one, or {@link #NONE} beyond the edge. */
  int beyond(int cell, int direction, int steps) {
    int column = column(cell) + steps * Direction.columns(direction);
    int row = row(cell) + steps * Direction.rows(direction);
    return isInside(column) && isInside(row) ? cell(column, row) : NONE;
  }

  private boolean isInside(int place) {
    return place >= 0 && place < size;
  }

  /** Whether a cell is no wall. */
  boolean isOpen(int cell) {
    return open[cell];
  }

  /** Whether one who has found some keys, a bit for each colour, can step on a cell. */
  boolean isPassable(int cell, int found) {
    return open[cell] && (doorAt[cell] == NONE || (found & 1 << doorAt[cell]) != 0);
  }

  /** The colour of the door on a cell, or {@link #NONE}. */
  int doorAt(int cell) {
    return doorAt[cell];
  }

  /** The colour of the key that lies on a cell at the start, or {@link #NONE}. */
  int keyAt(int cell) {
    return keyAt[cell];
  }

  /** The fewest steps to the goal from a cell, with some keys found, or {@link #NO_WAY}. */
  int remaining(int cell, int found) {
    return remaining[found][cell];
  }
}
