package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Structure;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The heads of a trunk, {@code y = [x 1] · [W; b]} each. */
final class HeadsStage implements Stage {
  private final Parameters parameters;
  private final List<Structure.HeadPlace> heads;
  private final Signal input;
  private final Signal outputs;

  /**
   * @param outputs of all trunks
   */
  HeadsStage(Parameters parameters, List<Structure.HeadPlace> heads, Signal input, Signal outputs) {
    this.parameters = parameters;
    this.heads = heads;
    this.input = input;
    this.outputs = outputs;
  }

  private Signal output(Structure.HeadPlace head) {
    return outputs.part(head.output(), head.head().units());
  }

  @Override
  public void forward(BatchSize size, List<Operation> operations) {
    int rows = size.rows();
    INDArray x = input.valuesAndOnes(rows);
    for (Structure.HeadPlace head : heads) {
      INDArray weights = parameters.weights(head.firstSlice());
      operations.add(Operation.product(x, false, weights, true, output(head).values(rows)));
    }
  }

  @Override
  public void backward(BatchSize size, boolean wantInput, List<Operation> operations) {
    int rows = size.rows();
    INDArray x = input.valuesAndOnes(rows);
    boolean isBegun = false;
    for (Structure.HeadPlace head : heads) {
      INDArray d = output(head).gradients(rows);
      int slice = head.firstSlice();
      operations.add(Operation.addProduct(d, true, x, false, parameters.gradients(slice)));
      if (wantInput) {
        INDArray weights = parameters.weightsAlone(slice);
        INDArray target = input.gradients(rows);
        operations.add(
            isBegun
                ? Operation.addProduct(d, false, weights, false, target)
                : Operation.product(d, false, weights, false, target));
        isBegun = true;
      }
    }
  }
}
