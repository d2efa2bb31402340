package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some columns of the input rows, normalised and column-major, as the first stages of trunks and
 * encoders read them.
 */
final class InputColumns {
  /** Rows that are transposed at once: a cache line of each stays in the first-level cache. */
  private static final int BLOCK = 64;

  private final List<Structure.Range> ranges;
  private final int[] columns;
  private final Workspace workspace;
  private final Normalizer normalizer;
  private final INDArray values;
  private final float[] host;
  private final float[] gradients;
  private final List<Signal> readers = new ArrayList<>();

  InputColumns(List<Structure.Range> ranges, Workspace workspace, Normalizer normalizer) {
    this.ranges = ranges;
    this.workspace = workspace;
    this.normalizer = normalizer;
    columns =
        ranges.stream()
            .flatMapToInt(r -> IntStream.range(r.offset(), r.offset() + r.length()))
            .toArray();
    values = workspace.allocate((long) workspace.maxRows * (columns.length + 1));
    host = new float[Math.multiplyExact(workspace.maxRows, columns.length + 1)];
    gradients = new float[workspace.training ? host.length - workspace.maxRows : 0];
  }

  boolean are(List<Structure.Range> others) {
    return ranges.equals(others);
  }

  /** What one more first stage reads. */
  Signal reader() {
    Signal signal = workspace.reader(values, columns.length);
    readers.add(signal);
    return signal;
  }

  /**
   * Copies them from a batch.
   *
   * @param raw row-major
   */
  void write(float[] raw, int rows) {
    int inputs = normalizer.inputs();
    for (int first = 0; first < rows; first += BLOCK) {
      int end = Math.min(rows, first + BLOCK);
      for (int c = 0; c < columns.length; c++) {
        int from = columns[c];
        int to = c * rows;
        if (normalizer.changes(from)) {
          float mean = normalizer.mean(from);
          float scale = normalizer.scale(from);
          float limit = NetworkSpec.NORMALIZED_LIMIT;
          for (int row = first; row < end; row++) {
            float x = (raw[row * inputs + from] - mean) * scale;
            host[to + row] = Math.max(-limit, Math.min(limit, x)); // NaN stays
          }
        } else {
          for (int row = first; row < end; row++) {
            host[to + row] = raw[row * inputs + from];
          }
        }
      }
    }
    int end = columns.length * rows + rows;
    Arrays.fill(host, end - rows, end, 1);
    Memory.write(host, end, values);
  }

  /**
   * Adds the gradients of all readers to those of the raw inputs; must follow {@link #write} of the
   * same rows.
   *
   * @param inputGradients row-major
   */
  void addGradients(int rows, float[] inputGradients) {
    int inputs = normalizer.inputs();
    for (Signal reader : readers) {
      Memory.read(reader.gradients(), gradients, rows * columns.length);
      for (int c = 0; c < columns.length; c++) {
        int column = columns[c];
        boolean isChanged = normalizer.changes(column);
        float scale = isChanged ? normalizer.scale(column) : 1;
        for (int row = 0; row < rows; row++) {
          int at = c * rows + row;
          // a clamped input has no influence
          if (!isChanged || !(Math.abs(host[at]) >= NetworkSpec.NORMALIZED_LIMIT)) {
            inputGradients[row * inputs + column] += scale * gradients[at];
          }
        }
      }
    }
  }
}
