package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Sequences;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A vector that a recurrent layer carries from step to step of each sequence. What it is before and
 * after each step is kept for the backward pass, step by step as in {@link StepProjection}: before
 * a step it is that after the last, or zero at a reset.
 */
final class CarriedState {
  private final Workspace workspace;
  private final Gates gates;
  private final int units;
  private final int offset;
  private final INDArray before;
  private final INDArray after;
  private final INDArray goesOn;
  private final float[] host;

  /**
   * @param offset in the network's state
   */
  CarriedState(Workspace workspace, Gates gates, int units, int offset) {
    this.workspace = workspace;
    this.gates = gates;
    this.units = units;
    this.offset = offset;
    long numbers = (long) workspace.maxRows * units;
    before = workspace.allocate(numbers);
    after = workspace.allocate(numbers);
    goesOn = workspace.allocate(workspace.maxRows);
    host = new float[Math.multiplyExact(workspace.maxRows, units)];
  }

  /** The vectors before all steps, {@code [units][steps · sequences]}. */
  INDArray before(BatchSize size) {
    return Memory.matrix(before, 0, units, size.rows());
  }

  /** Those before a step, {@code [units][sequences]}. */
  INDArray before(BatchSize size, int step) {
    return step(before, size, step);
  }

  /** Those after a step, {@code [units][sequences]}. */
  INDArray after(BatchSize size, int step) {
    return step(after, size, step);
  }

  /** Those after all steps, flat. */
  INDArray after() {
    return after;
  }

  private INDArray step(INDArray flat, BatchSize size, int step) {
    return Memory.matrix(flat, (long) step * size.sequences() * units, units, size.sequences());
  }

  private INDArray goesOn(BatchSize size, int step) {
    long first = (long) step * size.sequences();
    return Memory.view(goesOn, first, new long[] {size.sequences()}, 1);
  }

  /** Starts with the batch's initial state and notes its resets. */
  void begin(BatchSize size, List<Operation> operations) {
    int sequences = size.sequences();
    int steps = size.steps();
    operations.add(
        () -> {
          Sequences batch = workspace.batch();
          boolean[] resets = batch.resets();
          for (int t = 0; t < steps; t++) {
            for (int s = 0; s < sequences; s++) {
              host[t * sequences + s] = resets[s * steps + t] ? 0 : 1;
            }
          }
          Memory.write(host, size.rows(), goesOn);
          for (int s = 0; s < sequences; s++) {
            int to = s * units;
            if (resets[s * steps]) {
              Arrays.fill(host, to, to + units, 0);
            } else {
              int from = s * batch.stateSize() + offset;
              System.arraycopy(batch.initialState(), from, host, to, units);
            }
          }
          Memory.write(host, sequences * units, before);
        });
  }

  /** Carries it from a step to the next, if there is one. */
  void advance(BatchSize size, int step, List<Operation> operations) {
    int next = step + 1;
    if (next < size.steps()) {
      operations.add(gates.carry(after(size, step), goesOn(size, next), before(size, next)));
    }
  }

  /** Copies it to the batch's final state. */
  void end(BatchSize size, List<Operation> operations) {
    int sequences = size.sequences();
    int first = (size.steps() - 1) * sequences * units;
    operations.add(
        () -> {
          Sequences batch = workspace.batch();
          Memory.read(after, first, host, sequences * units);
          for (int s = 0; s < sequences; s++) {
            int to = s * batch.stateSize() + offset;
            System.arraycopy(host, s * units, batch.finalState(), to, units);
          }
        });
  }

  /** Clears the gradient of the state before a step where a reset made that state. */
  void clearAtResets(BatchSize size, int step, INDArray delta, List<Operation> operations) {
    operations.add(gates.carry(delta, goesOn(size, step), delta));
  }
}
