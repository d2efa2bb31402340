package io.github.gdxbrains.game.pyramids;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.game.grid.Direction;
import io.github.gdxbrains.game.grid.Search;
import io.github.gdxbrains.game.grid.Sight;
import io.github.gdxbrains.game.pyramids.Temple.Cell;
import io.github.gdxbrains.random.RandomStream;
import java.util.function.IntPredicate;

/**
 * Who goes through the rooms, and the rules. Sensors and reward terms of plugins read it; only the
 * game writes.
 */
public final class Explorer implements Component {
  static final int FORWARD = 0;
  static final int TURN_LEFT = 1;
  static final int TURN_RIGHT = 2;
  static final int OPTIONS = 3;

  private static final ComponentMapper<Explorer> MAPPER = ComponentMapper.getFor(Explorer.class);

  final Temple temple;
  final Sight sight;
  private final Search search = new Search(Temple.LARGEST, Temple.LARGEST);
  private final IntPredicate isOpen = this::isOpen;
  private final IntPredicate isAim = this::isAim;

  int cell;
  int heading;
  int action;
  int steps;
  int maxSteps;
  boolean hasPressed;

  /** Whether the switch was pressed in this tick. */
  boolean hasJustPressed;

  boolean hasBrick;

  Explorer(int reach) {
    temple = new Temple(reach);
    sight = new Sight(Temple.LARGEST, Temple.LARGEST, reach);
  }

  /** The explorer of a seat's entity. */
  public static Explorer of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** Goes to the start of a temple that has just been built. */
  void begin(RandomStream random, int maxSteps) {
    this.maxSteps = maxSteps;
    cell = temple.start;
    heading = random.nextInt(Direction.COUNT);
    action = FORWARD;
    steps = 0;
    hasPressed = false;
    hasJustPressed = false;
    hasBrick = false;
    sight.clear();
    sight.look(column(), row());
  }

  /** Turns, or steps forward onto what can be stepped on; a pyramid is knocked over instead. */
  void step() {
    steps++;
    hasJustPressed = false;
    if (action == FORWARD) {
      int next = temple.beside(cell, heading);
      if (next != Temple.NONE) {
        meet(next);
      }
    } else {
      int quarters = action == TURN_LEFT ? 1 : Direction.COUNT - 1;
      heading = (heading + quarters) % Direction.COUNT;
    }
    sight.look(column(), row());
  }

  private void meet(int next) {
    switch (temple.at(next)) {
      case WALL -> {}
      case STONE_PYRAMID -> temple.set(next, Cell.RUBBLE);
      case GOLDEN_PYRAMID -> temple.set(next, Cell.BRICK);
      case SWITCH -> {
        temple.set(next, Cell.PRESSED);
        temple.set(temple.treasure, Cell.GOLDEN_PYRAMID);
        hasPressed = true;
        hasJustPressed = true;
        cell = next;
      }
      case BRICK -> {
        hasBrick = true;
        cell = next;
      }
      case FLOOR, RUBBLE, PRESSED -> cell = next;
    }
  }

  /** What brings it nearer to the switch or, once that is pressed, to the brick. */
  int shortest() {
    int wanted = search.direction(cell, isOpen, isAim);
    int turn = (wanted - heading + Direction.COUNT) % Direction.COUNT;
    return turn == 0 ? FORWARD : turn == 3 ? TURN_RIGHT : TURN_LEFT;
  }

  private boolean isOpen(int cell) {
    return temple.at(cell) != Cell.WALL && temple.at(cell) != Cell.STONE_PYRAMID;
  }

  private boolean isAim(int cell) {
    return cell == (hasPressed ? temple.treasure : temple.button);
  }

  /** Its column, from 0 on the left. */
  public int column() {
    return Temple.column(cell);
  }

  /** Its row, from 0 at the bottom. */
  public int row() {
    return Temple.row(cell);
  }

  /** Where it looks, in quarters of a turn, counter-clockwise from the right. */
  public int heading() {
    return heading;
  }

  /** Whether it has pressed the switch. */
  public boolean hasPressed() {
    return hasPressed;
  }

  /** Whether it has reached the brick. */
  public boolean hasBrick() {
    return hasBrick;
  }
}
