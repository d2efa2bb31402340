package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Sequences;
import java.util.Arrays;

/**
 * A vector that a recurrent layer carries from step to step of each sequence. What it is before
 * each step, resets included, is kept for the backward pass, step by step as in {@link
 * StepProjection}.
 */
final class CarriedState {
  private final int units;
  private final int stride;
  private final int offset;
  private final int before;
  private final int after;
  private final int carried;

  /**
   * Reserves its buffers.
   *
   * @param offset in the network's state
   */
  CarriedState(int units, int offset, Plan plan) {
    this.units = units;
    this.offset = offset;
    stride = plan.pad(units);
    before = plan.buffer(stride, false);
    after = plan.buffer(stride, false);
    carried = plan.buffer(1, true);
  }

  /** What it is before each step, {@code [steps][sequences][stride]}. */
  float[] before(Workspace workspace) {
    return workspace.buffers[before];
  }

  /** Receives what it is after the step at hand, {@code [sequences][stride]}. */
  float[] after(Workspace workspace) {
    return workspace.buffers[after];
  }

  /** Numbers in a padded vector. */
  int stride() {
    return stride;
  }

  /** Starts with the batch's initial state. */
  void begin(Workspace workspace, int sequences, int steps) {
    Sequences input = workspace.input;
    float[] target = before(workspace);
    Arrays.fill(target, 0, sequences * stride, 0); // the padding, and where a reset follows
    int first = workspace.firstRow / steps;
    for (int s = 0; s < sequences; s++) {
      if (!input.resets()[(first + s) * steps]) {
        int from = (first + s) * input.stateSize() + offset;
        System.arraycopy(input.initialState(), from, target, s * stride, units);
      }
    }
  }

  /** Carries what it is after a step to the next one, or to the batch's final state. */
  void advance(Workspace workspace, int sequences, int steps, int step) {
    Sequences input = workspace.input;
    float[] source = after(workspace);
    int first = workspace.firstRow / steps;
    if (step + 1 == steps) {
      for (int s = 0; s < sequences; s++) {
        int to = (first + s) * input.stateSize() + offset;
        System.arraycopy(source, s * stride, input.finalState(), to, units);
      }
      return;
    }
    float[] target = before(workspace);
    for (int s = 0; s < sequences; s++) {
      int row = (step + 1) * sequences + s;
      int to = row * stride;
      boolean reset = input.resets()[(first + s) * steps + step + 1];
      if (workspace.training) {
        workspace.buffers[carried][row] = reset ? 0 : 1;
      }
      if (reset) {
        Arrays.fill(target, to, to + stride, 0);
      } else {
        System.arraycopy(source, s * stride, target, to, stride);
      }
    }
  }

  /** Copies what it is after a step to that step's rows of a buffer, sequence by sequence. */
  void emit(Workspace workspace, int sequences, int steps, int step, int buffer) {
    float[] source = after(workspace);
    float[] target = workspace.buffers[buffer];
    for (int s = 0; s < sequences; s++) {
      System.arraycopy(source, s * stride, target, (s * steps + step) * stride, stride);
    }
  }

  /** Adds the gradient of a step's results, {@link Workspace#delta}, to that of the state. */
  void addDelta(Workspace workspace, int sequences, int steps, int step, float[] target) {
    float[] source = workspace.delta;
    for (int s = 0; s < sequences; s++) {
      int from = (s * steps + step) * stride;
      int to = s * stride;
      for (int j = 0; j < stride; j++) {
        target[to + j] += source[from + j];
      }
    }
  }

  /** Clears the gradient of the state before a step where a reset made that state. */
  void clearAtResets(Workspace workspace, int sequences, int step, float[] delta) {
    float[] flags = workspace.buffers[carried];
    for (int s = 0; s < sequences; s++) {
      if (flags[step * sequences + s] == 0) {
        Arrays.fill(delta, s * stride, (s + 1) * stride, 0);
      }
    }
  }
}
