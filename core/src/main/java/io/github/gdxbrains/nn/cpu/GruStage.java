package io.github.gdxbrains.nn.cpu;

import java.util.Arrays;

/** A {@link io.github.gdxbrains.nn.Layer.Gru}; goes through the steps as {@link LstmStage} does. */
final class GruStage implements Stage {
  private final Kernels kernels;
  private final StepProjection projection;
  private final RecurrentMatrix recurrent;
  private final CarriedState hidden;
  private final int gates;
  private final int recurrentSums;
  private final int output;
  private final int gateDeltas;
  private final int recurrentDeltas;
  private final int hiddenDelta;

  /**
   * Reserves its buffers.
   *
   * @param inputMatrix W and b, each gate padded to whole vectors
   * @param recurrentMatrix U and d, likewise
   * @param state offset in the network's state
   */
  GruStage(
      Kernels kernels,
      Matrix inputMatrix,
      Matrix recurrentMatrix,
      Memory memory,
      Rows input,
      Rows output,
      int state,
      Plan plan) {
    this.kernels = kernels;
    projection = new StepProjection(kernels, inputMatrix, memory, input, plan);
    recurrent = new RecurrentMatrix(kernels, recurrentMatrix, memory);
    hidden = new CarriedState(output.width(), state, plan);
    int stride = output.stride();
    gates = plan.buffer(3 * stride, false);
    recurrentSums = plan.buffer(3 * stride, false);
    this.output = output.buffer();
    gateDeltas = plan.buffer(3 * stride, true);
    recurrentDeltas = plan.buffer(3 * stride, true);
    hiddenDelta = plan.buffer(stride, true);
  }

  @Override
  public void forward(Workspace workspace, int rows) {
    int steps = workspace.steps;
    int sequences = rows / steps;
    int stride = hidden.stride();
    float[] sums = workspace.buffers[gates];
    float[] stateSums = workspace.buffers[recurrentSums];
    float[] before = hidden.before(workspace);
    projection.forward(workspace, sequences, steps, sums);
    hidden.begin(workspace, sequences, steps);
    for (int step = 0; step < steps; step++) {
      int first = step * sequences;
      recurrent.affine(first, sequences, stride, before, stateSums);
      kernels.gruForward(
          first, sequences, stride, sums, stateSums, before, hidden.after(workspace));
      hidden.emit(workspace, sequences, steps, step, output);
      hidden.advance(workspace, sequences, steps, step);
    }
  }

  @Override
  public void backward(Workspace workspace, int rows, float[] gradients, boolean wantInput) {
    int steps = workspace.steps;
    int sequences = rows / steps;
    int stride = hidden.stride();
    float[] before = hidden.before(workspace);
    float[] dh = workspace.buffers[hiddenDelta];
    float[] sums = workspace.buffers[gateDeltas];
    float[] stateSums = workspace.buffers[recurrentDeltas];
    Arrays.fill(dh, 0, sequences * stride, 0);
    for (int step = steps - 1; step >= 0; step--) {
      int first = step * sequences;
      hidden.addDelta(workspace, sequences, steps, step, dh);
      kernels.gruBackward(
          first,
          sequences,
          stride,
          workspace.buffers[gates],
          workspace.buffers[recurrentSums],
          before,
          dh,
          sums,
          stateSums);
      if (step > 0) {
        recurrent.addStateDelta(first, sequences, stateSums, dh);
        hidden.clearAtResets(workspace, sequences, step, dh);
      }
    }
    recurrent.addGradients(rows, stride, before, stateSums, gradients, true);
    projection.backward(workspace, sequences, steps, sums, gradients, wantInput);
  }

  @Override
  public void parametersChanged() {
    projection.parametersChanged();
    recurrent.parametersChanged();
  }
}
