package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.ParameterLayout;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastCopyOp;

/**
 * A slice's {@code y = x W + b} for rows that lie side by side and have no ones behind them:
 * matrices {@code [numbers][rows]}, column-major.
 */
final class Affine {
  private final Parameters parameters;
  private final int slice;
  private final INDArray ones;

  /**
   * @param maxRows of a batch
   */
  Affine(Parameters parameters, int slice, Workspace workspace, int maxRows) {
    this.parameters = parameters;
    this.slice = slice;
    ones = workspace.allocate(workspace.training ? maxRows : 1);
    ones.assign(1);
  }

  private INDArray weights() {
    return parameters.weightsAlone(slice);
  }

  /** {@code y = b}. */
  void fill(INDArray y, List<Operation> operations) {
    ParameterLayout.Slice place = parameters.slice(slice);
    long[] shape = {place.units()};
    INDArray biases = Memory.view(parameters.values(), place.biasOffset(), shape, 1);
    operations.add(Operation.of(new BroadcastCopyOp(y, biases, y, 0)));
  }

  /** {@code y += x W}. */
  void add(INDArray x, INDArray y, List<Operation> operations) {
    operations.add(Operation.addProduct(weights(), false, x, false, y));
  }

  /** {@code y = x W + b}. */
  void forward(INDArray x, INDArray y, List<Operation> operations) {
    fill(y, operations);
    add(x, y, operations);
  }

  /** Adds to the gradients of W and b. */
  void addGradients(INDArray x, INDArray dy, List<Operation> operations) {
    ParameterLayout.Slice place = parameters.slice(slice);
    INDArray sums = parameters.gradients();
    INDArray dw = Memory.matrix(sums, place.offset(), place.units(), place.inputs());
    INDArray db = Memory.matrix(sums, place.biasOffset(), place.units(), 1);
    operations.add(Operation.addProduct(dy, false, x, true, dw));
    operations.add(
        Operation.addProduct(dy, false, Memory.matrix(ones, 0, dy.columns(), 1), false, db));
  }

  /** {@code dx = dy Wᵀ}. */
  void back(INDArray dy, INDArray dx, List<Operation> operations) {
    operations.add(Operation.product(weights(), true, dy, false, dx));
  }

  /** {@code dx += dy Wᵀ}. */
  void addBack(INDArray dy, INDArray dx, List<Operation> operations) {
    operations.add(Operation.addProduct(weights(), true, dy, false, dx));
  }
}
