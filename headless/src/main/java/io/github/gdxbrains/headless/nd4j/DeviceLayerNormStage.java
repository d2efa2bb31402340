package io.github.gdxbrains.headless.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastSubOp;
import org.nd4j.linalg.api.ops.impl.scalar.Pow;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarAdd;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.SubOp;

/**
 * A {@link io.github.gdxbrains.nn.Layer.LayerNorm} as operations of ND4J: for a GPU. Sums are
 * products with ones.
 */
final class DeviceLayerNormStage implements Stage {
  private final Parameters parameters;
  private final int slice;
  private final int units;
  private final float epsilon;
  private final Workspace workspace;
  private final Signal input;
  private final Signal output;
  private final INDArray normalized;
  private final INDArray scale;
  private final INDArray mean;
  private final INDArray shares;
  private final INDArray ones;

  /**
   * @param slice number of that of the gains and biases
   */
  DeviceLayerNormStage(
      Parameters parameters,
      int slice,
      float epsilon,
      Signal input,
      Signal output,
      Workspace workspace) {
    this.parameters = parameters;
    this.slice = slice;
    this.epsilon = epsilon;
    this.workspace = workspace;
    this.input = input;
    this.output = output;
    units = input.units();
    normalized = workspace.allocate((long) workspace.maxRows * units);
    scale = workspace.allocate(workspace.maxRows);
    mean = workspace.allocate(workspace.maxRows);
    shares = workspace.allocate(units);
    shares.assign(1.0 / units);
    ones = workspace.allocate(workspace.maxRows);
    ones.assign(1);
  }

  private static INDArray column(INDArray flat, int rows) {
    return Memory.matrix(flat, 0, rows, 1);
  }

  /** The mean of each row. */
  private Operation mean(INDArray x, INDArray target) {
    return Operation.product(x, false, column(shares, units), false, target);
  }

  @Override
  public void forward(BatchSize size, List<Operation> operations) {
    int rows = size.rows();
    INDArray x = input.values(rows);
    INDArray y = output.values(rows);
    INDArray h = Memory.matrix(normalized, 0, rows, units);
    INDArray r = column(scale, rows);
    INDArray m = column(mean, rows);
    int offset = parameters.slice(slice).offset();
    operations.add(mean(x, m));
    operations.add(Operation.of(new BroadcastSubOp(x, m, h, 0)));
    operations.add(Operation.of(new MulOp(h, h, y)));
    operations.add(mean(y, r));
    operations.add(Operation.of(new ScalarAdd(r, null, r, epsilon)));
    operations.add(Operation.of(new Pow(r, r, -0.5)));
    operations.add(Operation.of(new BroadcastMulOp(h, r, h, 0)));
    INDArray gains = Memory.slice(parameters.values(), offset, units);
    INDArray biases = Memory.slice(parameters.values(), offset + units, units);
    operations.add(Operation.of(new BroadcastMulOp(h, gains, y, 1)));
    operations.add(Operation.of(new BroadcastAddOp(y, biases, y, 1)));
  }

  /** With e = dy ∘ g: {@code dx = (e - mean e - h · mean(e ∘ h)) / √(var + ε)}. */
  @Override
  public void backward(BatchSize size, boolean wantInput, List<Operation> operations) {
    int rows = size.rows();
    INDArray d = output.gradients(rows);
    INDArray h = Memory.matrix(normalized, 0, rows, units);
    INDArray s = workspace.scratch(0, rows, units);
    INDArray one = column(ones, rows);
    int offset = parameters.slice(slice).offset();
    INDArray gainGradients = Memory.matrix(parameters.gradients(), offset, units, 1);
    INDArray biasGradients = Memory.matrix(parameters.gradients(), offset + units, units, 1);
    operations.add(Operation.of(new MulOp(d, h, s)));
    operations.add(Operation.addProduct(s, true, one, false, gainGradients));
    operations.add(Operation.addProduct(d, true, one, false, biasGradients));
    if (wantInput) {
      INDArray dx = input.gradients(rows);
      INDArray m = column(mean, rows);
      INDArray gains = Memory.slice(parameters.values(), offset, units);
      operations.add(Operation.of(new BroadcastMulOp(s, gains, s, 1))); // e ∘ h
      operations.add(mean(s, m));
      operations.add(Operation.of(new BroadcastMulOp(h, m, s, 0)));
      operations.add(Operation.of(new BroadcastMulOp(d, gains, d, 1))); // e
      operations.add(mean(d, m));
      operations.add(Operation.of(new BroadcastSubOp(d, m, dx, 0)));
      operations.add(Operation.of(new SubOp(dx, s, dx)));
      operations.add(Operation.of(new BroadcastMulOp(dx, column(scale, rows), dx, 0)));
    }
  }
}
