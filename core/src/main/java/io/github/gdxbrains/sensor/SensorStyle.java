package io.github.gdxbrains.sensor;

import io.github.gdxbrains.canvas.Canvas;

/**
 * How a sensor draws what it sees on top of a game's picture, so that it can be told from the game
 * on any ground.
 *
 * @param unit of lines and texts, in world units: about a thousandth of the picture's width
 * @param firstColor number of the colour of the sensor's first tag; the sensors of an agent have
 *     different ones
 */
public record SensorStyle(float unit, int firstColor) {
  /** Colour of what is looked at and empty. */
  public static final int NOTHING = 0xFFFFFF70;

  private static final int[] COLORS = {
    0xFF4FA3FF,
    0x35D0F2FF,
    0xFFD23FFF,
    0x9B7BFFFF,
    0xFF8A3CFF,
    0x59E08AFF,
    0xF2536BFF,
    0x5B8CFFFF,
    0xC9D4E0FF,
    0xB5E853FF
  };
  private static final int INK = 0x10141AFF;
  private static final int SHADE = 0x00000060;
  private static final float SHADE_WIDTH = 2;

  /** The colour of a tag; they repeat after the eighth. */
  public int color(int tag) {
    return COLORS[(firstColor + tag) % COLORS.length];
  }

  /** A colour with its opacity multiplied by a share from 0 to 1. */
  public static int fade(int color, float share) {
    return color & 0xFFFFFF00 | Math.round((color & 0xFF) * share);
  }

  /** A line so many units wide, with a shade at both sides. */
  public void line(Canvas canvas, float x1, float y1, float x2, float y2, float width, int color) {
    canvas.line(x1, y1, x2, y2, (width + SHADE_WIDTH) * unit, SHADE);
    canvas.line(x1, y1, x2, y2, width * unit, color);
  }

  /** A filled circle so many units in radius, with a shade around it. */
  public void dot(Canvas canvas, float x, float y, float radius, int color) {
    canvas.circle(x, y, (radius + SHADE_WIDTH / 2) * unit, SHADE);
    canvas.circle(x, y, radius * unit, color);
  }

  /** A number in a filled circle. */
  public void badge(Canvas canvas, float x, float y, int number, int color) {
    dot(canvas, x, y, 8, color);
    String text = Integer.toString(number);
    canvas.text(text, x, y, 8 * unit, Canvas.Align.CENTER, INK);
  }

  /** The edges of an upright rectangle. */
  public void frame(Canvas canvas, float x, float y, float width, float height, int color) {
    float left = x - width / 2;
    float right = x + width / 2;
    float bottom = y - height / 2;
    float top = y + height / 2;
    line(canvas, left, bottom, right, bottom, 2, color);
    line(canvas, right, bottom, right, top, 2, color);
    line(canvas, right, top, left, top, 2, color);
    line(canvas, left, top, left, bottom, 2, color);
  }
}
