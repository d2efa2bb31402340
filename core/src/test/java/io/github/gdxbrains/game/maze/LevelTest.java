package io.github.gdxbrains.game.maze;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.game.grid.Direction;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LevelTest {
  private static final int[] SIZES = {5, 7, 11, 25};

  /** The rows of a level from the top: small letters are keys, large ones their doors. */
  static String picture(Level level) {
    StringBuilder picture = new StringBuilder();
    for (int row = level.size - 1; row >= 0; row--) {
      for (int column = 0; column < level.size; column++) {
        picture.append(letter(level, Level.cell(column, row)));
      }
      picture.append('\n');
    }
    return picture.toString();
  }

  private static char letter(Level level, int cell) {
    if (!level.isOpen(cell)) {
      return '#';
    }
    if (cell == level.start) {
      return 'S';
    }
    if (cell == level.goal) {
      return 'G';
    }
    if (level.keyAt(cell) != Level.NONE) {
      return "ryb".charAt(level.keyAt(cell));
    }
    return level.doorAt(cell) == Level.NONE ? '.' : "RYB".charAt(level.doorAt(cell));
  }

  @Test
  void aLevelDependsOnItsSeedAndSettingsAlone() {
    Level level = new Level();
    level.draw(4, 25, 3, 0.5f);
    level.draw(0, 5, 2, 0);
    assertThat(picture(level))
        .isEqualTo(
            """
            b#G..
            .###.
            y..#.
            .#Y#B
            S#...
            """);
    assertThat(level.remaining(level.start, 0)).as("by way of both keys").isEqualTo(18);
    assertThat(level.remaining(level.start, 0b110)).as("with both keys").isEqualTo(14);
    assertThat(level.remaining(Level.cell(0, 2), 0b010)).as("without the blue").isEqualTo(16);
    assertThat(level.remaining(level.goal, 0)).isZero();
    level.draw(1, 5, 2, 0);
    assertThat(picture(level)).doesNotContain("b#G");
  }

  @Test
  void everyMazeCanBeSolvedAndItsStepsAreCounted() {
    Level level = new Level();
    for (int size : SIZES) {
      for (int doors = 0; doors <= Level.COLORS; doors++) {
        for (int seed = 0; seed < 40; seed++) {
          level.draw(seed, size, doors, seed % 2 * 0.3f);
          int steps = steps(level, Level.NONE);
          assertThat(level.remaining(level.start, 0)).isEqualTo(steps);
          assertThat(steps).as("within the time\n%s", picture(level)).isLessThan(2 * size * size);
        }
      }
    }
  }

  @Test
  void everyDoorHasToBeOpened() {
    Level level = new Level();
    for (int size : SIZES) {
      for (int seed = 0; seed < 20; seed++) {
        level.draw(seed, size, 3, 0.3f);
        for (int color = 0; color < Level.COLORS; color++) {
          assertThat(steps(level, color)).as("color %d\n%s", color, picture(level)).isEqualTo(-1);
        }
      }
    }
  }

  @Test
  void loopsLeaveOutWalls() {
    Level level = new Level();
    level.draw(3, 11, 0, 0);
    long tree = picture(level).chars().filter(letter -> letter != '#' && letter != '\n').count();
    assertThat(tree).as("36 even cells and 35 between them").isEqualTo(71);
    level.draw(3, 11, 0, 1);
    long grid = picture(level).chars().filter(letter -> letter != '#' && letter != '\n').count();
    assertThat(grid).as("36 even cells and all 60 between them").isEqualTo(96);
  }

  /**
   * The fewest steps by a search forwards over cells and keys found, or -1.
   *
   * @param closed the colour of a door that never opens, or {@link Level#NONE}
   */
  private static int steps(Level level, int closed) {
    Map<Integer, Integer> steps = new HashMap<>();
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    int first = level.start * 8;
    steps.put(first, 0);
    queue.add(first);
    while (!queue.isEmpty()) {
      int state = queue.remove();
      int cell = state / 8;
      if (cell == level.goal) {
        return steps.get(state);
      }
      for (int direction = 0; direction < Direction.COUNT; direction++) {
        int found = state % 8;
        int next = level.beyond(cell, direction, 1);
        if (next == Level.NONE || !level.isOpen(next)) {
          continue;
        }
        int door = level.doorAt(next);
        if (door != Level.NONE && (door == closed || (found >> door & 1) == 0)) {
          continue;
        }
        int key = level.keyAt(next);
        int to = next * 8 + (key == Level.NONE ? found : found | 1 << key);
        if (steps.putIfAbsent(to, steps.get(state) + 1) == null) {
          queue.add(to);
        }
      }
    }
    return -1;
  }
}
