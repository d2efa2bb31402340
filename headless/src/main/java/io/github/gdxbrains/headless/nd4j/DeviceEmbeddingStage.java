package io.github.gdxbrains.headless.nd4j;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link io.github.gdxbrains.nn.Layer.Embedding} as operations of ND4J: each index as a row of
 * zeros with a one, times the vectors. Its memory is that of rows × inputs × vectors.
 */
final class DeviceEmbeddingStage implements Stage {
  private final Indices indices;
  private final Parameters parameters;
  private final int slice;
  private final int count;
  private final Signal input;
  private final Signal output;
  private final INDArray hot;
  private final float[] host;

  /**
   * @param slice number of that of the vectors
   */
  DeviceEmbeddingStage(
      Indices indices,
      Parameters parameters,
      int slice,
      Signal input,
      Signal output,
      Workspace workspace) {
    this.indices = indices;
    this.parameters = parameters;
    this.slice = slice;
    this.input = input;
    this.output = output;
    count = parameters.slice(slice).inputs();
    host = new float[Math.multiplyExact(workspace.maxRows, input.units() * count)];
    hot = workspace.allocate(host.length);
  }

  private INDArray hot(int i, int rows) {
    return Memory.matrix(hot, (long) i * count * rows, rows, count);
  }

  private Signal vectors(int i) {
    int size = parameters.slice(slice).units();
    return output.part(i * size, size);
  }

  @Override
  public void forward(BatchSize size, List<Operation> operations) {
    int rows = size.rows();
    INDArray table = parameters.weights(slice);
    operations.add(() -> writeHot(rows));
    for (int i = 0; i < input.units(); i++) {
      operations.add(Operation.product(hot(i, rows), false, table, true, vectors(i).values(rows)));
    }
  }

  private void writeHot(int rows) {
    indices.read(rows);
    int length = rows * input.units() * count;
    Arrays.fill(host, 0, length, 0);
    for (int i = 0; i < input.units(); i++) {
      for (int row = 0; row < rows; row++) {
        host[(i * count + indices.at(i * rows + row)) * rows + row] = 1;
      }
    }
    Memory.write(host, length, hot);
  }

  @Override
  public void backward(BatchSize size, boolean wantInput, List<Operation> operations) {
    int rows = size.rows();
    INDArray table = parameters.gradients(slice);
    for (int i = 0; i < input.units(); i++) {
      INDArray d = vectors(i).gradients(rows);
      operations.add(Operation.addProduct(d, true, hot(i, rows), false, table));
    }
    if (wantInput) {
      operations.add(Operation.zero(input.gradients(rows)));
    }
  }
}
