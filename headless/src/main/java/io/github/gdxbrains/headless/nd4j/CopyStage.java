package io.github.gdxbrains.headless.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.any.Assign;

/** An encoder without layers. */
final class CopyStage implements Stage {
  private final Signal input;
  private final Signal output;

  CopyStage(Signal input, Signal output) {
    this.input = input;
    this.output = output;
  }

  @Override
  public void forward(BatchSize size, List<Operation> operations) {
    operations.add(copy(input.values(size.rows()), output.values(size.rows())));
  }

  @Override
  public void backward(BatchSize size, boolean wantInput, List<Operation> operations) {
    if (wantInput) {
      operations.add(copy(output.gradients(size.rows()), input.gradients(size.rows())));
    }
  }

  private static Operation copy(INDArray from, INDArray to) {
    return Operation.of(new Assign(from, to));
  }
}
