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

  /** {@code y = V + A - mean A} of those that duel. */
  void toOutputs(int rows, float[] sums, float[] y) {
    int from = 0;
    int to = 0;
    for (int h = 0; h < heads.size(); h++) {
      Head head = heads.get(h);
      boolean duels = head.kind() == Head.Kind.DUELING;
      int advantages = duels ? from + 1 : from;
      for (int row = 0; row < rows; row++) {
        float base = duels ? sums[from * rows + row] : 0;
        if (duels) {
          base -= mean(sums, advantages * rows + row, rows, head.units());
        }
        for (int u = 0; u < head.units(); u++) {
          y[row * outputs + to + u] = base + sums[(advantages + u) * rows + row];
        }
      }
      from += head.matrixUnits();
      to += head.units();
    }
  }

  /** {@code dV = Σ dy} and {@code dA = dy - mean dy} of those that duel. */
  void toSums(int rows, float[] y, float[] sums) {
    int from = 0;
    int to = 0;
    for (int h = 0; h < heads.size(); h++) {
      Head head = heads.get(h);
      boolean duels = head.kind() == Head.Kind.DUELING;
      int advantages = duels ? to + 1 : to;
      for (int row = 0; row < rows; row++) {
        int at = row * outputs + from;
        float mean = 0;
        if (duels) {
          mean = mean(y, at, 1, head.units());
          sums[to * rows + row] = head.units() * mean;
        }
        for (int u = 0; u < head.units(); u++) {
          sums[(advantages + u) * rows + row] = y[at + u] - mean;
        }
      }
      from += head.units();
      to += head.matrixUnits();
    }
  }

  private static float mean(float[] values, int from, int stride, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[from + i * stride];
    }
    return sum / count;
  }
}
