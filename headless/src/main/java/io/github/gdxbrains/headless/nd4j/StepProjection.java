package io.github.gdxbrains.headless.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The part of a recurrent layer that does not depend on its state: {@code x W + b} for all steps of
 * all sequences in one product. Its results are step by step, {@code [units][steps · sequences]}
 * column-major, so that those of a step lie side by side; the signals around it have the rows of a
 * sequence side by side.
 */
final class StepProjection {
  private final Parameters parameters;
  private final int slice;
  private final Signal input;
  private final Signal output;
  private final INDArray ordered;
  private final INDArray orderedDeltas;

  StepProjection(
      Parameters parameters, int slice, Signal input, Signal output, Workspace workspace) {
    this.parameters = parameters;
    this.slice = slice;
    this.input = input;
    this.output = output;
    int widest = Math.max(input.units(), output.units());
    ordered = workspace.allocate((long) workspace.maxRows * (input.units() + 1));
    orderedDeltas = workspace.allocate(workspace.training ? (long) workspace.maxRows * widest : 1);
  }

  /** Whether step by step and sequence by sequence are the same order. */
  private static boolean sameOrder(BatchSize size) {
    return size.sequences() == 1 || size.steps() == 1;
  }

  /** Columns of rows {@code s · steps + t} in the order {@code [column][step][sequence]}. */
  private static INDArray bySequence(INDArray flat, long offset, int columns, BatchSize size) {
    long[] shape = {columns, size.steps(), size.sequences()};
    return Memory.view(flat, offset, shape, size.rows(), 1, size.steps());
  }

  /** The input and its ones, {@code [rows][inputs + 1]}, step by step. */
  private INDArray rows(BatchSize size) {
    return sameOrder(size)
        ? input.valuesAndOnes(size.rows())
        : Memory.matrix(ordered, 0, size.rows(), input.units() + 1);
  }

  /** Computes the sums. */
  void forward(BatchSize size, INDArray sums, List<Operation> operations) {
    if (!sameOrder(size)) {
      int columns = input.units() + 1;
      INDArray x = bySequence(input.values(), input.offset(size.rows()), columns, size);
      long[] shape = {columns, size.steps(), size.sequences()};
      operations.add(
          Operation.copy(x, Memory.view(ordered, 0, shape, size.rows(), size.sequences(), 1)));
    }
    operations.add(Operation.product(parameters.weights(slice), false, rows(size), true, sums));
  }

  /**
   * Adds to the gradients of W and b and replaces that of the input.
   *
   * @param deltas gradient of the sums
   */
  void backward(BatchSize size, INDArray deltas, boolean wantInput, List<Operation> operations) {
    operations.add(
        Operation.addProduct(deltas, false, rows(size), false, parameters.gradients(slice)));
    if (!wantInput) {
      return;
    }
    INDArray target = input.gradients(size.rows());
    INDArray weights = parameters.weightsAlone(slice);
    if (sameOrder(size)) {
      operations.add(Operation.product(deltas, true, weights, false, target));
      return;
    }
    int columns = input.units();
    INDArray dx = Memory.matrix(orderedDeltas, 0, size.rows(), columns);
    operations.add(Operation.product(deltas, true, weights, false, dx));
    long[] shape = {columns, size.steps(), size.sequences()};
    operations.add(
        Operation.copy(
            Memory.view(orderedDeltas, 0, shape, size.rows(), size.sequences(), 1),
            bySequence(input.gradients(), input.offset(size.rows()), columns, size)));
  }

  /** Copies results that lie step by step, {@code [units][steps · sequences]}, to the output. */
  void emit(BatchSize size, INDArray results, List<Operation> operations) {
    operations.add(Operation.copy(byStep(results, size), outputs(output.values(), size)));
  }

  /** Copies the gradient of the output, step by step. */
  void collect(BatchSize size, INDArray deltas, List<Operation> operations) {
    operations.add(Operation.copy(outputs(output.gradients(), size), byStep(deltas, size)));
  }

  private INDArray outputs(INDArray flat, BatchSize size) {
    return bySequence(flat, output.offset(size.rows()), output.units(), size);
  }

  private INDArray byStep(INDArray flat, BatchSize size) {
    int units = output.units();
    long[] shape = {units, size.steps(), size.sequences()};
    return Memory.view(flat, 0, shape, 1, (long) units * size.sequences(), units);
  }
}
