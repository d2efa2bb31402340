package io.github.gdxbrains.canvas;

/**
 * Shapes and text in world units. Colours are {@code 0xRRGGBBAA}. A frame begins with {@link
 * #view}; later shapes cover earlier ones.
 */
public interface Canvas {
  /** How a text lies relative to its anchor. */
  enum Align {
    /** The text starts at the anchor. */
    LEFT,
    /** The text's middle is at the anchor. */
    CENTER,
    /** The text ends at the anchor. */
    RIGHT
  }

  /**
   * Clears the frame and says which part of the world must be visible; it is shown as large as fits
   * with its proportions kept.
   */
  void view(float centerX, float centerY, float width, float height, int background);

  /** A filled circle. */
  void circle(float x, float y, float radius, int color);

  /** A circle's outline. */
  void ring(float x, float y, float radius, float lineWidth, int color);

  /** A filled rectangle given by its middle, turned counter-clockwise. */
  void rectangle(float x, float y, float width, float height, float angleRad, int color);

  /** A filled triangle. */
  void triangle(float x1, float y1, float x2, float y2, float x3, float y3, int color);

  /** A straight line. */
  void line(float x1, float y1, float x2, float y2, float lineWidth, int color);

  /**
   * One line of text; {@code y} is its vertical middle, {@code height} that of a capital letter.
   */
  void text(CharSequence text, float x, float y, float height, Align align, int color);
}
