package io.github.gdxbrains.game.connectfour;

import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.game.board.Board;
import io.github.gdxbrains.sensor.ObservationWriter;

/**
 * Seven columns of six cells as bits of a long: the cell of column c and row r, from below, is bit
 * 7c + r. Every seventh bit stays empty, so that no line runs from one column's top into the next.
 */
final class Rack implements Board {
  static final int COLUMNS = 7;
  static final int ROWS = 6;

  /** Bits from a cell to the next one in a line: up, down right, right, up right. */
  static final int[] STEPS = {1, ROWS, ROWS + 1, ROWS + 2};

  private static final int COLUMN_BITS = ROWS + 1;
  private static final long COLUMN = (1L << ROWS) - 1;
  private static final long BOTTOM = bottom();

  /** All cells. */
  static final long CELLS = BOTTOM * COLUMN;

  private final RackView view = new RackView();
  private final long[] discs = new long[2];
  private int mover;
  private int winner = NOBODY;
  private long last;

  private static long bottom() {
    long bottom = 0;
    for (int column = 0; column < COLUMNS; column++) {
      bottom |= 1L << column * COLUMN_BITS;
    }
    return bottom;
  }

  /** The bit of a cell. */
  static long cell(int column, int row) {
    return 1L << column * COLUMN_BITS + row;
  }

  /** The cell that a disc falls to, 0 in a full column. */
  static long landing(long occupied, int column) {
    return (occupied + cell(column, 0)) & COLUMN << column * COLUMN_BITS;
  }

  /** Whether some discs have four in a row. */
  static boolean hasFour(long discs) {
    for (int step : STEPS) {
      long pairs = discs & discs >> step;
      if ((pairs & pairs >> 2 * step) != 0) {
        return true;
      }
    }
    return false;
  }

  /** The discs that are part of four in a row. */
  static long fours(long discs) {
    long all = 0;
    for (int step : STEPS) {
      long pairs = discs & discs >> step;
      long first = pairs & pairs >> 2 * step;
      all |= first | first << step | first << 2 * step | first << 3 * step;
    }
    return all;
  }

  /** The discs of a seat. */
  long discs(int seat) {
    return discs[seat];
  }

  /** The cell of the last disc, 0 before the first. */
  long last() {
    return last;
  }

  @Override
  public void clear(int first) {
    discs[0] = 0;
    discs[1] = 0;
    mover = first;
    winner = NOBODY;
    last = 0;
  }

  @Override
  public int moves() {
    return COLUMNS;
  }

  @Override
  public boolean isLegal(int move) {
    return winner == NOBODY && landing(discs[0] | discs[1], move) != 0;
  }

  @Override
  public boolean wins(int move) {
    return hasFour(discs[mover] | landing(discs[0] | discs[1], move));
  }

  @Override
  public void play(int move) {
    if (!isLegal(move)) {
      throw new IllegalStateException("seat " + mover + " cannot drop into column " + move);
    }
    last = landing(discs[0] | discs[1], move);
    discs[mover] |= last;
    if (hasFour(discs[mover])) {
      winner = mover;
    }
    mover = 1 - mover;
  }

  @Override
  public int mover() {
    return mover;
  }

  @Override
  public boolean isOver() {
    return winner != NOBODY || (discs[0] | discs[1]) == CELLS;
  }

  @Override
  public int winner() {
    return winner;
  }

  @Override
  public void observe(int seat, ObservationWriter out) {
    for (int player = 0; player < 2; player++) {
      long own = discs[player == 0 ? seat : 1 - seat];
      for (int row = ROWS - 1; row >= 0; row--) {
        for (int column = 0; column < COLUMNS; column++) {
          out.put((own & cell(column, row)) != 0 ? 1 : 0);
        }
      }
    }
  }

  @Override
  public int point(int move, int right, int up) {
    return Math.max(0, Math.min(COLUMNS - 1, move + right));
  }

  @Override
  public void draw(Canvas canvas) {
    view.draw(canvas, this);
  }

  @Override
  public void drawCursor(Canvas canvas, int move) {
    view.drawCursor(canvas, this, move);
  }
}
