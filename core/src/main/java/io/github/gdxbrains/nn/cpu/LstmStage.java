package io.github.gdxbrains.nn.cpu;

import java.util.Arrays;

/**
 * A {@link io.github.gdxbrains.nn.Layer.Lstm}. With x W + b for all steps at hand, each step is one
 * product h U over all sequences of the tile and one walk over the gates. The backward pass goes
 * through the steps in reverse (Werbos, "Backpropagation through time", 1990) and does not pass a
 * reset; nor does it leave the batch: the initial state is taken as given.
 */
final class LstmStage implements Stage {
  private final Kernels kernels;
  private final StepProjection projection;
  private final RecurrentMatrix recurrent;
  private final CarriedState hidden;
  private final CarriedState cell;
  private final int gates;
  private final int tanhCell;
  private final int output;
  private final int gateDeltas;
  private final int hiddenDelta;
  private final int cellDelta;

  /**
   * Reserves its buffers.
   *
   * @param inputMatrix W and b, each gate padded to whole vectors
   * @param recurrentMatrix U, likewise
   * @param state offset in the network's state
   */
  LstmStage(
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
    cell = new CarriedState(output.width(), state + output.width(), plan);
    int stride = output.stride();
    gates = plan.buffer(4 * stride, false);
    tanhCell = plan.buffer(stride, false);
    this.output = output.buffer();
    gateDeltas = plan.buffer(4 * stride, true);
    hiddenDelta = plan.buffer(stride, true);
    cellDelta = plan.buffer(stride, true);
  }

  @Override
  public void forward(Workspace workspace, int rows) {
    int steps = workspace.steps;
    int sequences = rows / steps;
    int stride = hidden.stride();
    float[] sums = workspace.buffers[gates];
    float[] before = hidden.before(workspace);
    projection.forward(workspace, sequences, steps, sums);
    hidden.begin(workspace, sequences, steps);
    cell.begin(workspace, sequences, steps);
    for (int step = 0; step < steps; step++) {
      int first = step * sequences;
      recurrent.add(first, sequences, stride, before, sums);
      kernels.lstmForward(
          first,
          sequences,
          stride,
          sums,
          cell.before(workspace),
          workspace.buffers[tanhCell],
          cell.after(workspace),
          hidden.after(workspace));
      hidden.emit(workspace, sequences, steps, step, output);
      hidden.advance(workspace, sequences, steps, step);
      cell.advance(workspace, sequences, steps, step);
    }
  }

  @Override
  public void backward(Workspace workspace, int rows, float[] gradients, boolean wantInput) {
    int steps = workspace.steps;
    int sequences = rows / steps;
    int stride = hidden.stride();
    float[] dh = workspace.buffers[hiddenDelta];
    float[] dc = workspace.buffers[cellDelta];
    float[] sums = workspace.buffers[gateDeltas];
    Arrays.fill(dh, 0, sequences * stride, 0);
    Arrays.fill(dc, 0, sequences * stride, 0);
    for (int step = steps - 1; step >= 0; step--) {
      int first = step * sequences;
      hidden.addDelta(workspace, sequences, steps, step, dh);
      kernels.lstmBackward(
          first,
          sequences,
          stride,
          workspace.buffers[gates],
          cell.before(workspace),
          workspace.buffers[tanhCell],
          dh,
          dc,
          sums);
      if (step > 0) {
        Arrays.fill(dh, 0, sequences * stride, 0);
        recurrent.addStateDelta(first, sequences, sums, dh);
        hidden.clearAtResets(workspace, sequences, step, dh);
        cell.clearAtResets(workspace, sequences, step, dc);
      }
    }
    recurrent.addGradients(rows, stride, hidden.before(workspace), sums, gradients, false);
    projection.backward(workspace, sequences, steps, sums, gradients, wantInput);
  }

  @Override
  public void parametersChanged() {
    projection.parametersChanged();
    recurrent.parametersChanged();
  }
}
