package io.github.gdxbrains.game.connectfour;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.game.board.BoardPlayer;
import io.github.gdxbrains.random.RandomStream;

/**
 * A player that looks four moves ahead: negamax with alpha-beta pruning over the usual heuristic. A
 * disc in the middle column counts 3; of the 69 rows of four cells, one that holds two discs of one
 * side alone counts 2, and one that holds three of them 5. It prefers the quickest win and the
 * latest loss, and chooses at random among the best moves.
 */
final class Minimax {
  static final int DEPTH = 4;

  /** Value of a win with the last move that is looked at; each move sooner it is one more. */
  static final int WIN = 10_000;

  private static final int CENTER = 3;
  private static final int TWO = 2;
  private static final int THREE = 5;

  /** The middle first: good moves tried early cut more of the others. */
  private static final int[] ORDER = {3, 2, 4, 1, 5, 0, 6};

  private Minimax() {}

  static void decide(Entity entity, RandomStream random, Action action) {
    Rack rack = (Rack) BoardPlayer.of(entity).board();
    long mine = rack.discs(rack.mover());
    long theirs = rack.discs(1 - rack.mover());
    int best = -2 * WIN;
    int ties = 0;
    for (int column : ORDER) {
      long landing = Rack.landing(mine | theirs, column);
      if (landing == 0) {
        continue;
      }
      // one below the best, so that a value as good is exact
      int value = valueAfter(mine | landing, theirs, DEPTH, best - 1, 2 * WIN);
      ties = value > best ? 1 : value == best ? ties + 1 : ties;
      if (value > best || value == best && random.nextInt(ties) == 0) {
        best = value;
        action.choose(0, column);
      }
    }
  }

  /** What a move is worth to the side that has just made it, with so many moves to look at. */
  private static int valueAfter(long mine, long theirs, int depth, int alpha, int beta) {
    return Rack.hasFour(mine) ? WIN + depth : -value(theirs, mine, depth - 1, -beta, -alpha);
  }

  /**
   * What a position is worth to the side to move.
   *
   * @param mine discs of the side to move
   * @param depth moves to look at
   * @param alpha from which on values are exact
   * @param beta up to which values are exact
   */
  static int value(long mine, long theirs, int depth, int alpha, int beta) {
    if ((mine | theirs) == Rack.CELLS) {
      return 0;
    }
    if (depth == 0) {
      return heuristic(mine, theirs) - heuristic(theirs, mine);
    }
    int best = -2 * WIN;
    for (int column : ORDER) {
      long landing = Rack.landing(mine | theirs, column);
      if (landing == 0) {
        continue;
      }
      best = Math.max(best, valueAfter(mine | landing, theirs, depth, Math.max(alpha, best), beta));
      if (best >= beta) {
        break;
      }
    }
    return best;
  }

  /** One side's half of the heuristic. */
  static int heuristic(long mine, long theirs) {
    int value = CENTER * Long.bitCount(mine & 0x3FL << 3 * (Rack.ROWS + 1));
    for (int step : Rack.STEPS) {
      // bit i of each: the row of four that starts at cell i
      long inside = Rack.CELLS & Rack.CELLS >> step;
      inside &= inside >> 2 * step;
      long blocked = theirs | theirs >> step;
      blocked |= blocked >> 2 * step;
      long open = inside & ~blocked;
      long second = mine >> step;
      long fourth = mine >> 3 * step;
      // two half adders: the first two cells and the last two hold 0, 1 or 2
      long oneA = mine ^ second;
      long twoA = mine & second;
      long oneB = mine >> 2 * step ^ fourth;
      long twoB = mine >> 2 * step & fourth;
      long three = oneA & twoB | twoA & oneB;
      long two = oneA & oneB | twoA & ~oneB & ~twoB | twoB & ~oneA & ~twoA;
      value += TWO * Long.bitCount(two & open) + THREE * Long.bitCount(three & open);
    }
    return value;
  }
}
