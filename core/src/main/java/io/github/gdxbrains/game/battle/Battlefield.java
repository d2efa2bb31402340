package io.github.gdxbrains.game.battle;

import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.sensor.Grid;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.Tiles;
import java.util.Arrays;
import java.util.List;

/**
 * All soldiers as arrays, and the cells they stand on. Soldiers {@code 0 … perSide - 1} are team 0,
 * the others team 1. Around the field lies a margin of walls as wide as soldiers see, so that
 * nobody looks or steps beyond the arrays.
 *
 * <p>What a team sees is kept up to date cell by cell, for team 1 with its columns reversed.
 */
final class Battlefield {
  /** Who stands on a cell, if it is no soldier. */
  static final int EMPTY = -1;

  static final int WALL = -2;

  private static final int OBSTACLE = 0;
  private static final int OWN = 1;
  private static final int OTHER = 3;

  final int perSide;
  final int soldiers;

  /** Cells along an edge, without the margin. */
  final int size;

  private final int viewRange;
  private final int stride;

  /** A soldier's number, {@link #EMPTY} or {@link #WALL}, of {@code stride * stride} cells. */
  private final int[] occupants;

  /** What each team sees, by team. */
  private final Tiles[] seen;

  /** From a cell to its neighbours, in {@link #occupants}, by team. */
  private final int[][] steps = new int[2][Directions.COUNT];

  /** Cells on which team 0 may start. */
  private final int[] ownHalf;

  final boolean[] alive;
  final float[] hitPoints;
  final int[] columns;
  final int[] rows;

  /** The action of each soldier; that of a dead one means nothing. */
  final int[] actions;

  /** Whom each soldier hits in this tick, or {@link #EMPTY}. */
  final int[] targets;

  /** Hits that each soldier takes in this tick. */
  final int[] hits;

  /** Opponents that each soldier kills in this tick; a kill is shared by all who hit. */
  final float[] kills;

  /** Who dies in this tick: the first {@link #fallenCount}. */
  final int[] fallen;

  int fallenCount;

  /** Who wants to move in this tick. */
  final int[] movers;

  /** Living soldiers by team. */
  final int[] living = new int[2];

  /** A living soldier itself; of a dead one a mate that may live, found by {@link #quarry}. */
  private final int[] successors;

  RandomStream random = new RandomStream(0);
  float fullHitPoints;
  float damage;
  float recovery;
  int cycles;
  int maxCycles;

  /**
   * An empty field.
   *
   * @param density soldiers a cell
   * @param viewRange cells that a soldier sees in each direction, at least 1
   */
  Battlefield(int perSide, float density, int viewRange) {
    this.perSide = perSide;
    this.viewRange = viewRange;
    soldiers = 2 * perSide;
    size = Math.max(3, (int) Math.ceil(Math.sqrt(soldiers / density)));
    stride = size + 2 * viewRange;
    occupants = new int[stride * stride];
    Grid grid = grid(viewRange);
    seen = new Tiles[] {new Tiles(grid, size, size), new Tiles(grid, size, size)};
    seen[1].drawnAt(size - 0.5f, 0.5f, -1, 1);
    for (int direction = 0; direction < Directions.COUNT; direction++) {
      int up = Directions.up(direction) * stride;
      steps[0][direction] = up + Directions.ahead(direction);
      steps[1][direction] = up - Directions.ahead(direction);
    }
    ownHalf = new int[size / 2 * size];
    alive = new boolean[soldiers];
    hitPoints = new float[soldiers];
    columns = new int[soldiers];
    rows = new int[soldiers];
    actions = new int[soldiers];
    targets = new int[soldiers];
    hits = new int[soldiers];
    kills = new float[soldiers];
    fallen = new int[soldiers];
    movers = new int[soldiers];
    successors = new int[soldiers];
  }

  /** What soldiers see around them. */
  static Grid grid(int viewRange) {
    return new Grid(
        "around",
        viewRange,
        List.of("wall", "own soldier", "own hit points", "other soldier", "other hit points"));
  }

  /**
   * Puts team 0 and walls to random cells of the left half, and team 1 and more walls to their
   * mirror images: neither side has the better ground.
   *
   * @param wallShare share of the cells that are walls
   */
  void deploy(RandomStream random, float wallShare) {
    this.random = random;
    cycles = 0;
    fallenCount = 0;
    Arrays.fill(targets, EMPTY);
    Arrays.fill(hits, 0);
    Arrays.fill(kills, 0);
    Arrays.fill(actions, Directions.STAY);
    Arrays.fill(living, perSide);
    clear();
    for (int i = 0; i < ownHalf.length; i++) {
      ownHalf[i] = i;
    }
    random.shuffle(ownHalf, ownHalf.length);
    int half = size / 2;
    for (int i = 0; i < perSide; i++) {
      place(i, ownHalf[i] % half, ownHalf[i] / half);
      place(perSide + i, size - 1 - ownHalf[i] % half, ownHalf[i] / half);
    }
    int walls = Math.min(Math.round(wallShare * ownHalf.length), ownHalf.length - perSide);
    for (int i = perSide; i < perSide + walls; i++) {
      wall(ownHalf[i] % half, ownHalf[i] / half);
      wall(size - 1 - ownHalf[i] % half, ownHalf[i] / half);
    }
  }

  private void clear() {
    Arrays.fill(occupants, WALL);
    for (Tiles tiles : seen) {
      tiles.clear();
      tiles.fill(OBSTACLE, 1);
    }
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        occupants[cell(column, row)] = EMPTY;
        seen[0].set(column, row, OBSTACLE, 0);
        seen[1].set(column, row, OBSTACLE, 0); // the field is its own mirror image
      }
    }
  }

  /** Makes a cell a wall. */
  void wall(int column, int row) {
    occupants[cell(column, row)] = WALL;
    seen[0].set(column, row, OBSTACLE, 1);
    seen[1].set(size - 1 - column, row, OBSTACLE, 1);
  }

  private void place(int soldier, int column, int row) {
    alive[soldier] = true;
    successors[soldier] = soldier;
    hitPoints[soldier] = fullHitPoints;
    enter(soldier, column, row);
  }

  /** Puts a soldier to an empty cell. */
  private void enter(int soldier, int column, int row) {
    columns[soldier] = column;
    rows[soldier] = row;
    occupants[cell(column, row)] = soldier;
    show(soldier, 1, hitPoints[soldier] / fullHitPoints);
  }

  private void leave(int soldier) {
    occupants[cell(columns[soldier], rows[soldier])] = EMPTY;
    show(soldier, 0, 0);
  }

  /** Writes what both teams see on a soldier's cell. */
  private void show(int soldier, float presence, float strength) {
    int row = rows[soldier];
    int fromLeft = columns[soldier];
    int fromRight = size - 1 - columns[soldier];
    int ofLeft = soldier < perSide ? OWN : OTHER;
    int ofRight = soldier < perSide ? OTHER : OWN;
    seen[0].set(fromLeft, row, ofLeft, presence);
    seen[0].set(fromLeft, row, ofLeft + 1, strength);
    seen[1].set(fromRight, row, ofRight, presence);
    seen[1].set(fromRight, row, ofRight + 1, strength);
  }

  /** Puts a living soldier to an empty cell. */
  void move(int soldier, int column, int row) {
    leave(soldier);
    enter(soldier, column, row);
  }

  /** Takes a soldier off the field. */
  void kill(int soldier) {
    leave(soldier);
    alive[soldier] = false;
    hitPoints[soldier] = 0;
    living[team(soldier)]--;
    int first = team(soldier) * perSide;
    successors[soldier] = first + (soldier - first + 1) % perSide;
    fallen[fallenCount++] = soldier;
  }

  /** Sets what is left of a living soldier. */
  void setHitPoints(int soldier, float left) {
    hitPoints[soldier] = left;
    show(soldier, 1, left / fullHitPoints);
  }

  private int cell(int column, int row) {
    return (row + viewRange) * stride + column + viewRange;
  }

  /** Cells that a soldier sees in each direction. */
  int viewRange() {
    return viewRange;
  }

  /** 0 for the first half of the soldiers, 1 for the others. */
  int team(int soldier) {
    return soldier < perSide ? 0 : 1;
  }

  /** 1 if a soldier's team attacks towards greater columns, -1 otherwise. */
  int side(int soldier) {
    return soldier < perSide ? 1 : -1;
  }

  /** Who or what is on a cell; walls are all around the field. */
  int occupant(int column, int row) {
    return occupants[cell(column, row)];
  }

  /** Who or what is beside a soldier, in one of its team's directions. */
  int neighbour(int soldier, int direction) {
    return occupants[cell(columns[soldier], rows[soldier]) + steps[team(soldier)][direction]];
  }

  /** Whether a number is that of a soldier of the other team. */
  boolean isOpponent(int soldier, int occupant) {
    return occupant >= 0 && team(occupant) != team(soldier);
  }

  /**
   * Whom a soldier is after if it sees nobody: the opponent that started opposite to it or, if that
   * one is dead, the next by number that lives. Ways along the dead are halved as they are walked,
   * so that they stay short however many have died (Tarjan and van Leeuwen 1984).
   */
  int quarry(int soldier) {
    int quarry = (soldier + perSide) % soldiers;
    if (living[team(quarry)] > 0) {
      while (!alive[quarry]) {
        successors[quarry] = successors[successors[quarry]];
        quarry = successors[quarry];
      }
    }
    return quarry;
  }

  /** What a soldier's team sees. */
  Tiles seenBy(int soldier) {
    return seen[team(soldier)];
  }

  /** A soldier's column on what its team sees. */
  int seenColumn(int soldier) {
    return team(soldier) == 0 ? columns[soldier] : size - 1 - columns[soldier];
  }

  /** Writes what a soldier knows beside that. */
  void senseSelf(int soldier, ObservationWriter out) {
    int team = team(soldier);
    float reach = size - 1;
    out.put(hitPoints[soldier] / fullHitPoints);
    out.put(side(soldier) * (2 * columns[soldier] / reach - 1), 2 * rows[soldier] / reach - 1);
    int quarry = quarry(soldier);
    out.put(
        side(soldier) * (columns[quarry] - columns[soldier]) / reach,
        (rows[quarry] - rows[soldier]) / reach);
    out.put((float) living[team] / perSide, (float) living[1 - team] / perSide);
  }
}
