package io.github.gdxbrains.game.particle;

import io.github.gdxbrains.canvas.Canvas;

/** Draws the plane and the discs on it; whatever leaves the square stays in the picture. */
public final class ParticleView {
  /** Colour of texts. */
  public static final int INK = 0x2E3440FF;

  private static final int BACKGROUND = 0xE9EDF2FF;
  private static final int BOARD = 0xFAFBFDFF;
  private static final int BOARD_EDGE = 0xC3CBD6FF;
  private static final int GRID = 0xE6EAF0FF;
  private static final int SHADOW = 0x2E344030;
  private static final int SHINE = 0xFFFFFF50;
  private static final int MUTED = 0x2E344099;
  private static final int FAINT = 0x2E344028;
  private static final int TIME = 0x5B7DB1FF;
  private static final int MARK = 0xF2B632FF;

  private final StringBuilder text = new StringBuilder();
  private float scale = 1;

  /**
   * Begins a picture in which a square from -1 to 1 and all agents are seen, with the time above.
   */
  public void begin(Canvas canvas, Particle[] agents, int steps, int maxCycles) {
    double reach = 1.1;
    for (Particle agent : agents) {
      double far = Math.max(Math.abs(agent.x), Math.abs(agent.y));
      reach = Math.max(reach, far + agent.body().size() + 0.1);
    }
    scale = (float) reach / 1.1f;
    canvas.view(0, 0.1f * scale, 2.3f * scale, 2.66f * scale, BACKGROUND);
    canvas.rectangle(0, 0, 2.02f, 2.02f, 0, BOARD_EDGE);
    canvas.rectangle(0, 0, 2, 2, 0, BOARD);
    for (int i = -3; i <= 3; i++) {
      float at = 0.25f * i;
      canvas.line(-1, at, 1, at, 0.006f, GRID);
      canvas.line(at, -1, at, 1, 0.006f, GRID);
    }
    drawTime(canvas, steps, maxCycles);
  }

  private void drawTime(Canvas canvas, int steps, int maxCycles) {
    text.setLength(0);
    text.append("step ").append(steps).append(" / ").append(maxCycles);
    canvas.text(text, scale, 1.3f * scale, 0.06f * scale, Canvas.Align.RIGHT, MUTED);
    float y = 1.17f * scale;
    float done = -scale + 2 * scale * steps / maxCycles;
    canvas.line(-scale, y, scale, y, 0.025f * scale, FAINT);
    canvas.line(-scale, y, done, y, 0.025f * scale, TIME);
  }

  /** Writes a line above the square. */
  public void title(Canvas canvas, CharSequence title) {
    canvas.text(title, -scale, 1.3f * scale, 0.06f * scale, Canvas.Align.LEFT, INK);
  }

  /** Writes below the square who has a colour; {@code place} is -1 at its left, 1 at its right. */
  public void legend(Canvas canvas, float place, int color, CharSequence who) {
    float y = -1.09f * scale;
    canvas.circle(place * scale, y, 0.032f * scale, color);
    canvas.text(who, (place + 0.06f) * scale, y, 0.05f * scale, Canvas.Align.LEFT, INK);
  }

  /**
   * Appends a number that is not negative, with two decimals, without making objects as {@code
   * String.format} would.
   */
  public static void appendHundredths(StringBuilder text, double value) {
    long hundredths = Math.round(100 * value);
    text.append(hundredths / 100).append('.');
    text.append(hundredths / 10 % 10).append(hundredths % 10);
  }

  /** Draws an agent with a pointer to where it goes. */
  public void agent(Canvas canvas, Particle agent, int color, int edge) {
    float x = (float) agent.x;
    float y = (float) agent.y;
    float size = (float) agent.body().size();
    canvas.circle(x + 0.1f * size, y - 0.14f * size, size, SHADOW);
    drawPointer(canvas, agent, x, y, size, edge);
    canvas.circle(x, y, size, edge);
    canvas.circle(x, y, 0.88f * size, color);
    canvas.circle(x - 0.28f * size, y + 0.32f * size, 0.26f * size, SHINE);
  }

  /** As long as the way of the next quarter second. */
  private static void drawPointer(
      Canvas canvas, Particle agent, float x, float y, float size, int color) {
    double speed = Math.sqrt(agent.vx * agent.vx + agent.vy * agent.vy);
    if (speed < 0.05) {
      return;
    }
    float dx = (float) (agent.vx / speed);
    float dy = (float) (agent.vy / speed);
    float tip = size + 0.25f * (float) speed;
    float half = 0.45f * size;
    float base = 0.8f * size;
    canvas.triangle(
        x + tip * dx,
        y + tip * dy,
        x + base * dx - half * dy,
        y + base * dy + half * dx,
        x + base * dx + half * dy,
        y + base * dy - half * dx,
        color);
  }

  /** Draws a solid thing that stands in the way. */
  public void obstacle(Canvas canvas, Particle obstacle, int color, int edge) {
    float x = (float) obstacle.x;
    float y = (float) obstacle.y;
    float size = (float) obstacle.body().size();
    canvas.circle(x + 0.05f * size, y - 0.07f * size, size, SHADOW);
    canvas.circle(x, y, size, edge);
    canvas.circle(x, y, 0.92f * size, color);
  }

  /** Marks an agent with a ring. */
  void highlight(Canvas canvas, Particle agent) {
    float size = (float) agent.body().size();
    canvas.ring((float) agent.x, (float) agent.y, size + 0.05f, 0.025f, MARK);
  }
}
