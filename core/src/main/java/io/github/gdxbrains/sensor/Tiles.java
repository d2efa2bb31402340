package io.github.gdxbrains.sensor;

import io.github.gdxbrains.canvas.Canvas;
import java.util.Arrays;

/**
 * What the cells of a world show to {@link GridSensor}s: for each cell a number from 0 to 1 for
 * each tag of a {@link Grid}. The world changes single cells as things happen, so that sensing
 * copies a few stretches of memory whatever stands there.
 *
 * <p>Around the cells lies a margin as wide as the grid reaches; it shows what lies beyond the
 * world's edge.
 */
public final class Tiles {
  /** Share of a cell's side that is tinted. */
  private static final float FILLED = 0.9f;

  /** Opacity of a tint for a value next to 0, and what a value of 1 adds. */
  private static final float LEAST_OPACITY = 0.15f;

  private static final float OPACITY = 0.45f;

  private final int channels;
  private final int margin;
  private final int stride;

  /** {@code [margin + rows + margin][margin + columns + margin][channels]}, rows upwards. */
  private final float[] values;

  /** Where the middle of the first cell is drawn, and how far apart cells are. */
  private float firstX = 0.5f;

  private float firstY = 0.5f;
  private float stepX = 1;
  private float stepY = 1;

  /** Cells that show nothing, of a world of so many cells. */
  public Tiles(Grid grid, int columns, int rows) {
    channels = grid.tags().size();
    margin = grid.reach();
    stride = columns + 2 * margin;
    values = new float[stride * (rows + 2 * margin) * channels];
  }

  /**
   * Says where the cells are drawn, for {@link Sensor#draw}: unless told otherwise, column 0 and
   * row 0 have their lower left corner at the origin, and a cell is one unit.
   *
   * @param firstX middle of column 0 in the picture, in world units
   * @param firstY middle of row 0
   * @param stepX from one column to the next; negative if columns run to the left
   * @param stepY from one row to the next; negative if rows run downwards
   */
  public void drawnAt(float firstX, float firstY, float stepX, float stepY) {
    this.firstX = firstX;
    this.firstY = firstY;
    this.stepX = stepX;
    this.stepY = stepY;
  }

  /** Makes all cells, those of the margin too, show nothing. */
  public void clear() {
    Arrays.fill(values, 0);
  }

  /** Makes all cells, those of the margin too, show a tag. */
  public void fill(int tag, float value) {
    for (int i = tag; i < values.length; i += channels) {
      values[i] = value;
    }
  }

  /** Sets what a cell shows of a tag. */
  public void set(int column, int row, int tag, float value) {
    values[place(column, row) + tag] = value;
  }

  /** What a cell shows of a tag. */
  public float get(int column, int row, int tag) {
    return values[place(column, row) + tag];
  }

  private int place(int column, int row) {
    return ((row + margin) * stride + column + margin) * channels;
  }

  /**
   * Writes the cells around one, in the order of {@link Grid#stream}.
   *
   * @param reach cells in each direction, at most that of the grid
   * @param heading quarters of a turn, counter-clockwise from the right
   */
  void write(int reach, int column, int row, int heading, ObservationWriter out) {
    if (heading == 0) {
      int width = (2 * reach + 1) * channels;
      int corner = place(column - reach, row - reach);
      for (int i = 0; i <= 2 * reach; i++) {
        out.put(values, corner + i * stride * channels, width);
      }
      return;
    }
    int aheadColumns = heading == 2 ? -1 : 0;
    int aheadRows = heading == 1 ? 1 : heading == 3 ? -1 : 0;
    for (int left = -reach; left <= reach; left++) {
      for (int ahead = -reach; ahead <= reach; ahead++) {
        int seenColumn = column + ahead * aheadColumns - left * aheadRows;
        int seenRow = row + ahead * aheadRows + left * aheadColumns;
        out.put(values, place(seenColumn, seenRow), channels);
      }
    }
  }

  /**
   * Tints the cells around one by what they show, and frames them. What a cell shows of several
   * tags lies side by side.
   *
   * @param reach cells in each direction, at most that of the grid
   */
  void draw(int reach, int column, int row, Canvas canvas, SensorStyle style) {
    for (int seenRow = row - reach; seenRow <= row + reach; seenRow++) {
      for (int seenColumn = column - reach; seenColumn <= column + reach; seenColumn++) {
        drawCell(seenColumn, seenRow, canvas, style);
      }
    }
    float width = (2 * reach + 1) * Math.abs(stepX);
    float height = (2 * reach + 1) * Math.abs(stepY);
    style.frame(canvas, x(column), y(row), width, height, SensorStyle.NOTHING);
  }

  private void drawCell(int column, int row, Canvas canvas, SensorStyle style) {
    int shown = 0;
    for (int tag = 0; tag < channels; tag++) {
      shown += get(column, row, tag) > 0 ? 1 : 0;
    }
    float width = FILLED * Math.abs(stepX);
    float height = FILLED * Math.abs(stepY);
    float x = x(column) - width / 2;
    for (int tag = 0; tag < channels; tag++) {
      float value = get(column, row, tag);
      if (value > 0) {
        float stripe = width / shown;
        int color = SensorStyle.fade(style.color(tag), LEAST_OPACITY + OPACITY * value);
        canvas.rectangle(x + stripe / 2, y(row), stripe, height, 0, color);
        x += stripe;
      }
    }
  }

  float x(int column) {
    return firstX + column * stepX;
  }

  float y(int row) {
    return firstY + row * stepY;
  }
}
