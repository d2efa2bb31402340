package io.github.gdxbrains.game.pyramids;

import io.github.gdxbrains.game.grid.Direction;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.sensor.Grid;
import io.github.gdxbrains.sensor.Tiles;
import java.util.Arrays;
import java.util.List;

/**
 * Square rooms in rows and columns with walls of one cell between, and what stands in them. A
 * doorway of one cell leads through enough walls to come to every room, and through some more. One
 * starts in one room, a switch is in another, the golden pyramid will come into a third, and in
 * each of the rest stands a pyramid of stone; none of these is at a wall, so that no doorway and no
 * way through a room is ever blocked.
 *
 * <p>Cells are numbered row by row in rows of {@link #LARGEST}, however many rooms there are; all
 * beyond them are walls.
 */
final class Temple {
  static final int MOST_ROOMS = 4;
  static final int LARGEST_ROOM = 7;

  /** Cells along an edge of the largest temple. */
  static final int LARGEST = MOST_ROOMS * (LARGEST_ROOM + 1) - 1;

  static final int NONE = -1;

  private static final float FURTHER_DOORWAYS = 0.3f;

  /** What is on a cell, and which tag it shows. */
  enum Cell {
    FLOOR(NONE),
    WALL(0),
    SWITCH(1),
    PRESSED(2),
    STONE_PYRAMID(3),
    RUBBLE(NONE),
    GOLDEN_PYRAMID(4),
    BRICK(5);

    private final int tag;

    Cell(int tag) {
      this.tag = tag;
    }
  }

  final Tiles tiles;
  private final Cell[] cells = new Cell[LARGEST * LARGEST];
  private final int[] order = new int[MOST_ROOMS * MOST_ROOMS];
  private final int[] walls = new int[2 * MOST_ROOMS * (MOST_ROOMS - 1)];

  /** By room, a number that rooms share between which there is a way. */
  private final int[] district = new int[MOST_ROOMS * MOST_ROOMS];

  private int rooms;
  private int roomSize;

  /** Cells along an edge. */
  int size;

  int start;
  int button;

  /** Where the golden pyramid comes. */
  int treasure;

  Temple(int reach) {
    tiles = new Tiles(grid(reach), LARGEST, LARGEST);
  }

  /** What is seen of it. */
  static Grid grid(int reach) {
    return new Grid(
        "around",
        reach,
        List.of("wall", "switch", "pressed switch", "stone pyramid", "golden pyramid", "brick"));
  }

  /**
   * Builds it anew.
   *
   * @param rooms in a row and in a column
   * @param roomSize cells along an edge of a room, at least 3
   */
  void build(RandomStream random, int rooms, int roomSize) {
    this.rooms = rooms;
    this.roomSize = roomSize;
    size = rooms * (roomSize + 1) - 1;
    Arrays.fill(cells, Cell.WALL);
    tiles.clear();
    tiles.fill(Cell.WALL.tag, 1);
    int count = rooms * rooms;
    for (int room = 0; room < count; room++) {
      order[room] = room;
      district[room] = room;
      clear(room);
    }
    openDoorways(random);
    random.shuffle(order, count);
    start = inside(order[0], random);
    button = inside(order[1], random);
    set(button, Cell.SWITCH);
    treasure = inside(order[2], random);
    for (int i = 3; i < count; i++) {
      set(inside(order[i], random), Cell.STONE_PYRAMID);
    }
  }

  private void clear(int room) {
    for (int row = 0; row < roomSize; row++) {
      for (int column = 0; column < roomSize; column++) {
        set(cell(left(room) + column, bottom(room) + row), Cell.FLOOR);
      }
    }
  }

  /** Goes through all walls between two rooms in random order (Kruskal's spanning tree). */
  private void openDoorways(RandomStream random) {
    int count = 0;
    for (int room = 0; room < rooms * rooms; room++) {
      if (room % rooms < rooms - 1) {
        walls[count++] = 2 * room;
      }
      if (room / rooms < rooms - 1) {
        walls[count++] = 2 * room + 1;
      }
    }
    random.shuffle(walls, count);
    for (int i = 0; i < count; i++) {
      int room = walls[i] / 2;
      boolean isAbove = walls[i] % 2 == 1;
      int other = isAbove ? room + rooms : room + 1;
      boolean isNeeded = district[room] != district[other];
      if (isNeeded || random.nextFloat() < FURTHER_DOORWAYS) {
        join(district[room], district[other]);
        int along = random.nextInt(roomSize);
        int column = left(room) + (isAbove ? along : roomSize);
        int row = bottom(room) + (isAbove ? roomSize : along);
        set(cell(column, row), Cell.FLOOR);
      }
    }
  }

  private void join(int one, int other) {
    for (int room = 0; room < rooms * rooms; room++) {
      if (district[room] == other) {
        district[room] = one;
      }
    }
  }

  private int left(int room) {
    return room % rooms * (roomSize + 1);
  }

  private int bottom(int room) {
    return room / rooms * (roomSize + 1);
  }

  /** A random cell of a room that is not at its walls. */
  private int inside(int room, RandomStream random) {
    int column = left(room) + 1 + random.nextInt(roomSize - 2);
    int row = bottom(room) + 1 + random.nextInt(roomSize - 2);
    return cell(column, row);
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

  /** The cell beside one, or {@link #NONE} beyond the edge. */
  int beside(int cell, int direction) {
    int column = column(cell) + Direction.columns(direction);
    int row = row(cell) + Direction.rows(direction);
    boolean isInside = column >= 0 && column < size && row >= 0 && row < size;
    return isInside ? cell(column, row) : NONE;
  }

  /** What is on a cell. */
  Cell at(int cell) {
    return cells[cell];
  }

  /** Puts something on a cell instead of what was there. */
  void set(int cell, Cell what) {
    show(cell, 0);
    cells[cell] = what;
    show(cell, 1);
  }

  private void show(int cell, float value) {
    int tag = cells[cell].tag;
    if (tag != NONE) {
      tiles.set(column(cell), row(cell), tag, value);
    }
  }
}
