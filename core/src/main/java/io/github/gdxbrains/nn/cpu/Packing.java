package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.ParameterLayout;
import java.util.ArrayList;
import java.util.List;

/** Carries numbers between the flat order of {@link ParameterLayout} and the packed arrays. */
final class Packing {
  /**
   * One slice of the layout.
   *
   * @param transposed whether the matrix is stored {@code [units][inputs]}
   * @param firstUnit of the slice within the matrix, which may hold several heads
   */
  private record Part(
      ParameterLayout.Slice slice, Matrix matrix, boolean transposed, int firstUnit) {
    int packedWeight(int input, int unit) {
      return transposed
          ? matrix.weights() + (firstUnit + unit) * matrix.stride() + input
          : matrix.weights() + input * matrix.stride() + firstUnit + unit;
    }
  }

  private final List<Part> parts = new ArrayList<>();

  void add(ParameterLayout.Slice slice, Matrix matrix, boolean transposed, int firstUnit) {
    parts.add(new Part(slice, matrix, transposed, firstUnit));
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
      if (part.slice.biased()) {
        int to = part.matrix.biases() + part.firstUnit;
        System.arraycopy(flat, from, packed, to, part.slice.units());
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
      if (part.slice.biased()) {
        int from = part.matrix.biases() + part.firstUnit;
        System.arraycopy(packed, from, flat, to, part.slice.units());
      }
    }
  }
}
