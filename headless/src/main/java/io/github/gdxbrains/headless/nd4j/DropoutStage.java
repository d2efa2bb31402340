package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Sequences;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;

/** A {@link io.github.gdxbrains.nn.Layer.Dropout}: {@code y = x ∘ (1 + noise)}. */
final class DropoutStage implements Stage {
  private final Workspace workspace;
  private final Signal input;
  private final Signal output;
  private final int noise;
  private final INDArray factors;
  private final float[] host;
  private boolean areOnes;

  /**
   * @param noise offset in a row's noise
   */
  DropoutStage(Workspace workspace, Signal input, Signal output, int noise) {
    this.workspace = workspace;
    this.input = input;
    this.output = output;
    this.noise = noise;
    factors = workspace.allocate((long) workspace.maxRows * input.units());
    host = new float[workspace.maxRows * input.units()];
  }

  private INDArray factors(int rows) {
    return Memory.matrix(factors, 0, rows, input.units());
  }

  @Override
  public void forward(BatchSize size, List<Operation> operations) {
    int rows = size.rows();
    operations.add(() -> copyNoise(rows));
    operations.add(Operation.of(new MulOp(input.values(rows), factors(rows), output.values(rows))));
  }

  private void copyNoise(int rows) {
    Sequences batch = workspace.batch();
    int length = rows * input.units();
    if (batch.rowNoiseSize() > 0) {
      Memory.transpose(batch.rowNoise(), batch.rowNoiseSize(), noise, input.units(), rows, host, 0);
      for (int i = 0; i < length; i++) {
        host[i] += 1;
      }
      Memory.write(host, length, factors);
      areOnes = false;
    } else if (!areOnes) {
      Arrays.fill(host, 1);
      Memory.write(host, host.length, factors);
      areOnes = true;
    }
  }

  @Override
  public void backward(BatchSize size, boolean wantInput, List<Operation> operations) {
    int rows = size.rows();
    if (wantInput) {
      operations.add(
          Operation.of(new MulOp(output.gradients(rows), factors(rows), input.gradients(rows))));
    }
  }
}
