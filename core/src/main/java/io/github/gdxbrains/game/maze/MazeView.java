package io.github.gdxbrains.game.maze;

import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.canvas.Canvas.Align;
import io.github.gdxbrains.game.grid.Direction;
import io.github.gdxbrains.game.grid.SightView;

/**
 * Draws a maze, a cell being one unit: what the walker sees now in full light, what it has seen
 * before dimmed, and fog over the rest.
 */
final class MazeView {
  private static final int SURROUNDINGS = 0x11141BFF;
  private static final int FRAME = 0x2A3140FF;
  private static final int FLOOR = 0xD9CDB4FF;
  private static final int FLOOR_TOO = 0xD1C4A8FF;
  private static final int HEDGE_SIDE = 0x2F5D3AFF;
  private static final int HEDGE = 0x417D4BFF;
  private static final int LEAVES = 0x5B9A5EFF;
  private static final int START = 0x00000030;
  private static final int WOOD = 0x7A5230FF;
  private static final int CHEST = 0x8A5A2BFF;
  private static final int CHEST_LID = 0xA56E38FF;
  private static final int GOLD = 0xFFD54AFF;
  private static final int GLOW = 0xFFD54A40;
  private static final int INK = 0x1D1B18FF;
  private static final int SKIN = 0xF4F1EAFF;
  private static final int TEXT = 0xE8EAF0FF;
  private static final int FAINT = 0xE8EAF070;
  private static final int TRACK = 0xE8EAF020;
  private static final int TIME = 0x7FB7E8FF;
  private static final int TRAIL = 0x8A735000;
  private static final int[] COLORS = {0xE4473AFF, 0xF0B429FF, 0x3F8FE0FF};

  private final StringBuilder text = new StringBuilder();

  void draw(Canvas canvas, Walker walker) {
    int size = walker.level.size;
    float unit = size / 11f;
    float header = 1.5f * unit;
    canvas.view(size / 2f, (size + header) / 2, size + 1.6f, size + 1.4f + header, SURROUNDINGS);
    canvas.rectangle(size / 2f, size / 2f, size + 0.5f, size + 0.5f, 0, FRAME);
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        drawCell(canvas, walker, Level.cell(column, row));
      }
    }
    SightView.drawFrame(canvas, walker.sight, size);
    drawWalker(canvas, walker.column() + 0.5f, walker.row() + 0.5f, walker.action);
    drawHeader(canvas, walker, size + 0.3f + header / 2, unit);
  }

  private static void drawCell(Canvas canvas, Walker walker, int cell) {
    float x = Level.column(cell) + 0.5f;
    float y = Level.row(cell) + 0.5f;
    boolean isOdd = (Level.column(cell) + Level.row(cell)) % 2 == 1;
    if (!walker.sight.hasSeen(cell)) {
      SightView.drawFog(canvas, Level.column(cell), Level.row(cell));
      return;
    }
    if (walker.level.isOpen(cell)) {
      canvas.rectangle(x, y, 1.01f, 1.01f, 0, isOdd ? FLOOR : FLOOR_TOO);
      drawThings(canvas, walker, cell, x, y);
    } else {
      canvas.rectangle(x, y, 1.01f, 1.01f, 0, HEDGE_SIDE);
      canvas.rectangle(x, y + 0.07f, 1.01f, 0.87f, 0, HEDGE);
      canvas.circle(x - 0.24f, y + 0.22f, 0.12f, LEAVES);
      canvas.circle(x + 0.2f, y + 0.02f, 0.15f, LEAVES);
      canvas.circle(x - 0.18f, y - 0.2f, 0.09f, LEAVES);
    }
    if (!walker.sight.sees(cell)) {
      SightView.drawDimmed(canvas, Level.column(cell), Level.row(cell));
    }
  }

  private static void drawThings(Canvas canvas, Walker walker, int cell, float x, float y) {
    Level level = walker.level;
    float trail = walker.trail(cell);
    if (trail > 0) {
      canvas.circle(x, y, 0.12f, TRAIL | (int) (40 + 160 * trail));
    }
    if (cell == level.start) {
      canvas.ring(x, y, 0.3f, 0.06f, START);
    }
    if (cell == level.goal) {
      drawChest(canvas, x, y);
    }
    int door = level.doorAt(cell);
    if (door != Level.NONE) {
      boolean isBetweenColumns = Level.row(cell) % 2 == 0;
      drawDoor(canvas, x, y, isBetweenColumns, COLORS[door], (walker.opened & 1 << door) != 0);
    }
    int key = level.keyAt(cell);
    if (key != Level.NONE && (walker.found & 1 << key) == 0) {
      drawKey(canvas, x, y, 1, COLORS[key]);
    }
  }

  private static void drawChest(Canvas canvas, float x, float y) {
    canvas.circle(x, y, 0.47f, GLOW);
    canvas.rectangle(x, y - 0.1f, 0.64f, 0.36f, 0, CHEST);
    canvas.rectangle(x, y + 0.15f, 0.68f, 0.2f, 0, CHEST_LID);
    canvas.rectangle(x, y + 0.05f, 0.68f, 0.05f, 0, GOLD);
    canvas.rectangle(x, y + 0.02f, 0.14f, 0.18f, 0, GOLD);
    canvas.circle(x, y + 0.01f, 0.035f, INK);
  }

  private static void drawDoor(
      Canvas canvas, float x, float y, boolean isBetweenColumns, int color, boolean isOpened) {
    float wide = isBetweenColumns ? 0.34f : 0.98f;
    float high = isBetweenColumns ? 0.98f : 0.34f;
    if (isOpened) { // what is left is its posts
      float aside = isBetweenColumns ? 0 : 0.4f;
      float up = isBetweenColumns ? 0.4f : 0;
      canvas.rectangle(x - aside, y - up, 0.18f, 0.18f, 0, color);
      canvas.rectangle(x + aside, y + up, 0.18f, 0.18f, 0, color);
      return;
    }
    canvas.rectangle(x, y, wide, high, 0, WOOD);
    canvas.rectangle(x, y, wide - 0.12f, high - 0.12f, 0, color);
    canvas.circle(x, y + 0.04f, 0.08f, INK);
    canvas.triangle(x - 0.07f, y - 0.14f, x + 0.07f, y - 0.14f, x, y + 0.06f, INK);
  }

  private static void drawKey(Canvas canvas, float x, float y, float size, int color) {
    canvas.line(x - 0.1f * size, y, x + 0.36f * size, y, 0.16f * size, INK);
    canvas.ring(x - 0.2f * size, y, 0.18f * size, 0.17f * size, INK);
    canvas.ring(x - 0.2f * size, y, 0.18f * size, 0.1f * size, color);
    canvas.line(x - 0.08f * size, y, x + 0.33f * size, y, 0.09f * size, color);
    canvas.rectangle(x + 0.18f * size, y - 0.1f * size, 0.07f * size, 0.16f * size, 0, color);
    canvas.rectangle(x + 0.3f * size, y - 0.11f * size, 0.07f * size, 0.18f * size, 0, color);
  }

  private static void drawWalker(Canvas canvas, float x, float y, int direction) {
    float dx = 0.1f * Direction.columns(direction);
    float dy = 0.1f * Direction.rows(direction);
    canvas.circle(x, y - 0.03f, 0.34f, INK);
    canvas.circle(x, y, 0.3f, SKIN);
    for (int side = -1; side <= 1; side += 2) {
      canvas.circle(x + dx + 0.1f * side, y + 0.04f + dy, 0.055f, INK);
    }
  }

  /** Which maze it is, what is carried, and what is left of the time. */
  private void drawHeader(Canvas canvas, Walker walker, float y, float unit) {
    float size = walker.level.size;
    text.setLength(0);
    text.append("maze ").append(walker.number);
    canvas.text(text, 0, y + 0.3f * unit, 0.26f * unit, Align.LEFT, FAINT);
    text.setLength(0);
    text.append("step ").append(walker.steps).append(" / ").append(walker.maxSteps);
    canvas.text(text, 0, y - 0.25f * unit, 0.3f * unit, Align.LEFT, TEXT);
    for (int color = 0; color < Level.COLORS; color++) {
      float x = size / 2 + (0.2f + 0.95f * color) * unit;
      canvas.rectangle(x, y, 0.85f * unit, 0.85f * unit, 0, TRACK);
      if (walker.carries(color)) {
        drawKey(canvas, x, y, unit, COLORS[color]);
      }
    }
    float left = size - 2.4f * unit;
    float share = Math.max(0, 1 - (float) walker.steps / walker.maxSteps);
    canvas.text("time", size, y + 0.3f * unit, 0.26f * unit, Align.RIGHT, FAINT);
    canvas.rectangle((left + size) / 2, y - 0.25f * unit, 2.4f * unit, 0.26f * unit, 0, TRACK);
    float width = 2.4f * unit * share;
    canvas.rectangle(left + width / 2, y - 0.25f * unit, width, 0.26f * unit, 0, TIME);
  }
}
