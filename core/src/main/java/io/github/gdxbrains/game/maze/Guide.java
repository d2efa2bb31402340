package io.github.gdxbrains.game.maze;

import io.github.gdxbrains.game.grid.Direction;
import io.github.gdxbrains.game.grid.Search;
import io.github.gdxbrains.random.RandomStream;
import java.util.function.IntPredicate;

/**
 * Tells a walker where to step: the shortest way through the whole maze, or to something by what it
 * has seen so far. The parts of the task are the latter.
 */
final class Guide {
  private final Walker walker;
  private final Search search = new Search(Level.LARGEST, Level.LARGEST);
  private final IntPredicate isOpen = this::isOpen;

  /** What has not been seen yet. */
  final IntPredicate unseen = this::isUnseen;

  /** A key that has been seen and not been taken. */
  final IntPredicate key = this::isKey;

  /** A closed door that has been seen and whose key is carried. */
  final IntPredicate door = this::isDoor;

  /** The goal, once it has been seen. */
  final IntPredicate goal = this::isGoal;

  Guide(Walker walker) {
    this.walker = walker;
  }

  /** Hope: what has not been seen may be walked on. */
  private boolean isOpen(int cell) {
    return isUnseen(cell) || walker.level.isPassable(cell, walker.found);
  }

  private boolean isUnseen(int cell) {
    boolean isInside =
        Level.column(cell) < walker.level.size && Level.row(cell) < walker.level.size;
    return isInside && !walker.sight.hasSeen(cell);
  }

  private boolean isKey(int cell) {
    int color = walker.level.keyAt(cell);
    return color != Level.NONE && (walker.found & 1 << color) == 0 && walker.sight.hasSeen(cell);
  }

  private boolean isDoor(int cell) {
    int color = walker.level.doorAt(cell);
    return color != Level.NONE && walker.carries(color) && walker.sight.hasSeen(cell);
  }

  private boolean isGoal(int cell) {
    return cell == walker.level.goal && walker.sight.hasSeen(cell);
  }

  /** Towards the nearest of something, else of what has not been seen, else anywhere. */
  int towards(IntPredicate wanted, RandomStream random) {
    int direction = search.direction(walker.cell, isOpen, wanted);
    if (direction == Search.NONE) {
      direction = search.direction(walker.cell, isOpen, unseen);
    }
    return direction == Search.NONE ? random.nextInt(Direction.COUNT) : direction;
  }

  /** Towards the first of goal, doors and keys that there is a known way to, else exploring. */
  int seek(RandomStream random) {
    int direction = search.direction(walker.cell, isOpen, goal);
    if (direction == Search.NONE) {
      direction = search.direction(walker.cell, isOpen, door);
    }
    return direction == Search.NONE ? towards(key, random) : direction;
  }

  /** A step of a shortest way to the goal through the whole maze, seen or not. */
  int shortest() {
    Level level = walker.level;
    int best = Direction.RIGHT;
    int least = Level.NO_WAY;
    for (int direction = 0; direction < Direction.COUNT; direction++) {
      int next = level.beyond(walker.cell, direction, 1);
      if (next != Level.NONE && level.isPassable(next, walker.found)) {
        int steps = level.remaining(next, walker.found);
        if (steps < least) {
          least = steps;
          best = direction;
        }
      }
    }
    return best;
  }
}
