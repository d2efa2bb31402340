package io.github.gdxbrains.game.mdp;

import io.github.gdxbrains.canvas.Canvas;

/** Draws a {@link GridMap}, who walks on it, and what the colours mean. */
public final class GridView {
  private static final int BACKGROUND = 0xF3EFE6FF;
  private static final int WALL = 0x5B5347FF;
  private static final int WALL_TOP = 0x756B5CFF;
  private static final int PIT = 0x1F3A52FF;
  private static final int PIT_EDGE = 0x16293BFF;
  private static final int GOAL = 0x3E9B5FFF;
  private static final int POLE = 0x3A352DFF;
  private static final int AGENT = 0xD0672FFF;
  private static final int AGENT_EDGE = 0x8F3F15FF;
  private static final int TRAIL = 0xD0672F77;
  private static final int CHOICE = 0x2F5D8AFF;
  private static final int INK = 0x3A352DFF;
  private static final int MUTED = 0x3A352D99;

  /** Ground, and ground of the next cell. */
  private final int ground;

  private final int groundToo;
  private final String pit;
  private final String note;
  private final StringBuilder text = new StringBuilder();

  /**
   * A view.
   *
   * @param ground colour of every second free cell
   * @param groundToo colour of the others
   * @param pit what the legend calls a pit
   * @param note a line below the map
   */
  public GridView(int ground, int groundToo, String pit, String note) {
    this.ground = ground;
    this.groundToo = groundToo;
    this.pit = pit;
    this.note = note;
  }

  /** Draws the map, one unit a cell, with its lower left corner in the origin. */
  public void draw(Canvas canvas, GridMap map, MdpState state) {
    float unit = Math.max(map.rows(), map.columns()) / 8f;
    float width = map.columns() + 4.6f * unit;
    canvas.view(
        width / 2 - 0.3f * unit,
        map.rows() / 2f,
        width + 0.6f * unit,
        map.rows() + 1.6f * unit,
        BACKGROUND);
    for (int cell = 0; cell < map.size(); cell++) {
      drawCell(canvas, map, cell);
    }
    drawAgent(canvas, map, state);
    drawTexts(canvas, map, state, unit);
    drawLegend(canvas, map.columns() + 0.7f * unit, map.rows(), unit);
  }

  private static float x(GridMap map, int cell) {
    return cell % map.columns() + 0.5f;
  }

  private static float y(GridMap map, int cell) {
    return map.rows() - 0.5f - cell / map.columns();
  }

  private void drawCell(Canvas canvas, GridMap map, int cell) {
    float x = x(map, cell);
    float y = y(map, cell);
    boolean isOdd = (cell / map.columns() + cell % map.columns()) % 2 == 1;
    canvas.rectangle(x, y, 1, 1, 0, isOdd ? groundToo : ground);
    switch (map.cell(cell)) {
      case WALL -> drawWall(canvas, x, y, 1);
      case PIT -> drawPit(canvas, x, y, 1);
      case GOAL -> drawGoal(canvas, x, y, 1);
      case START -> canvas.text("start", x, y, 0.16f, Canvas.Align.CENTER, MUTED);
      case FREE -> {}
    }
  }

  private static void drawWall(Canvas canvas, float x, float y, float size) {
    canvas.rectangle(x, y, size, size, 0, WALL);
    canvas.rectangle(x, y + 0.08f * size, 0.9f * size, 0.74f * size, 0, WALL_TOP);
  }

  private static void drawPit(Canvas canvas, float x, float y, float size) {
    canvas.circle(x, y, 0.42f * size, PIT_EDGE);
    canvas.circle(x, y - 0.03f * size, 0.37f * size, PIT);
  }

  private static void drawGoal(Canvas canvas, float x, float y, float size) {
    float pole = x - 0.2f * size;
    canvas.line(pole, y - 0.36f * size, pole, y + 0.38f * size, 0.06f * size, POLE);
    canvas.triangle(
        pole, y + 0.38f * size, pole, y - 0.02f * size, x + 0.34f * size, y + 0.18f * size, GOAL);
  }

  private static void drawAgent(Canvas canvas, GridMap map, MdpState state) {
    float x = x(map, state.state());
    float y = y(map, state.state());
    float fromX = x(map, state.previous());
    float fromY = y(map, state.previous());
    if (state.steps() > 0) {
      canvas.line(fromX, fromY, x, y, 0.12f, TRAIL);
      drawArrow(canvas, fromX, fromY, state.action(), 1);
    }
    drawWalker(canvas, x, y, 1);
  }

  private static void drawWalker(Canvas canvas, float x, float y, float size) {
    canvas.circle(x, y, 0.27f * size, AGENT_EDGE);
    canvas.circle(x, y, 0.22f * size, AGENT);
  }

  /** A triangle at the edge of a cell. */
  private static void drawArrow(Canvas canvas, float x, float y, int direction, float size) {
    float dx = direction == GridMap.RIGHT ? 1 : direction == GridMap.LEFT ? -1 : 0;
    float dy = direction == GridMap.UP ? 1 : direction == GridMap.DOWN ? -1 : 0;
    float tip = 0.48f * size;
    float back = 0.33f * size;
    float wing = 0.13f * size;
    canvas.triangle(
        x + tip * dx,
        y + tip * dy,
        x + back * dx - wing * dy,
        y + back * dy + wing * dx,
        x + back * dx + wing * dy,
        y + back * dy - wing * dx,
        CHOICE);
  }

  private void drawTexts(Canvas canvas, GridMap map, MdpState state, float unit) {
    text.setLength(0);
    text.append("step ").append(state.steps()).append(" / ").append(state.maxSteps());
    float top = map.rows() + 0.4f * unit;
    canvas.text(text, 0, top, 0.26f * unit, Canvas.Align.LEFT, INK);
    canvas.text(note, 0, -0.4f * unit, 0.22f * unit, Canvas.Align.LEFT, MUTED);
  }

  private void drawLegend(Canvas canvas, float x, float top, float unit) {
    float size = 0.9f * unit;
    float y = top - size / 2;
    drawWalker(canvas, x, y, size);
    label(canvas, "agent", x, y, unit);
    y -= unit;
    drawGoal(canvas, x, y, size);
    label(canvas, "goal: +1", x, y, unit);
    y -= unit;
    drawPit(canvas, x, y, size);
    label(canvas, pit, x, y, unit);
    y -= unit;
    drawArrow(canvas, x - 0.4f * size, y, GridMap.RIGHT, size);
    label(canvas, "chosen step", x, y, unit);
    y -= unit;
    canvas.line(x - 0.35f * size, y, x + 0.35f * size, y, 0.12f * size, TRAIL);
    label(canvas, "step taken", x, y, unit);
  }

  private static void label(Canvas canvas, String text, float x, float y, float unit) {
    canvas.text(text, x + 0.65f * unit, y, 0.22f * unit, Canvas.Align.LEFT, INK);
  }
}
