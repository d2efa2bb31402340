package io.github.gdxbrains.game.memory;

import io.github.gdxbrains.canvas.Canvas;

/** Draws a hall from above: the cue on the left, then the way, then a wall with the doors. */
final class MemoryView {
  private static final int BACKGROUND = 0xF3EFE6FF;
  private static final int FLOOR = 0xE3DAC8FF;
  private static final int WALL = 0x5B5347FF;
  private static final int INK = 0x3A352DFF;
  private static final int MUTED = 0x3A352D99;
  private static final int BUBBLE = 0xFFFFFFFF;
  private static final int AGENT = 0x5B5347FF;
  private static final int AGENT_TOP = 0x8A8072FF;

  private static final int[] COLORS = {
    0xC8553DFF, 0x2F5D8AFF, 0x3E9B5FFF, 0xE2B13CFF, 0x8A4FA3FF, 0x3BA7A0FF, 0xD98CB3FF, 0x7A5230FF
  };

  private static final String[] NAMES = {"A", "B", "C", "D", "E", "F", "G", "H"};

  private static final float LENGTH = 7;
  private static final float HALF_WIDTH = 0.5f;

  private final StringBuilder text = new StringBuilder();

  void draw(Canvas canvas, Hall hall) {
    float hallHeight = Math.max(2.4f, 0.85f * hall.cues);
    canvas.view(LENGTH / 2 + 0.9f, 0.2f, LENGTH + 3.4f, hallHeight + 3.2f, BACKGROUND);
    canvas.rectangle(LENGTH / 2, 0, LENGTH + 1, 2 * HALF_WIDTH, 0, FLOOR);
    canvas.rectangle(LENGTH + 1, 0, 1, hallHeight, 0, FLOOR);
    drawWalls(canvas, hallHeight / 2);
    for (int door = 0; door < hall.cues; door++) {
      float y = hallHeight * (0.5f - (door + 0.5f) / hall.cues);
      canvas.rectangle(LENGTH + 1.5f, y, 0.16f, 0.62f, 0, COLORS[door]);
      canvas.text(NAMES[door], LENGTH + 1.8f, y, 0.22f, Canvas.Align.LEFT, COLORS[door]);
    }
    float x = (LENGTH + 1) * hall.steps / (hall.delay + 1f);
    canvas.circle(x, 0, 0.24f, AGENT);
    canvas.circle(x, 0, 0.17f, AGENT_TOP);
    drawSeen(canvas, hall, x);
    drawTexts(canvas, hall, hallHeight / 2);
  }

  private static void drawWalls(Canvas canvas, float reach) {
    float junction = LENGTH + 0.5f;
    for (int side = -1; side <= 1; side += 2) {
      canvas.line(-0.5f, side * HALF_WIDTH, junction, side * HALF_WIDTH, 0.08f, WALL);
      canvas.line(junction, side * HALF_WIDTH, junction, side * reach, 0.08f, WALL);
      canvas.line(junction, side * reach, junction + 1, side * reach, 0.08f, WALL);
    }
    canvas.line(-0.5f, -HALF_WIDTH, -0.5f, HALF_WIDTH, 0.08f, WALL);
    canvas.line(junction + 1, -reach, junction + 1, reach, 0.08f, WALL);
  }

  /** A bubble above the walker with what it sees; a distraction is smaller than the cue. */
  private static void drawSeen(Canvas canvas, Hall hall, float x) {
    if (hall.seen == Hall.BLANK) {
      return;
    }
    boolean isCue = hall.phase() == Hall.Phase.CUE;
    float radius = isCue ? 0.42f : 0.24f;
    float y = HALF_WIDTH + 0.15f + radius;
    int symbol = hall.seen - 1;
    canvas.circle(x, y, radius + 0.05f, COLORS[symbol]);
    canvas.circle(x, y, radius, BUBBLE);
    canvas.text(NAMES[symbol], x, y, 0.9f * radius, Canvas.Align.CENTER, COLORS[symbol]);
  }

  private void drawTexts(Canvas canvas, Hall hall, float reach) {
    String phase =
        switch (hall.phase()) {
          case CUE -> "remember this symbol";
          case DELAY -> "symbols on the way mean nothing";
          case QUESTION -> "which symbol was it?";
        };
    float top = reach + 1.25f;
    canvas.text(phase, -0.5f, top, 0.22f, Canvas.Align.LEFT, INK);
    text.setLength(0);
    text.append("step ").append(hall.steps).append(" / ").append(hall.delay + 1);
    canvas.text(text, LENGTH + 2.2f, top, 0.2f, Canvas.Align.RIGHT, INK);
    canvas.text("doors", LENGTH + 1, -reach - 0.3f, 0.17f, Canvas.Align.CENTER, MUTED);
    canvas.text(
        "the right door is worth 1, any other -1",
        -0.5f,
        -reach - 0.3f,
        0.17f,
        Canvas.Align.LEFT,
        MUTED);
  }
}
