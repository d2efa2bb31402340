package io.github.gdxbrains.headless.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link io.github.gdxbrains.nn.Layer.Dense} or {@link io.github.gdxbrains.nn.Layer.NoisyDense}:
 * {@code y = activation([x 1] · [W; b])}.
 */
final class DenseStage implements Stage {
  private final Matrix matrix;
  private final Signal input;
  private final Signal output;
  private final Activated activated;

  DenseStage(Matrix matrix, Signal input, Signal output, Activated activated) {
    this.matrix = matrix;
    this.input = input;
    this.output = output;
    this.activated = activated;
  }

  @Override
  public void forward(BatchSize size, List<Operation> operations) {
    int rows = size.rows();
    matrix.prepare(operations);
    operations.add(matrix.product(input.valuesAndOnes(rows), activated.sums(rows)));
    activated.forward(rows, operations);
  }

  @Override
  public void backward(BatchSize size, boolean wantInput, List<Operation> operations) {
    int rows = size.rows();
    INDArray d = output.gradients(rows);
    activated.backward(rows, operations);
    matrix.addGradients(d, input.valuesAndOnes(rows), operations);
    if (wantInput) {
      operations.add(Operation.product(d, false, matrix.weights(), false, input.gradients(rows)));
    }
  }
}
