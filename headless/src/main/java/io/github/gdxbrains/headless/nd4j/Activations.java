package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Activation;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Activations and their derivatives. */
interface Activations {
  /** {@code y = activation(sums)}; the two may be the same. */
  List<Operation> forward(Activation activation, INDArray sums, INDArray y);

  /**
   * {@code d *= activation'}.
   *
   * @param sums that SiLU was applied to
   * @param y its results
   */
  List<Operation> backward(
      Activation activation, INDArray sums, INDArray y, INDArray d, Workspace workspace);
}
