package io.github.gdxbrains.sensor;

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
  private final int channels;
  private final int margin;
  private final int stride;

  /** {@code [margin + rows + margin][margin + columns + margin][channels]}, rows upwards. */
  private final float[] values;

  /** Cells that show nothing, of a world of so many cells. */
  public Tiles(Grid grid, int columns, int rows) {
    channels = grid.tags().size();
    margin = grid.reach();
    stride = columns + 2 * margin;
    values = new float[stride * (rows + 2 * margin) * channels];
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
}
