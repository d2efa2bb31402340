package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Activation;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The activation behind a layer's sums. */
final class Activated {
  private final Activations activations;
  private final Workspace workspace;
  private final Activation activation;
  private final Signal output;
  private final Signal sums;

  /**
   * @param output receives the results
   */
  Activated(Activations activations, Workspace workspace, Activation activation, Signal output) {
    this.activations = activations;
    this.workspace = workspace;
    this.activation = activation;
    this.output = output;
    boolean keepsSums = workspace.training && activation == Activation.SILU;
    sums =
        keepsSums
            ? new Signal(
                workspace.allocate((long) workspace.maxRows * output.units()),
                output.gradients(),
                0,
                output.units())
            : output;
  }

  /** Where the sums are to be written; they may be the place of the results. */
  INDArray sums(int rows) {
    return sums.values(rows);
  }

  /** From the sums to the results. */
  void forward(int rows, List<Operation> operations) {
    operations.addAll(activations.forward(activation, sums.values(rows), output.values(rows)));
  }

  /** Turns the gradient of the results, in place, into that of the sums. */
  void backward(int rows, List<Operation> operations) {
    operations.addAll(
        activations.backward(
            activation, sums.values(rows), output.values(rows), output.gradients(rows), workspace));
  }
}
