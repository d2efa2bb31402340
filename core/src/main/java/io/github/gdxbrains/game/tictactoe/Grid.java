package io.github.gdxbrains.game.tictactoe;

import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.game.board.Board;
import io.github.gdxbrains.sensor.ObservationWriter;

/** Three rows of three cells, numbered row by row from the top left one; a bit for each. */
final class Grid implements Board {
  static final int CELLS = 9;
  private static final int FULL = 0b111_111_111;

  /** Rows from the top, columns from the left, the diagonals. */
  private static final int[] LINES = {
    0b000_000_111,
    0b000_111_000,
    0b111_000_000,
    0b001_001_001,
    0b010_010_010,
    0b100_100_100,
    0b100_010_001,
    0b001_010_100
  };

  private final GridView view = new GridView();
  private final int[] marks = new int[2];
  private int mover;
  private int winner = NOBODY;

  /** The cells of a complete line of some marks, 0 if there is none. */
  static int line(int marks) {
    for (int line : LINES) {
      if ((marks & line) == line) {
        return line;
      }
    }
    return 0;
  }

  /** The cells that a seat has marked. */
  int marks(int seat) {
    return marks[seat];
  }

  @Override
  public void clear(int first) {
    marks[0] = 0;
    marks[1] = 0;
    mover = first;
    winner = NOBODY;
  }

  @Override
  public int moves() {
    return CELLS;
  }

  @Override
  public boolean isLegal(int move) {
    return winner == NOBODY && ((marks[0] | marks[1]) >> move & 1) == 0;
  }

  @Override
  public boolean wins(int move) {
    return line(marks[mover] | 1 << move) != 0;
  }

  @Override
  public void play(int move) {
    if (!isLegal(move)) {
      throw new IllegalStateException("seat " + mover + " cannot mark cell " + move);
    }
    if (wins(move)) {
      winner = mover;
    }
    marks[mover] |= 1 << move;
    mover = 1 - mover;
  }

  @Override
  public int mover() {
    return mover;
  }

  @Override
  public boolean isOver() {
    return winner != NOBODY || (marks[0] | marks[1]) == FULL;
  }

  @Override
  public int winner() {
    return winner;
  }

  @Override
  public void observe(int seat, ObservationWriter out) {
    for (int player = 0; player < 2; player++) {
      int own = marks[player == 0 ? seat : 1 - seat];
      for (int cell = 0; cell < CELLS; cell++) {
        out.put(own >> cell & 1);
      }
    }
  }

  @Override
  public int point(int move, int right, int up) {
    int column = Math.max(0, Math.min(2, move % 3 + right));
    int row = Math.max(0, Math.min(2, move / 3 - up));
    return 3 * row + column;
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
