package io.github.gdxbrains.headless.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The matrices of a trunk's heads, each with its {@link HeadSums sums}. */
final class HeadsStage implements Stage {
  /**
   * One of them.
   *
   * @param sums receives {@code [x 1] · [W; b]}
   */
  record Part(Matrix matrix, Signal sums) {}

  private final List<Part> parts;
  private final Signal input;

  HeadsStage(List<Part> parts, Signal input) {
    this.parts = parts;
    this.input = input;
  }

  @Override
  public void forward(BatchSize size, List<Operation> operations) {
    int rows = size.rows();
    INDArray x = input.valuesAndOnes(rows);
    for (Part part : parts) {
      part.matrix.prepare(operations);
      operations.add(part.matrix.product(x, part.sums.values(rows)));
    }
  }

  @Override
  public void backward(BatchSize size, boolean wantInput, List<Operation> operations) {
    int rows = size.rows();
    INDArray x = input.valuesAndOnes(rows);
    for (int i = 0; i < parts.size(); i++) {
      Matrix matrix = parts.get(i).matrix;
      INDArray d = parts.get(i).sums.gradients(rows);
      matrix.addGradients(d, x, operations);
      if (wantInput) {
        INDArray target = input.gradients(rows);
        operations.add(
            i == 0
                ? Operation.product(d, false, matrix.weights(), false, target)
                : Operation.addProduct(d, false, matrix.weights(), false, target));
      }
    }
  }
}
