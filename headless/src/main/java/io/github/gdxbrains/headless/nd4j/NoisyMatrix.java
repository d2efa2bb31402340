package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.ParameterLayout;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;

/**
 * The matrix of a noisy layer, {@code [μ; m] + [σ; s] ∘ [p; 1] qᵀ}, computed once for each pass
 * (arXiv:1706.10295 eq. 9 to 11). The rest of the layer is then that of any other, and the gradient
 * of [σ; s] that of the matrix times the noise.
 */
final class NoisyMatrix implements Matrix {
  private final Parameters parameters;
  private final int slice;
  private final Workspace workspace;
  private final int p;
  private final int q;
  private final int units;
  private final int inputs;
  private final float[] hostP;
  private final float[] hostQ;
  private final INDArray inputNoise;
  private final INDArray unitNoise;
  private final INDArray noise;
  private final INDArray matrix;
  private final INDArray gradient;

  /**
   * @param slice number of that of μ and m; that of σ and s follows
   * @param p offset of the inputs' noise in a pass's
   * @param q offset of the units' noise in a pass's
   */
  NoisyMatrix(Parameters parameters, int slice, Workspace workspace, int p, int q) {
    this.parameters = parameters;
    this.slice = slice;
    this.workspace = workspace;
    this.p = p;
    this.q = q;
    ParameterLayout.Slice place = parameters.slice(slice);
    units = place.units();
    inputs = place.inputs();
    hostP = new float[inputs + 1];
    hostQ = new float[units];
    inputNoise = workspace.allocate(inputs + 1L);
    unitNoise = workspace.allocate(units);
    long size = (long) units * (inputs + 1);
    noise = workspace.allocate(size);
    matrix = workspace.allocate(size);
    gradient = workspace.allocate(workspace.training ? size : 1);
  }

  private INDArray view(INDArray flat) {
    return Memory.matrix(flat, 0, units, inputs + 1L);
  }

  @Override
  public INDArray weightsAndBiases() {
    return view(matrix);
  }

  @Override
  public INDArray weights() {
    return Memory.matrix(matrix, 0, units, inputs);
  }

  @Override
  public void prepare(List<Operation> operations) {
    INDArray rowP = Memory.matrix(inputNoise, 0, 1, inputs + 1L);
    INDArray columnQ = Memory.matrix(unitNoise, 0, units, 1);
    INDArray sigma = parameters.weights(slice + 1);
    operations.add(this::copyNoise);
    operations.add(Operation.product(columnQ, false, rowP, false, view(noise)));
    operations.add(Operation.of(new MulOp(sigma, view(noise), view(matrix))));
    operations.add(Operation.of(new AddOp(parameters.weights(slice), view(matrix), view(matrix))));
  }

  private void copyNoise() {
    float[] drawn = workspace.batch().passNoise();
    if (drawn.length == 0) {
      Arrays.fill(hostQ, 0);
    } else {
      System.arraycopy(drawn, p, hostP, 0, inputs);
      System.arraycopy(drawn, q, hostQ, 0, units);
    }
    hostP[inputs] = 1;
    Memory.write(hostP, inputs + 1, inputNoise);
    Memory.write(hostQ, units, unitNoise);
  }

  @Override
  public void addGradients(INDArray d, INDArray x, List<Operation> operations) {
    INDArray g = view(gradient);
    INDArray mean = parameters.gradients(slice);
    INDArray sigma = parameters.gradients(slice + 1);
    operations.add(Operation.product(d, true, x, false, g));
    operations.add(Operation.of(new AddOp(mean, g, mean)));
    operations.add(Operation.of(new MulOp(g, view(noise), g)));
    operations.add(Operation.of(new AddOp(sigma, g, sigma)));
  }
}
