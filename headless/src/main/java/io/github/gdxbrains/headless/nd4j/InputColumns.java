package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some columns of the input rows, normalised and column-major, as the first stages of trunks and
 * encoders read them.
 */
final class InputColumns {
  private final List<Structure.Range> ranges;
  private final OptionalInt countColumn;
  private final int features;
  private final int[] columns;
  private final Workspace workspace;
  private final Normalizer normalizer;
  private final INDArray values;
  private final float[] host;
  private final float[] gradients;
  private final List<Signal> readers = new ArrayList<>();

  /**
   * Of entities that may not all be there, those that are not become zeros.
   *
   * @param countColumn of the input row that says how many are; empty if all are or it is not asked
   * @param features of an entity
   */
  InputColumns(
      List<Structure.Range> ranges,
      OptionalInt countColumn,
      int features,
      Workspace workspace,
      Normalizer normalizer) {
    this.ranges = ranges;
    this.countColumn = countColumn;
    this.features = features;
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

  boolean are(List<Structure.Range> others, OptionalInt othersCount) {
    return ranges.equals(others) && countColumn.equals(othersCount);
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
    int to = 0;
    for (int i = 0; i < ranges.size(); i++) {
      Structure.Range range = ranges.get(i);
      Memory.transpose(raw, normalizer.inputs(), range.offset(), range.length(), rows, host, to);
      to += range.length() * rows;
    }
    for (int c = 0; c < columns.length; c++) {
      if (normalizer.changes(columns[c])) {
        normalize(c * rows, rows, normalizer.mean(columns[c]), normalizer.scale(columns[c]));
      }
    }
    if (countColumn.isPresent()) {
      clearAbsent(raw, countColumn.getAsInt(), rows);
    }
    Arrays.fill(host, to, to + rows, 1);
    Memory.write(host, to + rows, values);
  }

  private void clearAbsent(float[] raw, int column, int rows) {
    for (int row = 0; row < rows; row++) {
      float wanted = raw[row * normalizer.inputs() + column];
      int count = AttentionStage.count(wanted, columns.length / features);
      for (int c = count * features; c < columns.length; c++) {
        host[c * rows + row] = 0;
      }
    }
  }

  private void normalize(int from, int rows, float mean, float scale) {
    float limit = NetworkSpec.NORMALIZED_LIMIT;
    for (int i = from; i < from + rows; i++) {
      host[i] = Math.max(-limit, Math.min(limit, (host[i] - mean) * scale)); // NaN stays
    }
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
      reader.readGradients(rows, gradients);
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
