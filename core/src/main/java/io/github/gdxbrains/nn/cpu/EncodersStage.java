package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Structure;
import java.util.Arrays;
import java.util.List;

/** Encoders, each on its own columns of the input row, and their results one after another. */
final class EncodersStage implements Stage {
  /**
   * One of them.
   *
   * @param columns of the input row
   * @param input where they are copied to
   * @param stages in order
   * @param result of the last stage
   * @param offset of the result in the joined row
   */
  record Branch(
      List<Structure.Range> columns, Rows input, Stage[] stages, Rows result, int offset) {}

  private final Kernels kernels;
  private final Branch[] branches;
  private final Rows row;
  private final Rows joined;
  private final int keptDelta;
  private final Rows rowDelta;

  /**
   * @param row the (normalised) input row
   * @param joined receives the results
   * @param keptDelta buffer as wide as {@code joined}, for training
   * @param rowDelta buffer for the gradient with respect to the input row, for training
   */
  EncodersStage(
      Kernels kernels, List<Branch> branches, Rows row, Rows joined, int keptDelta, Rows rowDelta) {
    this.kernels = kernels;
    this.branches = branches.toArray(new Branch[0]);
    this.row = row;
    this.joined = joined;
    this.keptDelta = keptDelta;
    this.rowDelta = rowDelta;
  }

  @Override
  public void forward(Workspace workspace, int rows) {
    float[] x = workspace.buffers[row.buffer()];
    float[] y = workspace.buffers[joined.buffer()];
    for (Branch branch : branches) {
      float[] own = workspace.buffers[branch.input.buffer()];
      int to = 0;
      for (int c = 0; c < branch.columns.size(); c++) {
        Structure.Range range = branch.columns.get(c);
        copy(rows, range.length(), x, range.offset(), row.stride(), own, to, branch.input.stride());
        to += range.length();
      }
      for (Stage stage : branch.stages) {
        stage.forward(workspace, rows);
      }
      Rows result = branch.result;
      copy(
          rows,
          result.width(),
          workspace.buffers[result.buffer()],
          0,
          result.stride(),
          y,
          branch.offset,
          joined.stride());
    }
  }

  @Override
  public void backward(Workspace workspace, int rows, float[] gradients, boolean wantInput) {
    float[] kept = workspace.buffers[keptDelta];
    float[] sum = workspace.buffers[rowDelta.buffer()];
    System.arraycopy(workspace.delta, 0, kept, 0, rows * joined.stride());
    if (wantInput) {
      Arrays.fill(sum, 0, rows * rowDelta.stride(), 0);
    }
    for (Branch branch : branches) {
      Rows result = branch.result;
      Arrays.fill(workspace.delta, 0, rows * result.stride(), 0);
      copy(
          rows,
          result.width(),
          kept,
          branch.offset,
          joined.stride(),
          workspace.delta,
          0,
          result.stride());
      for (int s = branch.stages.length - 1; s >= 0; s--) {
        branch.stages[s].backward(workspace, rows, gradients, s > 0 || wantInput);
      }
      int from = 0;
      for (int c = 0; wantInput && c < branch.columns.size(); c++) {
        Structure.Range range = branch.columns.get(c);
        int stride = branch.input.stride();
        for (int i = 0; i < rows; i++) {
          int to = i * rowDelta.stride() + range.offset();
          kernels.add(range.length(), workspace.delta, i * stride + from, sum, to);
        }
        from += range.length();
      }
    }
    if (wantInput) {
      System.arraycopy(sum, 0, workspace.delta, 0, rows * rowDelta.stride());
    }
  }

  private static void copy(
      int rows, int width, float[] a, int a0, int aStride, float[] b, int b0, int bStride) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(a, a0 + i * aStride, b, b0 + i * bStride, width);
    }
  }

  @Override
  public void parametersChanged() {
    for (Branch branch : branches) {
      for (Stage stage : branch.stages) {
        stage.parametersChanged();
      }
    }
  }
}
