package io.github.gdxbrains.game.grid;

import io.github.gdxbrains.canvas.Canvas;

/** Draws what is seen and what is not, a cell being one unit, with cell 0 above the origin. */
public final class SightView {
  private static final int FOG = 0x1A1F2AFF;
  private static final int FOG_TOO = 0x1D2330FF;
  private static final int DIM = 0x11141B99;
  private static final int FRAME = 0xE8EAF070;

  private SightView() {}

  /** Hides a cell that has not been seen. */
  public static void drawFog(Canvas canvas, int column, int row) {
    int color = (column + row) % 2 == 0 ? FOG_TOO : FOG;
    canvas.rectangle(column + 0.5f, row + 0.5f, 1.01f, 1.01f, 0, color);
  }

  /** Darkens a cell that is remembered and not seen now. */
  public static void drawDimmed(Canvas canvas, int column, int row) {
    canvas.rectangle(column + 0.5f, row + 0.5f, 1, 1, 0, DIM);
  }

  /**
   * Draws a line around the cells that are seen now.
   *
   * @param size cells along an edge of the world
   */
  public static void drawFrame(Canvas canvas, Sight sight, int size) {
    float left = Math.max(0, sight.column() - sight.reach());
    float right = Math.min(size, sight.column() + sight.reach() + 1);
    float bottom = Math.max(0, sight.row() - sight.reach());
    float top = Math.min(size, sight.row() + sight.reach() + 1);
    canvas.line(left, bottom, right, bottom, 0.05f, FRAME);
    canvas.line(left, top, right, top, 0.05f, FRAME);
    canvas.line(left, bottom, left, top, 0.05f, FRAME);
    canvas.line(right, bottom, right, top, 0.05f, FRAME);
  }
}
