package io.github.gdxbrains.canvas;

import java.util.Arrays;

/**
 * A picture in memory: what a camera sees where there is no window. The rows run from top to
 * bottom, and each pixel is one byte of luminance or three of red, green and blue.
 *
 * <p>Edges are smooth: a pixel takes on a colour by the share of its area that a shape covers. For
 * upright rectangles the share is exact; else each row of pixels is cut into {@value #CUTS} strips
 * whose ends are taken at mid-height. Text is not drawn, since what a game writes on the screen is
 * for people: a score would tell a brain what it cannot know. Nothing is allocated after
 * construction. It belongs to one thread.
 */
public final class Raster implements Canvas {
  private static final int CUTS = 4;

  private final int rows;
  private final int columns;
  private final int channels;
  private final byte[] pixels;
  private boolean looksAtPart;

  /** World to pixels: column = (x - left) * scaleX, row = (top - y) * scaleY. */
  private float left;

  private float top;
  private float scaleX = 1;
  private float scaleY = 1;

  /** The shape to fill, in pixels: the convex hull of corners and of equal ellipses. */
  private final float[] cornerX = new float[4];

  private final float[] cornerY = new float[4];
  private final float[] ellipseX = new float[2];
  private final float[] ellipseY = new float[2];
  private int corners;
  private int ellipses;
  private float radiusX;
  private float radiusY;

  /** Where the shape begins and ends at one height. */
  private float from;

  private float to;

  /** How much of each pixel of a row the shape covers, between the two columns. */
  private final float[] coverage;

  private int firstColumn;
  private int endColumn;

  private final float[] ink;
  private float opacity;

  /**
   * @param rows height in pixels, at least 1
   * @param columns width in pixels, at least 1
   * @param channels 1 for luminance, 3 for red, green and blue
   */
  public Raster(int rows, int columns, int channels) {
    if (rows < 1 || columns < 1 || channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          String.format(
              "a picture of %d rows, %d columns and %d channels: there must be at least one row"
                  + " and column, and 1 or 3 channels",
              rows, columns, channels));
    }
    this.rows = rows;
    this.columns = columns;
    this.channels = channels;
    pixels = new byte[Math.multiplyExact(Math.multiplyExact(rows, columns), channels)];
    coverage = new float[columns];
    ink = new float[channels];
  }

  /** The picture, {@code [rows][columns][channels]}; the array stays the same. */
  public byte[] pixels() {
    return pixels;
  }

  /**
   * Looks at this part of the world from now on, stretched to fill the picture, whatever part
   * {@link #view} asks for.
   */
  public void lookAt(float centerX, float centerY, float width, float height) {
    looksAtPart = true;
    show(centerX, centerY, columns / width, rows / height);
  }

  private void show(float centerX, float centerY, float scaleX, float scaleY) {
    this.scaleX = scaleX;
    this.scaleY = scaleY;
    left = centerX - columns / (2 * scaleX);
    top = centerY + rows / (2 * scaleY);
  }

  @Override
  public void view(float centerX, float centerY, float width, float height, int background) {
    if (!looksAtPart) {
      float scale = Math.min(columns / width, rows / height);
      show(centerX, centerY, scale, scale);
    }
    dip(background);
    opacity = 1;
    mixAll(0, rows * columns, 1);
  }

  @Override
  public void circle(float x, float y, float radius, int color) {
    ellipse(x, y, radius);
    fill(0, color);
  }

  @Override
  public void ring(float x, float y, float radius, float lineWidth, int color) {
    float outer = radius + lineWidth / 2;
    ellipse(x, y, outer);
    fill(Math.max(0, (radius - lineWidth / 2) / outer), color);
  }

  @Override
  public void rectangle(float x, float y, float width, float height, float angleRad, int color) {
    if (angleRad == 0) {
      upright(x, y, width, height, color);
      return;
    }
    ellipses = 0;
    box(x, y, (float) Math.cos(angleRad), (float) Math.sin(angleRad), width / 2, height / 2);
    fill(0, color);
  }

  private void upright(float x, float y, float width, float height, int color) {
    float boxLeft = Math.max(0, column(x - width / 2));
    float boxRight = Math.min(columns, column(x + width / 2));
    float boxTop = Math.max(0, row(y + height / 2));
    float boxBottom = Math.min(rows, row(y - height / 2));
    if (!(boxLeft < boxRight && boxTop < boxBottom)) {
      return;
    }
    dip(color);
    int first = (int) boxLeft;
    int end = (int) Math.ceil(boxRight);
    int endRow = (int) Math.ceil(boxBottom);
    for (int row = (int) boxTop; row < endRow; row++) {
      float share = opacity * (Math.min(row + 1, boxBottom) - Math.max(row, boxTop));
      int start = row * columns;
      if (end - first == 1) {
        mix(start + first, share * (boxRight - boxLeft));
      } else {
        mix(start + first, share * (first + 1 - boxLeft));
        mixAll(start + first + 1, start + end - 1, share);
        mix(start + end - 1, share * (boxRight - end + 1));
      }
    }
  }

  @Override
  public void triangle(float x1, float y1, float x2, float y2, float x3, float y3, int color) {
    ellipses = 0;
    corners = 3;
    corner(0, x1, y1);
    corner(1, x2, y2);
    corner(2, x3, y3);
    fill(0, color);
  }

  /** The ends are round. */
  @Override
  public void line(float x1, float y1, float x2, float y2, float lineWidth, int color) {
    float dx = x2 - x1;
    float dy = y2 - y1;
    float length = (float) Math.sqrt(dx * dx + dy * dy);
    ellipse(x1, y1, lineWidth / 2);
    if (length > 0) {
      ellipses = 2;
      ellipseX[1] = column(x2);
      ellipseY[1] = row(y2);
      box((x1 + x2) / 2, (y1 + y2) / 2, dx / length, dy / length, length / 2, lineWidth / 2);
    }
    fill(0, color);
  }

  @Override
  public void text(CharSequence text, float x, float y, float height, Align align, int color) {}

  private float column(float x) {
    return (x - left) * scaleX;
  }

  private float row(float y) {
    return (top - y) * scaleY;
  }

  private void ellipse(float x, float y, float radius) {
    corners = 0;
    ellipses = 1;
    ellipseX[0] = column(x);
    ellipseY[0] = row(y);
    radiusX = radius * scaleX;
    radiusY = radius * scaleY;
  }

  private void corner(int index, float x, float y) {
    cornerX[index] = column(x);
    cornerY[index] = row(y);
  }

  private void box(float x, float y, float cos, float sin, float halfWidth, float halfHeight) {
    corners = 4;
    for (int i = 0; i < 4; i++) {
      float alongX = i == 0 || i == 3 ? -halfWidth : halfWidth;
      float alongY = i < 2 ? -halfHeight : halfHeight;
      corner(i, x + alongX * cos - alongY * sin, y + alongX * sin + alongY * cos);
    }
  }

  /** What a colour is in the picture's channels; luminance is that of ITU-R BT.601. */
  private void dip(int color) {
    int red = color >>> 24;
    int green = color >>> 16 & 0xff;
    int blue = color >>> 8 & 0xff;
    opacity = (color & 0xff) / 255f;
    if (channels == 1) {
      ink[0] = 0.299f * red + 0.587f * green + 0.114f * blue;
    } else {
      ink[0] = red;
      ink[1] = green;
      ink[2] = blue;
    }
  }

  /**
   * Fills the shape.
   *
   * @param hole radius of a hole in the first ellipse, as a share of the ellipse's own
   */
  private void fill(float hole, int color) {
    float shapeTop = Float.POSITIVE_INFINITY;
    float shapeBottom = Float.NEGATIVE_INFINITY;
    float shapeLeft = Float.POSITIVE_INFINITY;
    float shapeRight = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < corners; i++) {
      shapeTop = Math.min(shapeTop, cornerY[i]);
      shapeBottom = Math.max(shapeBottom, cornerY[i]);
      shapeLeft = Math.min(shapeLeft, cornerX[i]);
      shapeRight = Math.max(shapeRight, cornerX[i]);
    }
    for (int i = 0; i < ellipses; i++) {
      shapeTop = Math.min(shapeTop, ellipseY[i] - radiusY);
      shapeBottom = Math.max(shapeBottom, ellipseY[i] + radiusY);
      shapeLeft = Math.min(shapeLeft, ellipseX[i] - radiusX);
      shapeRight = Math.max(shapeRight, ellipseX[i] + radiusX);
    }
    shapeTop = Math.max(0, shapeTop);
    shapeBottom = Math.min(rows, shapeBottom);
    if (!(shapeTop < shapeBottom && shapeLeft < columns && shapeRight > 0)) {
      return;
    }
    dip(color);
    int endRow = (int) Math.ceil(shapeBottom);
    for (int row = (int) shapeTop; row < endRow; row++) {
      float rowTop = Math.max(row, shapeTop);
      float strip = (Math.min(row + 1, shapeBottom) - rowTop) / CUTS;
      firstColumn = columns;
      endColumn = 0;
      for (int cut = 0; cut < CUTS; cut++) {
        float y = rowTop + (cut + 0.5f) * strip;
        findEnds(y);
        float holeFrom = to;
        float holeTo = to;
        if (hole > 0) {
          float dy = (y - ellipseY[0]) / (hole * radiusY);
          if (dy * dy < 1) {
            float half = hole * radiusX * (float) Math.sqrt(1 - dy * dy);
            holeFrom = ellipseX[0] - half;
            holeTo = ellipseX[0] + half;
          }
        }
        cover(from, holeFrom, strip);
        cover(holeTo, to, strip);
      }
      blend(row);
    }
  }

  /** Finds where the shape begins and ends at a height. */
  private void findEnds(float y) {
    from = Float.POSITIVE_INFINITY;
    to = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < corners; i++) {
      int j = i + 1 == corners ? 0 : i + 1;
      float y1 = cornerY[i];
      float y2 = cornerY[j];
      if (y1 <= y != y2 <= y) {
        float x = cornerX[i] + (cornerX[j] - cornerX[i]) * ((y - y1) / (y2 - y1));
        from = Math.min(from, x);
        to = Math.max(to, x);
      }
    }
    for (int i = 0; i < ellipses; i++) {
      float dy = (y - ellipseY[i]) / radiusY;
      if (dy * dy < 1) {
        float half = radiusX * (float) Math.sqrt(1 - dy * dy);
        from = Math.min(from, ellipseX[i] - half);
        to = Math.max(to, ellipseX[i] + half);
      }
    }
  }

  /** Adds a strip of a row to the coverage of its pixels. */
  private void cover(float from, float to, float height) {
    from = Math.max(0, from);
    to = Math.min(columns, to);
    if (!(from < to)) {
      return;
    }
    int first = (int) from;
    int last = Math.min((int) to, columns - 1);
    firstColumn = Math.min(firstColumn, first);
    endColumn = Math.max(endColumn, last + 1);
    if (first == last) {
      coverage[first] += (to - from) * height;
      return;
    }
    coverage[first] += (first + 1 - from) * height;
    for (int column = first + 1; column < last; column++) {
      coverage[column] += height;
    }
    coverage[last] += (to - last) * height;
  }

  /** Mixes the ink into a row by its coverage, and clears the coverage. */
  private void blend(int row) {
    for (int column = firstColumn; column < endColumn; column++) {
      mix(row * columns + column, Math.min(1, coverage[column]) * opacity);
      coverage[column] = 0;
    }
  }

  /** Mixes the ink into one pixel. */
  private void mix(int pixel, float share) {
    int at = pixel * channels;
    for (int channel = 0; channel < channels; channel++) {
      float old = pixels[at] & 0xff;
      pixels[at++] = (byte) (int) (old + (ink[channel] - old) * share + 0.5f);
    }
  }

  /** Mixes the ink into a run of pixels. */
  private void mixAll(int pixel, int endPixel, float share) {
    if (share < 1 || channels > 1) {
      for (; pixel < endPixel; pixel++) {
        mix(pixel, share);
      }
    } else if (pixel < endPixel) {
      Arrays.fill(pixels, pixel, endPixel, (byte) (int) (ink[0] + 0.5f));
    }
  }
}
