package io.github.gdxbrains.game.pyramids;

import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.canvas.Canvas.Align;
import io.github.gdxbrains.game.grid.Direction;
import io.github.gdxbrains.game.grid.SightView;
import io.github.gdxbrains.game.pyramids.Temple.Cell;

/**
 * Draws the rooms from above, a cell being one unit: what the explorer sees now in full light, what
 * it has seen before dimmed, and fog over the rest.
 */
final class PyramidsView {
  private static final int SURROUNDINGS = 0x11141BFF;
  private static final int OUTER_WALL = 0x6B5236FF;
  private static final int WALL = 0x8A6B47FF;
  private static final int WALL_TOP = 0xA98558FF;
  private static final int JOINT = 0x7A5D3CFF;
  private static final int SAND = 0xE8D6A9FF;
  private static final int SAND_TOO = 0xE2CE9DFF;
  private static final int PLATE = 0x6E6A63FF;
  private static final int OFF = 0xD94A3DFF;
  private static final int ON = 0x4FB96AFF;
  private static final int[] STONE = {0xC2BDB2FF, 0xA8A296FF, 0x8D877BFF, 0x75705FFF};
  private static final int[] GOLD = {0xFFEFA0FF, 0xFFD54AFF, 0xE5AF2BFF, 0xBC8817FF};
  private static final int GLOW = 0xFFE27A60;
  private static final int SHADOW = 0x00000030;
  private static final int INK = 0x1D1B18FF;
  private static final int COAT = 0x2D6CB5FF;
  private static final int HAT = 0xB5793BFF;
  private static final int HAT_TOP = 0xD29A5AFF;
  private static final int TEXT = 0xE8EAF0FF;
  private static final int FAINT = 0xE8EAF070;
  private static final int TRACK = 0xE8EAF020;
  private static final int TIME = 0x7FB7E8FF;

  private final StringBuilder text = new StringBuilder();

  void draw(Canvas canvas, Explorer explorer) {
    int size = explorer.temple.size;
    float unit = size / 17f;
    float header = 2.2f * unit;
    canvas.view(size / 2f, (size + header) / 2, size + 2, size + 1.6f + header, SURROUNDINGS);
    canvas.rectangle(size / 2f, size / 2f, size + 0.8f, size + 0.8f, 0, OUTER_WALL);
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        drawCell(canvas, explorer, column, row);
      }
    }
    SightView.drawFrame(canvas, explorer.sight, size);
    drawExplorer(canvas, explorer.column() + 0.5f, explorer.row() + 0.5f, explorer.heading);
    drawHeader(canvas, explorer, size + 0.4f + header / 2, unit);
  }

  private static void drawCell(Canvas canvas, Explorer explorer, int column, int row) {
    int cell = Temple.cell(column, row);
    if (!explorer.sight.hasSeen(cell)) {
      SightView.drawFog(canvas, column, row);
      return;
    }
    float x = column + 0.5f;
    float y = row + 0.5f;
    if (explorer.temple.at(cell) == Cell.WALL) {
      canvas.rectangle(x, y, 1.01f, 1.01f, 0, WALL);
      canvas.rectangle(x, y + 0.08f, 1.01f, 0.85f, 0, WALL_TOP);
      canvas.line(x - 0.5f, y + 0.08f, x + 0.5f, y + 0.08f, 0.04f, JOINT);
      canvas.line(x - 0.2f, y + 0.08f, x - 0.2f, y + 0.5f, 0.04f, JOINT);
      canvas.line(x + 0.25f, y - 0.34f, x + 0.25f, y + 0.08f, 0.04f, JOINT);
    } else {
      canvas.rectangle(x, y, 1.01f, 1.01f, 0, (column + row) % 2 == 0 ? SAND : SAND_TOO);
      drawThing(canvas, explorer.temple.at(cell), x, y);
    }
    if (!explorer.sight.sees(cell)) {
      SightView.drawDimmed(canvas, column, row);
    }
  }

  private static void drawThing(Canvas canvas, Cell thing, float x, float y) {
    switch (thing) {
      case SWITCH -> drawSwitch(canvas, x, y, 1, OFF);
      case PRESSED -> drawSwitch(canvas, x, y, 1, ON);
      case STONE_PYRAMID -> drawPyramid(canvas, x, y, STONE);
      case GOLDEN_PYRAMID -> {
        canvas.circle(x, y, 0.5f, GLOW);
        drawPyramid(canvas, x, y, GOLD);
      }
      case RUBBLE -> drawRubble(canvas, x, y, STONE);
      case BRICK -> {
        canvas.circle(x, y, 0.5f, GLOW);
        drawRubble(canvas, x, y, GOLD);
        canvas.rectangle(x, y + 0.04f, 0.46f, 0.26f, 0, GOLD[3]);
        canvas.rectangle(x, y + 0.08f, 0.42f, 0.2f, 0, GOLD[0]);
      }
      case FLOOR, WALL -> {}
    }
  }

  private static void drawSwitch(Canvas canvas, float x, float y, float size, int color) {
    canvas.rectangle(x, y, 0.74f * size, 0.74f * size, 0, PLATE);
    canvas.circle(x, y - 0.03f * size, 0.27f * size, INK);
    canvas.circle(x, y, 0.25f * size, color);
    canvas.circle(x - 0.07f * size, y + 0.08f * size, 0.07f * size, 0xFFFFFF80);
  }

  /** Four faces from above, lit from the upper left. */
  private static void drawPyramid(Canvas canvas, float x, float y, int[] faces) {
    float half = 0.42f;
    canvas.rectangle(x + 0.05f, y - 0.06f, 2 * half, 2 * half, 0, SHADOW);
    canvas.triangle(x - half, y + half, x + half, y + half, x, y, faces[0]);
    canvas.triangle(x - half, y - half, x - half, y + half, x, y, faces[1]);
    canvas.triangle(x + half, y + half, x + half, y - half, x, y, faces[2]);
    canvas.triangle(x + half, y - half, x - half, y - half, x, y, faces[3]);
  }

  private static void drawRubble(Canvas canvas, float x, float y, int[] faces) {
    canvas.rectangle(x - 0.24f, y + 0.16f, 0.22f, 0.18f, 0.5f, faces[1]);
    canvas.rectangle(x + 0.22f, y + 0.2f, 0.18f, 0.2f, 1.1f, faces[2]);
    canvas.rectangle(x - 0.16f, y - 0.24f, 0.2f, 0.16f, -0.4f, faces[2]);
    canvas.rectangle(x + 0.2f, y - 0.18f, 0.24f, 0.18f, 0.3f, faces[3]);
    canvas.rectangle(x + 0.01f, y + 0.02f, 0.16f, 0.14f, 0.9f, faces[1]);
  }

  private static void drawExplorer(Canvas canvas, float x, float y, int heading) {
    float aheadX = Direction.columns(heading);
    float aheadY = Direction.rows(heading);
    canvas.triangle(
        x + 0.5f * aheadX,
        y + 0.5f * aheadY,
        x + 0.18f * aheadX - 0.24f * aheadY,
        y + 0.18f * aheadY + 0.24f * aheadX,
        x + 0.18f * aheadX + 0.24f * aheadY,
        y + 0.18f * aheadY - 0.24f * aheadX,
        INK);
    canvas.circle(x, y, 0.36f, INK);
    canvas.circle(x, y, 0.32f, COAT);
    canvas.circle(x + 0.04f * aheadX, y + 0.04f * aheadY, 0.25f, HAT);
    canvas.circle(x + 0.02f * aheadX, y + 0.02f * aheadY, 0.14f, HAT_TOP);
  }

  /** What is to be done next, and what is left of the time. */
  private void drawHeader(Canvas canvas, Explorer explorer, float y, float unit) {
    float size = explorer.temple.size;
    drawSwitch(canvas, 0.5f * unit, y, 1.3f * unit, explorer.hasPressed ? ON : OFF);
    String task =
        explorer.hasPressed ? "find the golden pyramid" : "find the switch and step on it";
    canvas.text(task, 1.5f * unit, y + 0.35f * unit, 0.42f * unit, Align.LEFT, TEXT);
    text.setLength(0);
    text.append("step ").append(explorer.steps).append(" / ").append(explorer.maxSteps);
    canvas.text(text, 1.5f * unit, y - 0.4f * unit, 0.36f * unit, Align.LEFT, FAINT);
    float length = 4 * unit;
    float share = Math.max(0, 1 - (float) explorer.steps / explorer.maxSteps);
    canvas.text("time", size, y + 0.4f * unit, 0.36f * unit, Align.RIGHT, FAINT);
    canvas.rectangle(size - length / 2, y - 0.4f * unit, length, 0.36f * unit, 0, TRACK);
    float x = size - length + length * share / 2;
    canvas.rectangle(x, y - 0.4f * unit, length * share, 0.36f * unit, 0, TIME);
  }
}
