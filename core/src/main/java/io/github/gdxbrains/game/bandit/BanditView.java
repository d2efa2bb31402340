package io.github.gdxbrains.game.bandit;

import io.github.gdxbrains.canvas.Canvas;

/** Draws what every arm pays on average in every context, and the last pull. */
final class BanditView {
  private static final int BACKGROUND = 0xF3EFE6FF;
  private static final int INK = 0x3A352DFF;
  private static final int MUTED = 0x3A352D99;
  private static final int ROW = 0x3A352D22;
  private static final int PULLED = 0x2F5D8AFF;
  private static final int BEST = 0xE2B13CFF;
  private static final int BEST_EDGE = 0x8A6414FF;
  private static final int LOSS = 0xC8553D;
  private static final int GAIN = 0x3E9B5F;

  /** The mean that is drawn in full colour. */
  private static final float FULL = 2;

  /** More cells than this in a row or column have no numbers. */
  private static final int NUMBERED = 12;

  private final StringBuilder text = new StringBuilder();

  /** One unit a cell, contexts from top to bottom, arms from left to right. */
  void draw(Canvas canvas, Machines machines) {
    int rows = machines.contexts();
    int columns = machines.arms();
    float unit = Math.max(rows, columns) / 6f;
    float left = -2.2f * unit;
    float right = columns + 0.5f * unit;
    float bottom = -2.3f * unit;
    float top = rows + 1.6f * unit;
    canvas.view((left + right) / 2, (bottom + top) / 2, right - left, top - bottom, BACKGROUND);
    float y = rows - machines.context - 0.5f;
    canvas.rectangle((left + columns) / 2, y, columns - left, 1, 0, ROW);
    boolean isNumbered = rows <= NUMBERED && columns <= NUMBERED;
    for (int context = 0; context < rows; context++) {
      for (int arm = 0; arm < columns; arm++) {
        drawCell(canvas, machines, context, arm, isNumbered);
      }
    }
    if (machines.pulls > 0) {
      float pulledY = rows - machines.pulledIn - 0.5f;
      canvas.ring(machines.arm + 0.5f, pulledY, 0.4f, 0.07f, PULLED);
    }
    for (int context = 0; context < rows; context++) {
      drawBest(canvas, machines.bestArm(context) + 0.84f, rows - context - 0.16f, 1);
    }
    drawTexts(canvas, machines, unit, y, left);
  }

  private void drawCell(
      Canvas canvas, Machines machines, int context, int arm, boolean isNumbered) {
    float mean = machines.mean(context, arm);
    float x = arm + 0.5f;
    float y = machines.contexts() - context - 0.5f;
    int alpha = Math.round(25 + 230 * Math.min(1, Math.abs(mean) / FULL));
    canvas.rectangle(x, y, 0.92f, 0.92f, 0, (mean < 0 ? LOSS : GAIN) << 8 | alpha);
    if (isNumbered) {
      text.setLength(0);
      appendHundredths(mean);
      canvas.text(text, x, y, 0.14f, Canvas.Align.CENTER, INK);
    }
  }

  private static void drawBest(Canvas canvas, float x, float y, float size) {
    canvas.circle(x, y, 0.1f * size, BEST_EDGE);
    canvas.circle(x, y, 0.075f * size, BEST);
  }

  private void drawTexts(Canvas canvas, Machines machines, float unit, float y, float left) {
    float size = 0.19f * unit;
    float margin = left + 0.2f * unit;
    canvas.text("context now", -0.15f * unit, y, 0.8f * size, Canvas.Align.RIGHT, INK);
    text.setLength(0);
    text.append("pull ").append(machines.pulls).append(" / ").append(machines.maxPulls);
    text.append("   paid in all ");
    appendHundredths(machines.total);
    float top = machines.contexts();
    canvas.text(text, margin, top + 1.1f * unit, size, Canvas.Align.LEFT, INK);
    canvas.text("arms", 0, top + 0.35f * unit, 0.8f * size, Canvas.Align.LEFT, MUTED);
    float row = -0.5f * unit;
    canvas.ring(margin + 0.2f * unit, row, 0.16f * unit, 0.05f * unit, PULLED);
    text.setLength(0);
    text.append("last pull");
    if (machines.pulls > 0) {
      text.append(", which paid ");
      appendHundredths(machines.pay);
    }
    canvas.text(text, margin + 0.6f * unit, row, size, Canvas.Align.LEFT, INK);
    row -= 0.55f * unit;
    drawBest(canvas, margin + 0.2f * unit, row, 1.6f * unit);
    canvas.text("best arm of its context", margin + 0.6f * unit, row, size, Canvas.Align.LEFT, INK);
    row -= 0.55f * unit;
    canvas.rectangle(margin + 0.1f * unit, row, 0.2f * unit, 0.3f * unit, 0, LOSS << 8 | 0xFF);
    canvas.rectangle(margin + 0.3f * unit, row, 0.2f * unit, 0.3f * unit, 0, GAIN << 8 | 0xFF);
    canvas.text(
        "an arm's mean: loss, gain", margin + 0.6f * unit, row, size, Canvas.Align.LEFT, INK);
  }

  private void appendHundredths(double value) {
    long hundredths = Math.round(100 * value);
    long size = Math.abs(hundredths);
    text.append(hundredths < 0 ? "-" : "").append(size / 100).append('.');
    text.append((size / 10) % 10).append(size % 10);
  }
}
