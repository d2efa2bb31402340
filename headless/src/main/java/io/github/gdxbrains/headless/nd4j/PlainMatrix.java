package io.github.gdxbrains.headless.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix that is a slice of the parameters.
 *
 * @param slice its number
 */
record PlainMatrix(Parameters parameters, int slice) implements Matrix {
  @Override
  public INDArray weightsAndBiases() {
    return parameters.weights(slice);
  }

  @Override
  public INDArray weights() {
    return parameters.weightsAlone(slice);
  }

  @Override
  public void prepare(List<Operation> operations) {}

  @Override
  public void addGradients(INDArray d, INDArray x, List<Operation> operations) {
    operations.add(Operation.addProduct(d, true, x, false, parameters.gradients(slice)));
  }
}
