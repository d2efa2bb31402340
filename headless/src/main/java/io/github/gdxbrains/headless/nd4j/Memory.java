package io.github.gdxbrains.headless.nd4j;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Preallocated memory of ND4J: flat arrays, matrices that look at them, and copies. */
final class Memory {
  /** Rows that are transposed at once: a cache line of each stays in the first-level cache. */
  private static final int BLOCK = 64;

  private Memory() {}

  /** So many zeros. */
  static INDArray zeros(long length) {
    return Nd4j.create(DataType.FLOAT, length);
  }

  /** A column-major matrix in a flat array. */
  static INDArray matrix(INDArray flat, long offset, long rows, long columns) {
    return Nd4j.create(flat.data(), new long[] {rows, columns}, new long[] {1, rows}, offset, 'f');
  }

  /** A row-major matrix at the start of a flat array: for operands, never for results. */
  static INDArray rowMajor(INDArray flat, long rows, long columns) {
    return Nd4j.create(flat.data(), new long[] {rows, columns}, new long[] {columns, 1}, 0, 'c');
  }

  /** Some numbers of a flat array, as a row. */
  static INDArray slice(INDArray flat, long offset, long length) {
    return Nd4j.create(flat.data(), new long[] {1, length}, new long[] {length, 1}, offset, 'c');
  }

  /** A view of any shape of a flat array, with the stride of each dimension. */
  static INDArray view(INDArray flat, long offset, long[] shape, long... stride) {
    return Nd4j.create(flat.data(), shape, stride, offset, 'c');
  }

  /** The numbers of a view without gaps, in their order in memory; on the processor only. */
  static FloatBuffer floats(INDArray view) {
    return view.data().asNioFloat().slice();
  }

  /** Copies to the start of a flat array. */
  static void write(float[] source, int length, INDArray flat) {
    write(source, length, flat, 0);
  }

  /** Copies to a flat array, from an offset in it. */
  static void write(float[] source, int length, INDArray flat, int offset) {
    FloatBuffer buffer = flat.data().asNioFloat();
    buffer.put(offset, source, 0, length);
    Nd4j.getAffinityManager().tagLocation(flat, Location.HOST);
  }

  /** Copies from the start of a flat array. */
  static void read(INDArray flat, float[] target, int length) {
    read(flat, 0, target, length);
  }

  /** Copies from a flat array, from an offset in it. */
  static void read(INDArray flat, int offset, float[] target, int length) {
    flat.data().asNioFloat().get(offset, target, 0, length);
  }

  /**
   * Copies some columns of a row-major matrix to a column-major one in the Java heap.
   *
   * @param stride numbers in a row of the source
   * @param offset of the first of the columns
   * @param target receives them from {@code start} on
   */
  static void transpose(
      float[] source, int stride, int offset, int columns, int rows, float[] target, int start) {
    for (int first = 0; first < rows; first += BLOCK) {
      int end = Math.min(rows, first + BLOCK);
      for (int c = 0; c < columns; c++) {
        int to = start + c * rows;
        for (int row = first; row < end; row++) {
          target[to + row] = source[row * stride + offset + c];
        }
      }
    }
  }
}
