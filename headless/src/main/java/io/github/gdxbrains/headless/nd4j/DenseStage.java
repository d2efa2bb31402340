package io.github.gdxbrains.headless.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link io.github.gdxbrains.nn.Layer.Dense}: {@code y = activation([x 1] · [W; b])}. */
final class DenseStage implements Stage {
  private final Parameters parameters;
  private final int slice;
  private final Signal input;
  private final Signal output;
  private final Activated activated;

  DenseStage(Parameters parameters, int slice, Signal input, Signal output, Activated activated) {
    this.parameters = parameters;
    this.slice = slice;
    this.input = input;
    this.output = output;
    this.activated = activated;
  }

  @Override
  public void forward(BatchSize size, List<Operation> operations) {
    int rows = size.rows();
    INDArray x = input.valuesAndOnes(rows);
    operations.add(
        Operation.product(x, false, parameters.weights(slice), true, activated.sums(rows)));
    activated.forward(rows, operations);
  }

  @Override
  public void backward(BatchSize size, boolean wantInput, List<Operation> operations) {
    int rows = size.rows();
    activated.backward(rows, operations);
    INDArray d = output.gradients(rows);
    INDArray x = input.valuesAndOnes(rows);
    operations.add(Operation.addProduct(d, true, x, false, parameters.gradients(slice)));
    if (wantInput) {
      INDArray weights = parameters.weightsAlone(slice);
      operations.add(Operation.product(d, false, weights, false, input.gradients(rows)));
    }
  }
}
