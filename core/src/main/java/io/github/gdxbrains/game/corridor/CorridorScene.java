package io.github.gdxbrains.game.corridor;

import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.game.mdp.FiniteMdp;
import io.github.gdxbrains.game.mdp.MdpState;
import io.github.gdxbrains.game.mdp.MdpWorld;
import io.github.gdxbrains.random.RandomStream;

/** A corridor and its picture. */
final class CorridorScene implements MdpWorld.Scene {
  private static final int BACKGROUND = 0xF3EFE6FF;
  private static final int FLOOR = 0xE3DAC8FF;
  private static final int FLOOR_TOO = 0xD9CFBAFF;
  private static final int WALL = 0x5B5347FF;
  private static final int COPPER = 0xB8733AFF;
  private static final int GOLD = 0xE2B13CFF;
  private static final int LID = 0x00000033;
  private static final int AGENT = 0x2F5D8AFF;
  private static final int AGENT_EDGE = 0x1B3B5CFF;
  private static final int ARROW = 0xC8553DFF;
  private static final int INK = 0x3A352DFF;
  private static final int MUTED = 0x3A352D99;

  private final int length;
  private final StringBuilder text = new StringBuilder();
  private CorridorRules rules;
  private FiniteMdp mdp;

  CorridorScene(int length, Parameters parameters) {
    this.length = length;
    rules = CorridorRules.of(length, parameters);
    mdp = rules.mdp();
  }

  @Override
  public void reset(RandomStream random, Parameters parameters, MdpState state) {
    CorridorRules wanted = CorridorRules.of(length, parameters);
    if (!wanted.equals(rules)) {
      rules = wanted;
      mdp = rules.mdp();
    }
    state.begin(mdp, CorridorRules.START, rules.maxSteps(), random);
  }

  /** One unit a cell, the left end of the corridor in the origin; text scales with its length. */
  @Override
  public void draw(Canvas canvas, MdpState state) {
    float unit = length / 10f;
    canvas.view(length / 2f, 0.5f, length + unit, 1 + 4.4f * unit, BACKGROUND);
    for (int cell = 0; cell < length; cell++) {
      canvas.rectangle(cell + 0.5f, 0.5f, 1, 1, 0, cell % 2 == 0 ? FLOOR : FLOOR_TOO);
    }
    float wall = 0.05f * unit;
    canvas.line(0, 1 + wall, length, 1 + wall, 2 * wall, WALL);
    canvas.line(0, -wall, length, -wall, 2 * wall, WALL);
    drawTreasure(canvas, 0.5f, 0.3f, COPPER);
    drawTreasure(canvas, length - 0.5f, 0.6f, GOLD);
    float x = state.state() + 0.5f;
    canvas.circle(x, 0.5f, 0.3f, AGENT_EDGE);
    canvas.circle(x, 0.5f, 0.24f, AGENT);
    if (state.steps() > 0) {
      float side = state.action() == CorridorRules.RIGHT ? 1 : -1;
      canvas.triangle(
          x + 0.18f * side, 0.5f, x - 0.1f * side, 0.64f, x - 0.1f * side, 0.36f, ARROW);
    }
    drawTexts(canvas, state, unit);
  }

  private static void drawTreasure(Canvas canvas, float x, float size, int color) {
    canvas.rectangle(x, 0.1f + size / 2, size, size, 0, color);
    canvas.line(x - size / 2, 0.1f + 0.65f * size, x + size / 2, 0.1f + 0.65f * size, 0.04f, LID);
  }

  private void drawTexts(Canvas canvas, MdpState state, float unit) {
    float size = 0.24f * unit;
    text.setLength(0);
    text.append("step ").append(state.steps()).append(" / ").append(state.maxSteps());
    canvas.text(text, 0, 1 + 1.1f * unit, size, Canvas.Align.LEFT, INK);
    label(canvas, "small treasure: ", rules.distractor(), 0, Canvas.Align.LEFT, unit);
    label(canvas, "large treasure: ", 1, length, Canvas.Align.RIGHT, unit);
    text.setLength(0);
    text.append("every step costs ");
    append(rules.stepPenalty());
    text.append("; either treasure ends the walk");
    canvas.text(text, 0, -1.2f * unit, 0.85f * size, Canvas.Align.LEFT, MUTED);
  }

  private void label(
      Canvas canvas, String name, double worth, float x, Canvas.Align align, float unit) {
    text.setLength(0);
    text.append(name);
    append(worth);
    canvas.text(text, x, -0.5f * unit, 0.22f * unit, align, INK);
  }

  /** Appends a number that is not negative with three decimals. */
  private void append(double value) {
    long thousandths = Math.round(1000 * value);
    text.append(thousandths / 1000).append('.');
    text.append((thousandths / 100) % 10).append((thousandths / 10) % 10).append(thousandths % 10);
  }
}
