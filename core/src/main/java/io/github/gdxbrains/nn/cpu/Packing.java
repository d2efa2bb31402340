package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Carries numbers between the flat order of {@link ParameterLayout} and the packed arrays. */
final class Packing {
  /**
   * One slice of the layout.
   *
   * @param transposed whether the matrix is stored {@code [units][inputs]}
   * @param inputAt where each input of the slice is among the matrix's
   * @param unitAt where each unit of the slice is among the matrix's, which may hold several slices
   */
  private record Part(
      ParameterLayout.Slice slice, Matrix matrix, boolean transposed, int[] inputAt, int[] unitAt) {
    int packedWeight(int input, int unit) {
      int row = transposed ? unitAt[unit] : inputAt[input];
      int column = transposed ? inputAt[input] : unitAt[unit];
      return matrix.weights() + row * matrix.stride() + column;
    }
  }

  private final List<Part> parts = new ArrayList<>();

  /**
   * Adds a slice whose inputs and units lie side by side.
   *
   * @param firstUnit of the slice within the matrix, which may hold several heads
   */
  void add(ParameterLayout.Slice slice, Matrix matrix, boolean transposed, int firstUnit) {
    int[] inputAt = grouped(slice.inputs(), slice.inputs(), slice.inputs());
    int[] unitAt = IntStream.range(firstUnit, firstUnit + slice.units()).toArray();
    parts.add(new Part(slice, matrix, transposed, inputAt, unitAt));
  }

  /**
   * Adds a slice of a matrix stored {@code [inputs][units]} in places of its own.
   *
   * @param inputAt where each input is, as {@link #grouped} tells
   * @param unitAt where each unit is
   */
  void add(ParameterLayout.Slice slice, Matrix matrix, int[] inputAt, int[] unitAt) {
    parts.add(new Part(slice, matrix, false, inputAt, unitAt));
  }

  /**
   * Places of groups, such as a recurrent layer's gates, that start at multiples of a stride.
   *
   * @param count of all groups together
   * @param group how many are side by side
   * @param stride between the starts of two groups
   */
  static int[] grouped(int count, int group, int stride) {
    return IntStream.range(0, count).map(i -> i / group * stride + i % group).toArray();
  }

  /** Flat to packed; the padding is not touched. */
  void pack(float[] flat, float[] packed) {
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      int from = part.slice.offset();
      for (int input = 0; input < part.slice.inputs(); input++) {
        for (int unit = 0; unit < part.slice.units(); unit++) {
          packed[part.packedWeight(input, unit)] = flat[from++];
        }
      }
      for (int unit = 0; part.slice.biased() && unit < part.slice.units(); unit++) {
        packed[part.matrix.biases() + part.unitAt[unit]] = flat[from++];
      }
    }
  }

  /** Packed to flat. */
  void unpack(float[] packed, float[] flat) {
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      int to = part.slice.offset();
      for (int input = 0; input < part.slice.inputs(); input++) {
        for (int unit = 0; unit < part.slice.units(); unit++) {
          flat[to++] = packed[part.packedWeight(input, unit)];
        }
      }
      for (int unit = 0; part.slice.biased() && unit < part.slice.units(); unit++) {
        flat[to++] = packed[part.matrix.biases() + part.unitAt[unit]];
      }
    }
  }
}
