package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Head;
import java.util.List;

/**
 * The heads of a trunk of which some are dueling or noisy: one linear layer of all their matrices,
 * whose results are the heads' <em>sums</em>, stored {@code [units][inputs]}; then {@code y = V + A
 * - mean A} of those that duel, atom by atom.
 */
final class MixedHeadsStage implements Stage {
  private final Kernels kernels;
  private final List<Head> heads;
  private final Matrix matrix;
  private final List<Perturbation> perturbations;
  private final Memory memory;
  private final Rows input;
  private final int sums;
  private final int sumGradients;
  private final int outputOffset;
  private final int outputs;

  /**
   * @param perturbations none or one
   * @param sums buffer for the padded sums
   * @param sumGradients buffer for the gradient with respect to the sums
   * @param outputOffset where the trunk's outputs start in the network's output row
   * @param outputs numbers in the network's output row
   */
  MixedHeadsStage(
      Kernels kernels,
      List<Head> heads,
      Matrix matrix,
      List<Perturbation> perturbations,
      Memory memory,
      Rows input,
      int sums,
      int sumGradients,
      int outputOffset,
      int outputs) {
    this.kernels = kernels;
    this.heads = heads;
    this.matrix = matrix;
    this.perturbations = perturbations;
    this.memory = memory;
    this.input = input;
    this.sums = sums;
    this.sumGradients = sumGradients;
    this.outputOffset = outputOffset;
    this.outputs = outputs;
  }

  @Override
  public void forward(Workspace workspace, int rows) {
    float[] y = workspace.buffers[sums];
    int stride = matrix.transposeStride();
    kernels.affine(
        rows,
        matrix.columns(),
        workspace.buffers[input.buffer()],
        0,
        input.stride(),
        memory.transposes,
        matrix.transpose(),
        memory.parameters,
        matrix.biases(),
        stride,
        y,
        0);
    for (int i = 0; i < perturbations.size(); i++) {
      perturbations.get(i).forward(workspace, rows, y);
    }
    float[] target = workspace.outputs;
    for (int row = 0; row < rows; row++) {
      int from = row * stride;
      int to = row * outputs + outputOffset;
      for (int h = 0; h < heads.size(); h++) {
        Head head = heads.get(h);
        int units = head.units();
        if (head.kind() == Head.Kind.DUELING) {
          int atoms = head.atoms();
          for (int atom = 0; atom < atoms; atom++) {
            float sum = 0;
            for (int u = atom; u < units; u += atoms) {
              sum += y[from + atoms + u];
            }
            float base = y[from + atom] - sum / (units / atoms);
            for (int u = atom; u < units; u += atoms) {
              target[to + u] = base + y[from + atoms + u];
            }
          }
          from += atoms;
        } else {
          System.arraycopy(y, from, target, to, units);
        }
        from += units;
        to += units;
      }
    }
  }

  @Override
  public void backward(Workspace workspace, int rows, float[] gradients, boolean wantInput) {
    float[] x = workspace.buffers[input.buffer()];
    float[] d = workspace.buffers[sumGradients];
    int units = matrix.rows();
    int stride = matrix.stride();
    int sumStride = matrix.transposeStride();
    gradientOfSums(workspace.outputGradients, d, rows);
    kernels.addOuter(
        rows, units, d, 0, sumStride, x, 0, input.stride(), gradients, matrix.weights());
    kernels.addColumnSums(rows, d, 0, sumStride, gradients, matrix.biases());
    if (wantInput) {
      kernels.affine(
          rows,
          units,
          d,
          0,
          sumStride,
          memory.parameters,
          matrix.weights(),
          memory.zeros,
          0,
          stride,
          workspace.delta,
          0);
    }
    float[] target = wantInput ? workspace.delta : workspace.none;
    for (int i = 0; i < perturbations.size(); i++) {
      perturbations.get(i).backward(workspace, rows, d, 0, sumStride, gradients, target);
    }
  }

  /** Of dueling heads {@code dV = Σ dy} and {@code dA = dy - mean dy}. */
  private void gradientOfSums(float[] outputGradients, float[] d, int rows) {
    for (int row = 0; row < rows; row++) {
      int from = row * outputs + outputOffset;
      int to = row * matrix.transposeStride();
      for (int h = 0; h < heads.size(); h++) {
        Head head = heads.get(h);
        int units = head.units();
        if (head.kind() == Head.Kind.DUELING) {
          int atoms = head.atoms();
          for (int atom = 0; atom < atoms; atom++) {
            float sum = 0;
            for (int u = atom; u < units; u += atoms) {
              sum += outputGradients[from + u];
            }
            d[to + atom] = sum;
            float mean = sum / (units / atoms);
            for (int u = atom; u < units; u += atoms) {
              d[to + atoms + u] = outputGradients[from + u] - mean;
            }
          }
          to += atoms;
        } else {
          System.arraycopy(outputGradients, from, d, to, units);
        }
        from += units;
        to += units;
      }
    }
  }

  @Override
  public void parametersChanged() {
    matrix.transpose(kernels, memory);
    for (Perturbation perturbation : perturbations) {
      perturbation.parametersChanged();
    }
  }
}
