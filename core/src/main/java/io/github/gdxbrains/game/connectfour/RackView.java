package io.github.gdxbrains.game.connectfour;

import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.game.board.Board;

/** Draws a rack, one unit a cell, with its lower left corner in the origin. */
final class RackView {
  private static final int BACKGROUND = 0xE9EEF4FF;
  private static final int TABLE = 0xCBD5E1FF;
  private static final int FRAME = 0x1F4E9EFF;
  private static final int FRAME_DARK = 0x173C7AFF;
  private static final int HOLE_EDGE = 0x1A4288FF;
  private static final int HOLE = 0xDCE5F0FF;
  private static final int INK = 0x1E2A3AFF;
  private static final int MUTED = 0x1E2A3A99;
  private static final int MARK = 0xFFFFFFFF;
  private static final int[] DISC = {0xD8412FFF, 0xF2C230FF};
  private static final int[] DISC_EDGE = {0xA52A1CFF, 0xC4930FFF};
  private static final int[] GHOST = {0xD8412F66, 0xF2C23088};
  private static final int[] GLOW = {0xF6D5CFFF, 0xFBECBDFF};
  private static final String[] NAME = {"red", "yellow"};

  private static final float RADIUS = 0.4f;
  private static final float LEGEND = Rack.COLUMNS + 0.95f;

  void draw(Canvas canvas, Rack rack) {
    canvas.view(5.15f, 3.3f, 11.3f, 7.9f, BACKGROUND);
    canvas.rectangle(3.5f, -0.42f, 8.6f, 0.2f, 0, TABLE);
    canvas.rectangle(-0.2f, 2.75f, 0.22f, 6.4f, 0, FRAME_DARK);
    canvas.rectangle(7.2f, 2.75f, 0.22f, 6.4f, 0, FRAME_DARK);
    canvas.rectangle(3.5f, 3, 7.24f, 6.24f, 0, FRAME);
    long won = rack.winner() == Board.NOBODY ? 0 : Rack.fours(rack.discs(rack.winner()));
    for (int column = 0; column < Rack.COLUMNS; column++) {
      for (int row = 0; row < Rack.ROWS; row++) {
        drawCell(canvas, rack, column, row, won);
      }
    }
    drawLegend(canvas, rack);
  }

  private static void drawCell(Canvas canvas, Rack rack, int column, int row, long won) {
    float x = column + 0.5f;
    float y = row + 0.5f;
    long cell = Rack.cell(column, row);
    canvas.circle(x, y, RADIUS + 0.04f, HOLE_EDGE);
    canvas.circle(x, y, RADIUS, HOLE);
    for (int seat = 0; seat < 2; seat++) {
      if ((rack.discs(seat) & cell) != 0) {
        drawDisc(canvas, seat, x, y, RADIUS);
        if ((won & cell) != 0) {
          canvas.ring(x, y, RADIUS + 0.02f, 0.09f, MARK);
        } else if (cell == rack.last()) {
          canvas.circle(x, y, 0.09f, MARK);
        }
      }
    }
  }

  private static void drawDisc(Canvas canvas, int seat, float x, float y, float radius) {
    canvas.circle(x, y, radius, DISC_EDGE[seat]);
    canvas.circle(x, y, 0.88f * radius, DISC[seat]);
    canvas.ring(x, y, 0.64f * radius, 0.09f * radius, DISC_EDGE[seat]);
  }

  private static void drawLegend(Canvas canvas, Rack rack) {
    boolean isOver = rack.isOver();
    for (int seat = 0; seat < 2; seat++) {
      float y = 5.2f - 1.25f * seat;
      boolean isMover = !isOver && rack.mover() == seat;
      boolean isWinner = rack.winner() == seat;
      if (isMover || isWinner) {
        canvas.rectangle(LEGEND + 1.15f, y, 3, 1.05f, 0, GLOW[seat]);
      }
      drawDisc(canvas, seat, LEGEND + 0.2f, y, 0.34f);
      canvas.text(NAME[seat], LEGEND + 0.75f, y + 0.16f, 0.27f, Canvas.Align.LEFT, INK);
      String state = isWinner ? "wins" : isMover ? "to move" : "waits";
      if (isOver && !isWinner) {
        state = rack.winner() == Board.NOBODY ? "draw" : "loses";
      }
      canvas.text(state, LEGEND + 0.75f, y - 0.24f, 0.18f, Canvas.Align.LEFT, MUTED);
    }
    canvas.text("four in a row win", LEGEND - 0.15f, 2.4f, 0.2f, Canvas.Align.LEFT, MUTED);
    canvas.text("win +1, loss -1", LEGEND - 0.15f, 2, 0.2f, Canvas.Align.LEFT, MUTED);
  }

  /** The disc held above a column, and where it would land. */
  void drawCursor(Canvas canvas, Rack rack, int column) {
    float x = column + 0.5f;
    int seat = rack.mover();
    drawDisc(canvas, seat, x, Rack.ROWS + 0.62f, RADIUS);
    long landing = Rack.landing(rack.discs(0) | rack.discs(1), column);
    if (landing != 0) {
      int row = Long.numberOfTrailingZeros(landing) - column * (Rack.ROWS + 1);
      canvas.circle(x, row + 0.5f, RADIUS, GHOST[seat]);
      canvas.ring(x, row + 0.5f, RADIUS, 0.06f, DISC[seat]);
    }
  }
}
