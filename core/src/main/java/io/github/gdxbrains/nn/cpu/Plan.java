package io.github.gdxbrains.nn.cpu;

import java.util.ArrayList;
import java.util.List;

/** Hands out places in the packed arrays and in the workspaces while a network is built. */
final class Plan {
  /** Numbers of a matrix from which on products gain more by panels than writing them costs. */
  private static final int WORTH_PANELS = 1 << 14;

  private final Kernels kernels;
  private final List<Integer> widths = new ArrayList<>();
  private final List<Boolean> trainingOnly = new ArrayList<>();
  private long packed;
  private long transposes;
  private int widest;
  private int scratch;

  Plan(Kernels kernels) {
    this.kernels = kernels;
  }

  /** Rounds a count of columns up to whole vectors. */
  int pad(int columns) {
    return kernels.pad(columns);
  }

  /** Reserves a workspace buffer of so many (padded) numbers a row. */
  int buffer(int width, boolean onlyForTraining) {
    widths.add(width);
    trainingOnly.add(onlyForTraining);
    widest = Math.max(widest, width);
    return widths.size() - 1;
  }

  /** Makes room for gradients of so many (padded) numbers a row. */
  void delta(int width) {
    widest = Math.max(widest, width);
  }

  /** Reserves numbers that a stage needs for a moment; all stages use the same. */
  void scratch(int size) {
    scratch = Math.max(scratch, size);
  }

  /** Reserves a matrix stored {@code [inputs][units]}. */
  Matrix layerMatrix(int inputs, int units) {
    return matrix(inputs, units, units, true);
  }

  /** Reserves a matrix stored {@code [inputs][units]}, and in panels if that is worth it. */
  Matrix denseMatrix(int inputs, int units) {
    Matrix plain = layerMatrix(inputs, units);
    long size = (long) inputs * plain.stride();
    if (kernels.panel() == 0 || size < WORTH_PANELS) {
      return plain;
    }
    long panels = transposes;
    transposes += size;
    requireRoom(inputs, units);
    return plain.inPanels((int) panels);
  }

  /** Reserves a matrix stored {@code [units][inputs]}. */
  Matrix headMatrix(int inputs, int units) {
    return matrix(units, inputs, units, true);
  }

  /** Reserves a matrix stored {@code [inputs][units]} that is never multiplied. */
  Matrix table(int inputs, int units, boolean biased) {
    return matrix(inputs, units, biased ? units : 0, false);
  }

  private Matrix matrix(int rows, int columns, int biases, boolean transposed) {
    int stride = pad(columns);
    int transposeStride = pad(rows);
    widest = Math.max(widest, Math.max(stride, transposeStride));
    long weights = packed;
    long bias = weights + (long) rows * stride;
    long transpose = transposes;
    packed = bias + pad(biases);
    transposes += transposed ? (long) columns * transposeStride : 0;
    requireRoom(rows, columns);
    return new Matrix(
        rows, columns, stride, (int) weights, (int) bias, (int) transpose, transposeStride, -1);
  }

  private void requireRoom(int rows, int columns) {
    if (Math.max(packed, transposes) > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a layer of " + rows + " x " + columns + " makes the network too large");
    }
  }

  int packedSize() {
    return (int) packed;
  }

  int transposesSize() {
    return (int) transposes;
  }

  /** The widest row of any buffer or gradient. */
  int widest() {
    return widest;
  }

  int scratchSize() {
    return scratch;
  }

  int buffers() {
    return widths.size();
  }

  /** Numbers a row of a buffer has; 0 if it is not needed. */
  int width(int buffer, boolean training) {
    return training || !trainingOnly.get(buffer) ? widths.get(buffer) : 0;
  }
}
