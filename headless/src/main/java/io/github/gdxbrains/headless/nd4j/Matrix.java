package io.github.gdxbrains.headless.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights W and biases b of {@code y = [x 1] · [W; b]}, transposed and column-major. */
interface Matrix {
  /** {@code [units][inputs + 1]}, the last column being the biases. */
  INDArray weightsAndBiases();

  /** {@code [units][inputs]}. */
  INDArray weights();

  /** Appends what must be computed before {@link #weights} are used in a forward pass. */
  void prepare(List<Operation> operations);

  /**
   * Appends the addition to the gradients of the parameters.
   *
   * @param d gradient of y, {@code [rows][units]}
   * @param x input and ones, {@code [rows][inputs + 1]}
   */
  void addGradients(INDArray d, INDArray x, List<Operation> operations);

  /** {@code y = [x 1] · [W; b]}. */
  default Operation product(INDArray x, INDArray y) {
    return Operation.product(x, false, weightsAndBiases(), true, y);
  }
}
