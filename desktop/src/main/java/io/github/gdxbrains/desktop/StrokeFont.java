package io.github.gdxbrains.desktop;

import com.badlogic.gdx.graphics.Pixmap;
import com.badlogic.gdx.graphics.Texture;
import com.badlogic.gdx.utils.Disposable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A font of strokes, sharp at every size: a texture holds each texel's distance to the nearest
 * stroke, and whoever draws decides how wide the strokes are. The glyphs are in {@code glyphs.txt}.
 *
 * <p>Lengths are in glyph units, of which a capital letter is {@value #CAPITAL} high.
 */
final class StrokeFont implements Disposable {
  /** Height of a capital letter. */
  static final float CAPITAL = 14;

  /** The greatest distance that the texture tells apart, and the margin around each glyph. */
  static final float RANGE = 3.5f;

  private static final float LOW = -4.5f;
  private static final float HIGH = 16.5f;
  private static final float GAP = 3.7f;
  private static final float SPACE = 5.6f;
  private static final float TEXELS = 3;
  private static final int SIZE = 1024;
  private static final int CURVE_STEPS = 12;

  /**
   * Where a glyph is in the texture and how it lies on the line.
   *
   * @param left least x that its cell covers
   * @param right greatest x that its cell covers
   * @param advance from its left edge to the next glyph's
   * @param u texture coordinate of the cell's left edge
   * @param v texture coordinate of the cell's lower edge
   * @param u2 texture coordinate of the cell's right edge
   * @param v2 texture coordinate of the cell's upper edge
   */
  record Glyph(float left, float right, float advance, float u, float v, float u2, float v2) {
    /** Least y that a cell covers. */
    float bottom() {
      return LOW - RANGE;
    }

    /** Greatest y that a cell covers. */
    float top() {
      return HIGH + RANGE;
    }
  }

  private final Map<Character, Glyph> glyphs = new HashMap<>();
  private final Texture texture;
  private final Glyph unknown;

  /** Draws all glyphs into a texture; needs a graphics context. */
  StrokeFont() {
    Pixmap pixmap = new Pixmap(SIZE, SIZE / 2, Pixmap.Format.Alpha);
    int x = 0;
    int y = 0;
    int height = (int) Math.ceil((HIGH - LOW + 2 * RANGE) * TEXELS);
    for (Path path : readPaths()) {
      int width = (int) Math.ceil((path.high() - path.low() + 2 * RANGE) * TEXELS);
      if (x + width > SIZE) {
        x = 0;
        y += height;
      }
      glyphs.put(path.character, draw(path, pixmap, x, y, width, height));
      x += width;
    }
    texture = new Texture(pixmap);
    texture.setFilter(Texture.TextureFilter.Linear, Texture.TextureFilter.Linear);
    pixmap.dispose();
    unknown = Objects.requireNonNull(glyphs.get('?'));
  }

  private static Glyph draw(Path path, Pixmap pixmap, int x, int y, int width, int height) {
    ByteBuffer pixels = pixmap.getPixels();
    float left = path.low() - RANGE;
    float bottom = LOW - RANGE;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        float distance =
            path.distance(left + (column + 0.5f) / TEXELS, bottom + (row + 0.5f) / TEXELS);
        int value = Math.min(255, Math.round(255 * distance / RANGE));
        pixels.put((y + row) * SIZE + x + column, (byte) value);
      }
    }
    float sizeY = pixmap.getHeight();
    return new Glyph(
        left,
        left + width / TEXELS,
        path.width + GAP,
        x / (float) SIZE,
        y / sizeY,
        (x + width) / (float) SIZE,
        (y + (HIGH - LOW + 2 * RANGE) * TEXELS) / sizeY);
  }

  /** The distances, 0 to {@link #RANGE}, as alpha 0 to 1. */
  Texture texture() {
    return texture;
  }

  /** Whether a character leaves a gap and no ink. */
  boolean isSpace(char character) {
    return character == ' ' || character == '\u00a0';
  }

  /** The glyph of a character; a question mark for those that the font lacks. */
  Glyph glyph(char character) {
    return glyphs.getOrDefault(character, unknown);
  }

  /** How far a character moves the pen. */
  float advance(char character) {
    return isSpace(character) ? SPACE : glyph(character).advance();
  }

  /** From the first stroke of a text to its last. */
  float width(CharSequence text) {
    float width = 0;
    for (int i = 0; i < text.length(); i++) {
      width += advance(text.charAt(i));
    }
    return Math.max(0, width - GAP);
  }

  @Override
  public void dispose() {
    texture.dispose();
  }

  private static List<Path> readPaths() {
    List<Path> paths = new ArrayList<>();
    try (InputStream stream = StrokeFont.class.getResourceAsStream("glyphs.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("# ") || Character.isDigit(line.charAt(2))) {
          paths.add(new Path(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return paths;
  }

  /** A glyph's strokes as straight pieces. */
  private static final class Path {
    private final char character;
    private final float width;
    private final List<float[]> pieces = new ArrayList<>();
    private final String[] words;
    private int next = 2;
    private boolean penDown;
    private float penX;
    private float penY;

    Path(String line) {
      words = line.split(" ");
      character = line.charAt(0);
      width = Float.parseFloat(words[1]);
      while (next < words.length) {
        switch (words[next++]) {
          case "M" -> move(number(), number());
          case "L" -> line(number(), number());
          case "C" -> curve(number(), number(), number(), number(), number(), number());
          case "A" -> arc(number(), number(), number(), number(), number(), number());
          default -> throw new IllegalStateException("glyph line: " + line);
        }
      }
    }

    private float number() {
      return Float.parseFloat(words[next++]);
    }

    private void move(float x, float y) {
      penDown = true;
      penX = x;
      penY = y;
    }

    private void line(float x, float y) {
      pieces.add(new float[] {penX, penY, x, y});
      move(x, y);
    }

    private void curve(float x1, float y1, float x2, float y2, float x3, float y3) {
      float x0 = penX;
      float y0 = penY;
      for (int i = 1; i <= CURVE_STEPS; i++) {
        float t = i / (float) CURVE_STEPS;
        float s = 1 - t;
        line(
            s * s * s * x0 + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t * t * t * x3,
            s * s * s * y0 + 3 * s * s * t * y1 + 3 * s * t * t * y2 + t * t * t * y3);
      }
    }

    private void arc(float x, float y, float rx, float ry, float from, float to) {
      int steps = Math.max(1, Math.round(Math.abs(to - from) / 360 * 4 * CURVE_STEPS));
      for (int i = penDown ? 1 : 0; i <= steps; i++) {
        double angle = Math.toRadians(from + (to - from) * i / steps);
        float px = x + rx * (float) Math.cos(angle);
        float py = y + ry * (float) Math.sin(angle);
        if (penDown) {
          line(px, py);
        } else {
          move(px, py);
        }
      }
    }

    float low() {
      float low = 0;
      for (float[] p : pieces) {
        low = Math.min(low, Math.min(p[0], p[2]));
      }
      return low;
    }

    float high() {
      float high = 0;
      for (float[] p : pieces) {
        high = Math.max(high, Math.max(p[0], p[2]));
      }
      return high;
    }

    float distance(float x, float y) {
      float least = RANGE * RANGE;
      for (float[] p : pieces) {
        float dx = p[2] - p[0];
        float dy = p[3] - p[1];
        float length2 = dx * dx + dy * dy;
        float along = length2 == 0 ? 0 : ((x - p[0]) * dx + (y - p[1]) * dy) / length2;
        along = Math.max(0, Math.min(1, along));
        float ex = x - p[0] - along * dx;
        float ey = y - p[1] - along * dy;
        least = Math.min(least, ex * ex + ey * ey);
      }
      return (float) Math.sqrt(least);
    }
  }
}
