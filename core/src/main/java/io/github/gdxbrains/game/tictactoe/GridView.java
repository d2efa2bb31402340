package io.github.gdxbrains.game.tictactoe;

import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.game.board.Board;

/** Draws a grid, one unit a cell, with its lower left corner in the origin. */
final class GridView {
  private static final int BACKGROUND = 0xF3EFE6FF;
  private static final int CELL = 0xFFFDF8FF;
  private static final int CELL_TOO = 0xFAF5EAFF;
  private static final int EDGE = 0xD8CDB8FF;
  private static final int INK = 0x3A352DFF;
  private static final int MUTED = 0x3A352D99;
  private static final int[] COLOR = {0x2F6FB5FF, 0xC8553DFF};
  private static final int[] PALE = {0xC3D6E8FF, 0xF0D2C8FF};
  private static final int[] GLOW = {0xD3E3F3FF, 0xF6DDD2FF};
  private static final String[] NAME = {"cross", "nought"};

  private static final float MARK = 0.27f;
  private static final float PEN = 0.11f;
  private static final float LEGEND = 3.55f;

  void draw(Canvas canvas, Grid grid) {
    canvas.view(2.6f, 1.5f, 6.2f, 3.9f, BACKGROUND);
    canvas.rectangle(1.5f, 1.5f, 3.16f, 3.16f, 0, EDGE);
    for (int cell = 0; cell < Grid.CELLS; cell++) {
      drawCell(canvas, grid, cell);
    }
    drawLegend(canvas, grid);
  }

  private static float x(int cell) {
    return cell % 3 + 0.5f;
  }

  private static float y(int cell) {
    return 2.5f - cell / 3;
  }

  private static void drawCell(Canvas canvas, Grid grid, int cell) {
    float x = x(cell);
    float y = y(cell);
    int winner = grid.winner();
    boolean isWon = winner != Board.NOBODY && (Grid.line(grid.marks(winner)) >> cell & 1) == 1;
    int ground = cell % 2 == 0 ? CELL : CELL_TOO;
    canvas.rectangle(x, y, 0.94f, 0.94f, 0, isWon ? GLOW[winner] : ground);
    boolean isFaded = winner != Board.NOBODY && !isWon;
    for (int seat = 0; seat < 2; seat++) {
      if ((grid.marks(seat) >> cell & 1) == 1) {
        drawMark(canvas, seat, x, y, 1, isFaded ? PALE[seat] : COLOR[seat]);
      }
    }
  }

  private static void drawMark(Canvas canvas, int seat, float x, float y, float size, int color) {
    float reach = MARK * size;
    float pen = PEN * size;
    if (seat == 1) {
      canvas.ring(x, y, reach + pen / 2, pen, color);
      return;
    }
    canvas.line(x - reach, y - reach, x + reach, y + reach, pen, color);
    canvas.line(x - reach, y + reach, x + reach, y - reach, pen, color);
  }

  private static void drawLegend(Canvas canvas, Grid grid) {
    for (int seat = 0; seat < 2; seat++) {
      float y = 2.4f - 0.75f * seat;
      boolean isMover = !grid.isOver() && grid.mover() == seat;
      boolean isWinner = grid.winner() == seat;
      if (isMover || isWinner) {
        canvas.rectangle(LEGEND + 0.95f, y, 2.3f, 0.62f, 0, GLOW[seat]);
      }
      drawMark(canvas, seat, LEGEND + 0.2f, y, 0.6f, COLOR[seat]);
      canvas.text(NAME[seat], LEGEND + 0.55f, y + 0.09f, 0.17f, Canvas.Align.LEFT, INK);
      String state = isWinner ? "wins" : isMover ? "to move" : "waits";
      if (grid.isOver() && !isWinner) {
        state = grid.winner() == Board.NOBODY ? "draw" : "loses";
      }
      canvas.text(state, LEGEND + 0.55f, y - 0.16f, 0.11f, Canvas.Align.LEFT, MUTED);
    }
    canvas.text("three in a row win", LEGEND - 0.1f, 0.62f, 0.12f, Canvas.Align.LEFT, MUTED);
    canvas.text("win +1, loss -1", LEGEND - 0.1f, 0.36f, 0.12f, Canvas.Align.LEFT, MUTED);
  }

  /** A frame around the cell, and in it what would be placed. */
  void drawCursor(Canvas canvas, Grid grid, int cell) {
    float x = x(cell);
    float y = y(cell);
    int seat = grid.mover();
    for (int side = -1; side <= 1; side += 2) {
      canvas.rectangle(x + side * 0.44f, y, 0.06f, 0.94f, 0, COLOR[seat]);
      canvas.rectangle(x, y + side * 0.44f, 0.94f, 0.06f, 0, COLOR[seat]);
    }
    if (grid.isLegal(cell)) {
      drawMark(canvas, seat, x, y, 0.9f, PALE[seat]);
    }
  }
}
