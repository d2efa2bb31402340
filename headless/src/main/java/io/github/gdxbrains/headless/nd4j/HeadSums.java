package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.NetworkSpec;
import java.util.List;

/**
 * From the sums of all heads' matrices, column-major, to the outputs, row by row, and the gradients
 * back: {@code y = V + A - mean A} of a dueling head (arXiv:1511.06581 eq. 9), else the sums
 * themselves. In the Java heap, where losses are computed.
 */
final class HeadSums {
  private final List<Head> heads;
  private final int columns;
  private final int outputs;

  HeadSums(NetworkSpec spec) {
    heads = spec.heads();
    columns = heads.stream().mapToInt(Head::matrixUnits).sum();
    outputs = spec.outputs();
  }

  /** Sums of a row. */
  int columns() {
    return columns;
  }

  /** {@code y = V + A - mean A} of those that duel, atom by atom. */
  void toOutputs(int rows, float[] sums, float[] y) {
    int from = 0;
    int to = 0;
    for (int h = 0; h < heads.size(); h++) {
      Head head = heads.get(h);
      int units = head.units();
      int atoms = head.kind() == Head.Kind.DUELING ? head.atoms() : 0;
      for (int row = 0; row < rows; row++) {
        int at = row * outputs + to;
        for (int u = 0; u < units; u++) {
          y[at + u] = sums[(from + atoms + u) * rows + row];
        }
        for (int atom = 0; atom < atoms; atom++) {
          float base = sums[(from + atom) * rows + row] - mean(y, at + atom, atoms, units / atoms);
          for (int u = atom; u < units; u += atoms) {
            y[at + u] += base;
          }
        }
      }
      from += head.matrixUnits();
      to += units;
    }
  }

  /** {@code dV = Σ dy} and {@code dA = dy - mean dy} of those that duel. */
  void toSums(int rows, float[] y, float[] sums) {
    int from = 0;
    int to = 0;
    for (int h = 0; h < heads.size(); h++) {
      Head head = heads.get(h);
      int units = head.units();
      int atoms = head.kind() == Head.Kind.DUELING ? head.atoms() : 0;
      for (int row = 0; row < rows; row++) {
        int at = row * outputs + from;
        for (int u = 0; u < units; u++) {
          sums[(to + atoms + u) * rows + row] = y[at + u];
        }
        for (int atom = 0; atom < atoms; atom++) {
          int options = units / atoms;
          float mean = mean(y, at + atom, atoms, options);
          sums[(to + atom) * rows + row] = options * mean;
          for (int u = atom; u < units; u += atoms) {
            sums[(to + atoms + u) * rows + row] -= mean;
          }
        }
      }
      from += units;
      to += head.matrixUnits();
    }
  }

  /** Of so many numbers, every {@code stride}-th. */
  private static float mean(float[] values, int from, int stride, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[from + i * stride];
    }
    return sum / count;
  }
}
