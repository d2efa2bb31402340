package io.github.gdxbrains.headless.nd4j;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * A {@link io.github.gdxbrains.nn.Layer.Embedding} on the processor: loops in the Java heap, where
 * ND4J's gather and scatter_add take many times as long.
 */
final class HostEmbeddingStage implements Stage {
  private final Indices indices;
  private final Parameters parameters;
  private final int offset;
  private final int size;
  private final Signal input;
  private final Signal output;
  private final float[] vector;
  private final float[] columns;

  /**
   * @param slice number of that of the vectors
   */
  HostEmbeddingStage(
      Indices indices, Parameters parameters, int slice, Signal input, Signal output, int maxRows) {
    this.indices = indices;
    this.parameters = parameters;
    this.input = input;
    this.output = output;
    offset = parameters.slice(slice).offset();
    size = parameters.slice(slice).units();
    vector = new float[size];
    columns = new float[Math.multiplyExact(maxRows, output.units())];
  }

  @Override
  public void forward(BatchSize batch, List<Operation> operations) {
    int rows = batch.rows();
    operations.add(() -> look(rows));
  }

  private void look(int rows) {
    indices.read(rows);
    FloatBuffer table = parameters.values().data().asNioFloat();
    for (int i = 0; i < input.units(); i++) {
      for (int row = 0; row < rows; row++) {
        table.get(offset + indices.at(i * rows + row) * size, vector, 0, size);
        for (int u = 0; u < size; u++) {
          columns[(i * size + u) * rows + row] = vector[u];
        }
      }
    }
    output.write(rows, columns);
  }

  @Override
  public void backward(BatchSize batch, boolean wantInput, List<Operation> operations) {
    int rows = batch.rows();
    operations.add(() -> addGradients(rows));
    if (wantInput) {
      operations.add(Operation.zero(input.gradients(rows)));
    }
  }

  private void addGradients(int rows) {
    output.readGradients(rows, columns);
    FloatBuffer table = parameters.gradients().data().asNioFloat();
    for (int i = 0; i < input.units(); i++) {
      for (int row = 0; row < rows; row++) {
        int at = offset + indices.at(i * rows + row) * size;
        table.get(at, vector, 0, size);
        for (int u = 0; u < size; u++) {
          vector[u] += columns[(i * size + u) * rows + row];
        }
        table.put(at, vector, 0, size);
      }
    }
  }
}
