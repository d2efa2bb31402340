package io.github.gdxbrains.game.dungeonescape;

import com.badlogic.ashley.core.EntitySystem;
import io.github.gdxbrains.agent.AgentGroup;
import io.github.gdxbrains.game.dungeonescape.Adventurer.Fate;
import io.github.gdxbrains.random.RandomStream;

/**
 * The rules: a square room with a gate above its top row. All steps of a tick are taken at once and
 * several may stand on one cell, so that the order of the adventurers means nothing; all who step
 * into the gate in the tick in which the dragon dies are lost.
 */
final class Dungeon extends EntitySystem {
  static final int STAY = 0;
  static final int RIGHT = 1;
  static final int UP = 2;
  static final int LEFT = 3;
  static final int DOWN = 4;
  static final int OPTIONS = 5;

  private static final int[] COLUMNS = {0, 1, 0, -1, 0};
  private static final int[] ROWS = {0, 0, 1, 0, -1};

  /** Cells along an edge of the room. */
  final int size;

  final Adventurer[] adventurers;

  /** Gets what the adventurers share. */
  final AgentGroup group = new AgentGroup();

  private final int[] cells;

  /** Column above whose top cell the gate is. */
  int gate;

  boolean isSlain;
  int steps;
  int maxSteps;

  /** Part of an escape's reward that everyone gets instead of who escapes alone. */
  float groupShare;

  Dungeon(int count, int size) {
    this.size = size;
    adventurers = new Adventurer[count];
    for (int i = 0; i < count; i++) {
      adventurers[i] = new Adventurer(this, i);
    }
    cells = new int[size * size];
  }

  /** A gate somewhere, with its dragon, and everyone on a cell of their own. */
  void reset(RandomStream random) {
    gate = random.nextInt(size);
    isSlain = false;
    steps = 0;
    for (int i = 0; i < cells.length; i++) {
      cells[i] = i;
    }
    random.shuffle(cells, cells.length);
    for (Adventurer adventurer : adventurers) {
      adventurer.column = cells[adventurer.index] % size;
      adventurer.row = cells[adventurer.index] / size;
      adventurer.fate = Fate.INSIDE;
      adventurer.action = STAY;
      adventurer.hasJustLeft = false;
    }
  }

  @Override
  public void update(float deltaTime) {
    steps++;
    boolean wasOpen = isSlain;
    for (Adventurer adventurer : adventurers) {
      adventurer.hasJustLeft = false;
      if (adventurer.isInside()) {
        step(adventurer, wasOpen);
      }
    }
  }

  private void step(Adventurer adventurer, boolean wasOpen) {
    int column = adventurer.column + COLUMNS[adventurer.action];
    int row = adventurer.row + ROWS[adventurer.action];
    if (row == size && column == gate) {
      adventurer.hasJustLeft = true;
      adventurer.fate = wasOpen ? Fate.ESCAPED : Fate.LOST;
      isSlain = true;
      if (wasOpen) {
        group.addReward(groupShare);
      }
    } else if (column >= 0 && column < size && row >= 0 && row < size) {
      adventurer.column = column;
      adventurer.row = row;
    }
  }

  /** How many have met a fate. */
  int count(Fate fate) {
    int count = 0;
    for (Adventurer adventurer : adventurers) {
      count += adventurer.fate == fate ? 1 : 0;
    }
    return count;
  }

  /** Who, of those inside, is nearest to the gate; the first of several. Somebody is inside. */
  Adventurer nearestToGate() {
    Adventurer nearest = null;
    for (Adventurer adventurer : adventurers) {
      boolean isNearer = nearest == null || adventurer.stepsToGate() < nearest.stepsToGate();
      if (adventurer.isInside() && isNearer) {
        nearest = adventurer;
      }
    }
    return nearest;
  }
}
