package io.github.gdxbrains.desktop;

import com.badlogic.gdx.graphics.GL20;
import com.badlogic.gdx.graphics.Mesh;
import com.badlogic.gdx.graphics.VertexAttribute;
import com.badlogic.gdx.graphics.VertexAttributes.Usage;
import com.badlogic.gdx.graphics.glutils.ShaderProgram;
import com.badlogic.gdx.utils.Disposable;
import io.github.gdxbrains.canvas.Canvas;
import java.util.Arrays;

/**
 * Draws on the window, with smooth edges at every size and without multisampling: each shape is a
 * rectangle whose pixels ask a shader for their distance to the shape's edge.
 *
 * <p>A frame is {@link #begin}, the game's drawing, {@link #overlay} with what the window adds, and
 * {@link #end}. What the game drew can be shown once more with {@link #repeat}.
 */
final class GdxCanvas implements Canvas, Disposable {
  private static final float OVERLAY_WIDTH = 1040;
  private static final float OVERLAY_HEIGHT = 720;

  /** Width of a normal text's strokes as a share of a capital letter's height. */
  static final float NORMAL = 0.115f;

  /** Width of a bold text's strokes as a share of a capital letter's height. */
  static final float BOLD = 0.18f;

  private static final int QUADS = 4096;
  private static final int FLOATS = 10;
  private static final int QUAD_FLOATS = 4 * FLOATS;
  private static final float BOX = 0;
  private static final float TRIANGLE = 1;
  private static final float GLYPH = 2;

  private static final String VERTEX_SHADER =
      """
      attribute vec2 a_position;
      attribute vec4 a_color;
      attribute vec3 a_local;
      attribute vec4 a_shape;
      uniform vec2 u_frame;
      varying vec4 v_color;
      varying vec3 v_local;
      varying vec4 v_shape;
      void main() {
        v_color = a_color;
        v_color.a *= 255.0 / 254.0; // its lowest bit is lost
        v_local = a_local;
        v_shape = a_shape;
        gl_Position = vec4(a_position / u_frame * 2.0 - 1.0, 0.0, 1.0);
      }
      """;

  /** The distance to the edge is in pixels and negative inside; the edge is one pixel wide. */
  private static final String FRAGMENT_SHADER =
      """
      #ifdef GL_ES
      precision highp float;
      #endif
      uniform sampler2D u_glyphs;
      varying vec4 v_color;
      varying vec3 v_local;
      varying vec4 v_shape;
      void main() {
        float distance;
        if (v_shape.w < 0.5) {
          vec2 q = abs(v_local.xy) - v_shape.xy + v_shape.z;
          distance = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - v_shape.z;
          if (v_local.z > 0.0) {
            distance = abs(distance) - v_local.z;
          }
        } else if (v_shape.w < 1.5) {
          distance = max(max(v_local.x, v_local.y), v_local.z);
        } else {
          distance = texture2D(u_glyphs, v_local.xy).a * v_shape.y - v_shape.x;
        }
        gl_FragColor = vec4(v_color.rgb, v_color.a * clamp(0.5 - distance, 0.0, 1.0));
      }
      """;

  private final GL20 gl;
  private final ShaderProgram shader;
  private final Mesh mesh;
  private final StrokeFont font = new StrokeFont();
  private float[] vertices = new float[256 * QUAD_FLOATS];
  private int used;
  private int worldUsed;
  private int background = 0x000000ff;
  private int frameWidth = 1;
  private int frameHeight = 1;
  private float top;
  private float bottom;
  private float left;
  private float scale = 1;
  private float shiftX;
  private float shiftY;
  private float colorBits;

  /** Makes what the graphics card needs; there must be a graphics context. */
  GdxCanvas(GL20 gl) {
    this.gl = gl;
    shader = new ShaderProgram(VERTEX_SHADER, FRAGMENT_SHADER);
    if (!shader.isCompiled()) {
      throw new IllegalStateException("the shader does not compile: " + shader.getLog());
    }
    mesh =
        new Mesh(
            false,
            QUADS * 4,
            QUADS * 6,
            new VertexAttribute(Usage.Position, 2, "a_position"),
            VertexAttribute.ColorPacked(),
            new VertexAttribute(Usage.Generic, 3, "a_local"),
            new VertexAttribute(Usage.Generic, 4, "a_shape"));
    short[] indices = new short[QUADS * 6];
    for (int quad = 0; quad < QUADS; quad++) {
      int[] corners = {0, 1, 2, 2, 3, 0};
      for (int i = 0; i < 6; i++) {
        indices[quad * 6 + i] = (short) (quad * 4 + corners[i]);
      }
    }
    mesh.setIndices(indices);
  }

  /**
   * Begins a frame.
   *
   * @param width of the window in pixels
   * @param height of the window in pixels
   * @param top overlay units at the upper edge that the world must leave free
   * @param bottom overlay units at the lower edge that the world must leave free
   * @param left overlay units at the left edge that the world must leave free
   */
  void begin(int width, int height, float top, float bottom, float left) {
    frameWidth = Math.max(1, width);
    frameHeight = Math.max(1, height);
    this.top = top;
    this.bottom = bottom;
    this.left = left;
    used = 0;
  }

  /** Shows what the game drew in the frame before, in place of letting it draw. */
  void repeat() {
    used = worldUsed;
  }

  /** Ends the game's drawing. From here on units are those of the overlay, origin lower left. */
  void overlay() {
    worldUsed = used;
    scale = overlayUnit();
    shiftX = 0;
    shiftY = 0;
  }

  /** Pixels of an overlay unit: the overlay is at least 1040 wide and 720 high. */
  private float overlayUnit() {
    return Math.min(frameWidth / OVERLAY_WIDTH, frameHeight / OVERLAY_HEIGHT);
  }

  /** Width of the overlay in its own units. */
  float overlayWidth() {
    return frameWidth / overlayUnit();
  }

  /** Height of the overlay in its own units. */
  float overlayHeight() {
    return frameHeight / overlayUnit();
  }

  @Override
  public void view(float centerX, float centerY, float width, float height, int background) {
    used = 0;
    this.background = background;
    float unit = overlayUnit();
    float freeWidth = Math.max(1, frameWidth - left * unit);
    float freeHeight = Math.max(1, frameHeight - (top + bottom) * unit);
    scale = Math.min(freeWidth / width, freeHeight / height);
    shiftX = left * unit + freeWidth / 2 - centerX * scale;
    shiftY = bottom * unit + freeHeight / 2 - centerY * scale;
  }

  /** World units of an overlay unit, while the game draws. */
  float worldUnit() {
    return overlayUnit() / scale;
  }

  @Override
  public void circle(float x, float y, float radius, int color) {
    float r = radius * scale;
    box(pixelX(x), pixelY(y), r, r, r, 0, 1, 0, color);
  }

  @Override
  public void ring(float x, float y, float radius, float lineWidth, int color) {
    float r = radius * scale;
    float half = lineWidth * scale / 2;
    float seen = Math.max(0.5f, half);
    box(pixelX(x), pixelY(y), r, r, r, seen, 1, 0, fade(color, half / seen));
  }

  @Override
  public void rectangle(float x, float y, float width, float height, float angleRad, int color) {
    panel(x, y, width, height, angleRad, 0, color);
  }

  /** A rectangle with round corners. */
  void panel(float x, float y, float width, float height, float angleRad, float radius, int color) {
    box(
        pixelX(x),
        pixelY(y),
        width * scale / 2,
        height * scale / 2,
        radius * scale,
        0,
        (float) Math.cos(angleRad),
        (float) Math.sin(angleRad),
        color);
  }

  @Override
  public void triangle(float x1, float y1, float x2, float y2, float x3, float y3, int color) {
    float ax = pixelX(x1);
    float ay = pixelY(y1);
    float bx = pixelX(x2);
    float by = pixelY(y2);
    float cx = pixelX(x3);
    float cy = pixelY(y3);
    if ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax) < 0) {
      triangleInPixels(ax, ay, cx, cy, bx, by, color);
    } else {
      triangleInPixels(ax, ay, bx, by, cx, cy, color);
    }
  }

  private void triangleInPixels(
      float ax, float ay, float bx, float by, float cx, float cy, int color) {
    float left = Math.min(ax, Math.min(bx, cx)) - 1;
    float right = Math.max(ax, Math.max(bx, cx)) + 1;
    float low = Math.min(ay, Math.min(by, cy)) - 1;
    float high = Math.max(ay, Math.max(by, cy)) + 1;
    reserve(color);
    for (int corner = 0; corner < 4; corner++) {
      float x = corner == 0 || corner == 3 ? left : right;
      float y = corner < 2 ? low : high;
      vertex(
          x,
          y,
          edge(x, y, ax, ay, bx, by),
          edge(x, y, bx, by, cx, cy),
          edge(x, y, cx, cy, ax, ay),
          0,
          0,
          0,
          TRIANGLE);
    }
  }

  /** How far a point lies to the right of a line. */
  private static float edge(float x, float y, float ax, float ay, float bx, float by) {
    float dx = bx - ax;
    float dy = by - ay;
    float length = Math.max(1e-6f, (float) Math.sqrt(dx * dx + dy * dy));
    return ((x - ax) * dy - (y - ay) * dx) / length;
  }

  @Override
  public void line(float x1, float y1, float x2, float y2, float lineWidth, int color) {
    float dx = (x2 - x1) * scale;
    float dy = (y2 - y1) * scale;
    float length = (float) Math.sqrt(dx * dx + dy * dy);
    float half = lineWidth * scale / 2;
    float seen = Math.max(0.5f, half);
    box(
        pixelX((x1 + x2) / 2),
        pixelY((y1 + y2) / 2),
        length / 2 + seen,
        seen,
        seen,
        0,
        length == 0 ? 1 : dx / length,
        length == 0 ? 0 : dy / length,
        fade(color, half / seen));
  }

  @Override
  public void text(CharSequence text, float x, float y, float height, Align align, int color) {
    text(text, x, y, height, align, color, NORMAL);
  }

  /** A text whose strokes are {@code weight} times a capital letter's height wide. */
  void text(
      CharSequence text, float x, float y, float height, Align align, int color, float weight) {
    float unit = height * scale / StrokeFont.CAPITAL;
    float width = font.width(text);
    float shift =
        switch (align) {
          case LEFT -> 0;
          case CENTER -> -width / 2;
          case RIGHT -> -width;
        };
    float half = weight * StrokeFont.CAPITAL / 2 * unit;
    float seen = Math.max(0.6f, half);
    int seenColor = fade(color, (float) Math.sqrt(half / seen));
    float penX = pixelX(x) + shift * unit;
    float baseline = pixelY(y) - height * scale / 2;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (!font.isSpace(character)) {
        glyph(font.glyph(character), penX, baseline, unit, seen, seenColor);
      }
      penX += font.advance(character) * unit;
    }
  }

  private void glyph(
      StrokeFont.Glyph glyph, float x, float y, float unit, float halfStroke, int color) {
    reserve(color);
    float range = StrokeFont.RANGE * unit;
    for (int corner = 0; corner < 4; corner++) {
      boolean left = corner == 0 || corner == 3;
      boolean low = corner < 2;
      vertex(
          x + (left ? glyph.left() : glyph.right()) * unit,
          y + (low ? glyph.bottom() : glyph.top()) * unit,
          left ? glyph.u() : glyph.u2(),
          low ? glyph.v() : glyph.v2(),
          0,
          halfStroke,
          range,
          0,
          GLYPH);
    }
  }

  /** Width of a text in the present units. */
  float textWidth(CharSequence text, float height) {
    return font.width(text) * height / StrokeFont.CAPITAL;
  }

  private void box(
      float x,
      float y,
      float halfWidth,
      float halfHeight,
      float radius,
      float halfLine,
      float cos,
      float sin,
      int color) {
    reserve(color);
    float reachX = halfWidth + halfLine + 1;
    float reachY = halfHeight + halfLine + 1;
    for (int corner = 0; corner < 4; corner++) {
      float localX = corner == 0 || corner == 3 ? -reachX : reachX;
      float localY = corner < 2 ? -reachY : reachY;
      vertex(
          x + localX * cos - localY * sin,
          y + localX * sin + localY * cos,
          localX,
          localY,
          halfLine,
          halfWidth,
          halfHeight,
          radius,
          BOX);
    }
  }

  private void reserve(int color) {
    if (used + QUAD_FLOATS > vertices.length) {
      vertices = Arrays.copyOf(vertices, 2 * vertices.length);
    }
    // 0xRRGGBBAA to the bytes r, g, b, a, without alpha's lowest bit: a float that is never a NaN
    colorBits = Float.intBitsToFloat(Integer.reverseBytes(color) & 0xfeffffff);
  }

  private void vertex(
      float x,
      float y,
      float local0,
      float local1,
      float local2,
      float shape0,
      float shape1,
      float shape2,
      float kind) {
    float[] v = vertices;
    int i = used;
    v[i] = x;
    v[i + 1] = y;
    v[i + 2] = colorBits;
    v[i + 3] = local0;
    v[i + 4] = local1;
    v[i + 5] = local2;
    v[i + 6] = shape0;
    v[i + 7] = shape1;
    v[i + 8] = shape2;
    v[i + 9] = kind;
    used += FLOATS;
  }

  /** A colour with its opacity multiplied. */
  static int fade(int color, float factor) {
    int alpha = Math.round((color & 0xff) * Math.max(0, Math.min(1, factor)));
    return (color & 0xffffff00) | alpha;
  }

  private float pixelX(float x) {
    return shiftX + x * scale;
  }

  private float pixelY(float y) {
    return shiftY + y * scale;
  }

  /** Ends the frame and hands it to the graphics card. */
  void end() {
    gl.glViewport(0, 0, frameWidth, frameHeight);
    gl.glClearColor(
        (background >>> 24) / 255f,
        (background >>> 16 & 0xff) / 255f,
        (background >>> 8 & 0xff) / 255f,
        1);
    gl.glClear(GL20.GL_COLOR_BUFFER_BIT);
    gl.glDisable(GL20.GL_DEPTH_TEST);
    gl.glDisable(GL20.GL_CULL_FACE);
    gl.glEnable(GL20.GL_BLEND);
    gl.glBlendFunc(GL20.GL_SRC_ALPHA, GL20.GL_ONE_MINUS_SRC_ALPHA);
    font.texture().bind(0);
    shader.bind();
    shader.setUniformi("u_glyphs", 0);
    shader.setUniformf("u_frame", frameWidth, frameHeight);
    for (int from = 0; from < used; from += QUADS * QUAD_FLOATS) {
      int count = Math.min(QUADS * QUAD_FLOATS, used - from);
      mesh.setVertices(vertices, from, count);
      mesh.render(shader, GL20.GL_TRIANGLES, 0, count / QUAD_FLOATS * 6);
    }
  }

  @Override
  public void dispose() {
    mesh.dispose();
    shader.dispose();
    font.dispose();
  }
}
