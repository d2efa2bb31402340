package io.github.gdxbrains.game.battle;

/**
 * The eight neighbours of a cell and the options of an action, as seen by a team that attacks
 * towards +x: counter-clockwise from straight ahead.
 */
final class Directions {
  static final int COUNT = 8;

  /** Options of an action: stay, then the moves, then the attacks. */
  static final int STAY = 0;

  static final int MOVE = 1;
  static final int ATTACK = MOVE + COUNT;
  static final int OPTIONS = ATTACK + COUNT;

  private static final int[] AHEAD = {1, 1, 0, -1, -1, -1, 0, 1};
  private static final int[] UP = {0, 1, 1, 1, 0, -1, -1, -1};

  private Directions() {}

  /** Columns towards the opponents' side, -1 to 1. */
  static int ahead(int direction) {
    return AHEAD[direction];
  }

  /** Rows upwards, -1 to 1. */
  static int up(int direction) {
    return UP[direction];
  }

  /** The direction of a step of -1, 0 or 1 each way, not both 0. */
  static int of(int ahead, int up) {
    int direction = 0;
    while (AHEAD[direction] != ahead || UP[direction] != up) {
      direction++;
    }
    return direction;
  }
}
