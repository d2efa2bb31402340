package io.github.gdxbrains.game.maze;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.game.grid.Direction;
import io.github.gdxbrains.game.grid.Sight;
import io.github.gdxbrains.sensor.Grid;
import io.github.gdxbrains.sensor.Tiles;
import java.util.ArrayList;
import java.util.List;

/**
 * Who walks through a maze, and the rules of walking. Sensors and reward terms of plugins read it;
 * only the game writes.
 */
public final class Walker implements Component {
  private static final ComponentMapper<Walker> MAPPER = ComponentMapper.getFor(Walker.class);

  private static final int WALL = 0;
  private static final int GOAL = 1;
  private static final int KEY = 2;
  private static final int DOOR = KEY + Level.COLORS;
  private static final int TRAIL = DOOR + Level.COLORS;

  /** Visits of a cell that its trail tells apart. */
  private static final float MOST_VISITS = 8;

  final Level level = new Level();
  final Tiles tiles;
  final Sight sight;
  final Guide guide = new Guide(this);

  int cell;

  /** The direction of the last step, tried or taken. */
  int action;

  /** Keys found and doors opened, a bit for each colour. */
  int found;

  int opened;

  /** Whether a key was found, or a door opened, in this tick. */
  boolean hasJustFound;

  boolean hasJustOpened;

  private final boolean leavesTrail;
  int number;
  int steps;
  int maxSteps;

  Walker(Grid grid) {
    tiles = new Tiles(grid, Level.LARGEST, Level.LARGEST);
    sight = new Sight(Level.LARGEST, Level.LARGEST, grid.reach());
    leavesTrail = grid.tags().size() > TRAIL;
  }

  /**
   * What it sees around itself.
   *
   * @param trail whether also how often it was on each cell, as a share of {@link #MOST_VISITS}
   */
  static Grid grid(int reach, boolean trail) {
    List<String> tags =
        new ArrayList<>(
            List.of(
                "wall",
                "goal",
                "red key",
                "yellow key",
                "blue key",
                "red door",
                "yellow door",
                "blue door"));
    if (trail) {
      tags.add("trail");
    }
    return new Grid("around", reach, tags);
  }

  /** The walker of a seat's entity. */
  public static Walker of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** Goes to the start of the level that has just been drawn. */
  void begin(int number, int maxSteps) {
    this.number = number;
    this.maxSteps = maxSteps;
    cell = level.start;
    action = Direction.RIGHT;
    found = 0;
    opened = 0;
    hasJustFound = false;
    hasJustOpened = false;
    steps = 0;
    tiles.clear();
    tiles.fill(WALL, 1);
    for (int row = 0; row < level.size; row++) {
      for (int column = 0; column < level.size; column++) {
        show(Level.cell(column, row));
      }
    }
    show(level.goal, GOAL, 1);
    sight.clear();
    look();
  }

  private void show(int cell) {
    show(cell, WALL, level.isOpen(cell) ? 0 : 1);
    if (level.keyAt(cell) != Level.NONE) {
      show(cell, KEY + level.keyAt(cell), 1);
    }
    if (level.doorAt(cell) != Level.NONE) {
      show(cell, DOOR + level.doorAt(cell), 1);
    }
  }

  private void show(int cell, int tag, float value) {
    tiles.set(Level.column(cell), Level.row(cell), tag, value);
  }

  private void look() {
    sight.look(column(), row());
    if (leavesTrail) {
      show(cell, TRAIL, Math.min(1, trail(cell) + 1 / MOST_VISITS));
    }
  }

  /** How often it was on a cell, as it sees it: 0 without a trail. */
  float trail(int cell) {
    return leavesTrail ? tiles.get(Level.column(cell), Level.row(cell), TRAIL) : 0;
  }

  /** Takes a step, unless a wall or a door without its key is in the way. */
  void step() {
    steps++;
    hasJustFound = false;
    hasJustOpened = false;
    int next = level.beyond(cell, action, 1);
    if (next == Level.NONE || !level.isPassable(next, found)) {
      return;
    }
    cell = next;
    int door = level.doorAt(cell);
    if (door != Level.NONE && (opened & 1 << door) == 0) {
      opened |= 1 << door;
      hasJustOpened = true;
      show(cell, DOOR + door, 0);
    }
    int key = level.keyAt(cell);
    if (key != Level.NONE && (found & 1 << key) == 0) {
      found |= 1 << key;
      hasJustFound = true;
      show(cell, KEY + key, 0);
    }
    look();
  }

  /** Its column, from 0 on the left. */
  public int column() {
    return Level.column(cell);
  }

  /** Its row, from 0 at the bottom. */
  public int row() {
    return Level.row(cell);
  }

  /** Cells along an edge of the maze. */
  public int size() {
    return level.size;
  }

  /** Which maze it is, of those of its size, doors and loops. */
  public int level() {
    return number;
  }

  /**
   * Whether it carries the key of a colour: 0 red, 1 yellow, 2 blue. Opening its door uses it up.
   */
  public boolean carries(int color) {
    return (found & ~opened & 1 << color) != 0;
  }

  /** Whether it stands on the goal. */
  public boolean isAtGoal() {
    return cell == level.goal;
  }

  /** The fewest steps that are left to the goal, by way of the keys that it needs. */
  public int stepsLeft() {
    return level.remaining(cell, found);
  }

  /** The fewest steps to the goal from the start. */
  public int shortestWay() {
    return level.remaining(level.start, 0);
  }
}
