package io.github.gdxbrains.game.tictactoe;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.game.board.BoardPlayer;
import io.github.gdxbrains.random.RandomStream;
import java.util.Arrays;

/** What every position is worth if both play well, worked out once, and the player who knows it. */
final class PerfectPlay {
  /** Value of winning with the present move; each move later it is one less. */
  private static final int WIN = 10;

  private static final byte UNKNOWN = Byte.MIN_VALUE;
  private static final byte[] VALUES = values();

  private PerfectPlay() {}

  private static byte[] values() {
    byte[] values = new byte[1 << 2 * Grid.CELLS];
    Arrays.fill(values, UNKNOWN);
    solve(values, 0, 0);
    return values;
  }

  private static int index(int mine, int theirs) {
    return mine << Grid.CELLS | theirs;
  }

  /** Negamax: values every position that can follow this one, too. */
  private static int solve(byte[] values, int mine, int theirs) {
    int known = values[index(mine, theirs)];
    if (known != UNKNOWN) {
      return known;
    }
    int best = UNKNOWN;
    for (int cell = 0; cell < Grid.CELLS; cell++) {
      if (((mine | theirs) >> cell & 1) == 0) {
        int after = mine | 1 << cell;
        int value = Grid.line(after) != 0 ? WIN : -later(solve(values, theirs, after));
        best = Math.max(best, value);
      }
    }
    int value = best == UNKNOWN ? 0 : best; // a full board is a draw
    values[index(mine, theirs)] = (byte) value;
    return value;
  }

  /** The same outcome one move further away. */
  private static int later(int value) {
    return value - Integer.signum(value);
  }

  /**
   * What a position that can be reached is worth to the one to move: more than 0 if it wins, 0 for
   * a draw, less if it loses.
   *
   * @param mine the cells of the one to move
   */
  static int value(int mine, int theirs) {
    return VALUES[index(mine, theirs)];
  }

  /** What a move is worth to the one who makes it. */
  static int value(int mine, int theirs, int cell) {
    int after = mine | 1 << cell;
    return Grid.line(after) != 0 ? WIN : -later(value(theirs, after));
  }

  static void decide(Entity entity, RandomStream random, Action action) {
    Grid grid = (Grid) BoardPlayer.of(entity).board();
    int mine = grid.marks(grid.mover());
    int theirs = grid.marks(1 - grid.mover());
    int best = UNKNOWN;
    int ties = 0;
    for (int cell = 0; cell < Grid.CELLS; cell++) {
      if (!grid.isLegal(cell)) {
        continue;
      }
      int value = value(mine, theirs, cell);
      ties = value > best ? 1 : value == best ? ties + 1 : ties;
      if (value > best || value == best && random.nextInt(ties) == 0) {
        best = value;
        action.choose(0, cell);
      }
    }
  }
}
