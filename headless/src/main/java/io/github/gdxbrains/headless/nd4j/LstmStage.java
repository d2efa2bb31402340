package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Structure;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;

/**
 * A {@link io.github.gdxbrains.nn.Layer.Lstm}. With x W + b for all steps at hand, each step is one
 * product h U over all sequences and what {@link Gates} compute; the backward pass goes through the
 * steps in reverse and ends with one product for each matrix. It does not pass a reset nor leave
 * the batch. ND4J's own {@code lstmLayer} knows no resets and takes longer.
 */
final class LstmStage implements Stage {
  private final Parameters parameters;
  private final Gates gates;
  private final int recurrent;
  private final int units;
  private final StepProjection projection;
  private final CarriedState hidden;
  private final CarriedState cell;
  private final INDArray sums;
  private final INDArray tanhCell;
  private final INDArray sumDeltas;
  private final INDArray deltas;
  private final INDArray hiddenDelta;
  private final INDArray cellDelta;
  private final INDArray scratch;

  LstmStage(
      Parameters parameters,
      Gates gates,
      Structure.Place place,
      Signal input,
      Signal output,
      Workspace workspace) {
    this.parameters = parameters;
    this.gates = gates;
    recurrent = place.firstSlice() + 1;
    units = output.units();
    projection = new StepProjection(parameters, place.firstSlice(), input, output, workspace);
    hidden = new CarriedState(workspace, gates, units, place.state());
    cell = new CarriedState(workspace, gates, units, place.state() + units);
    long numbers = (long) workspace.maxRows * units;
    long learning = workspace.training ? numbers : 1;
    sums = workspace.allocate(4 * numbers);
    tanhCell = workspace.allocate(numbers);
    sumDeltas = workspace.allocate(4 * learning);
    deltas = workspace.allocate(learning);
    hiddenDelta = workspace.allocate(learning);
    cellDelta = workspace.allocate(learning);
    scratch = workspace.allocate(learning);
  }

  private static INDArray step(INDArray flat, int rows, BatchSize size, int step) {
    int sequences = size.sequences();
    return Memory.matrix(flat, (long) step * sequences * rows, rows, sequences);
  }

  private Gates.Lstm step(BatchSize size, int step) {
    return new Gates.Lstm(
        step(sums, 4 * units, size, step),
        cell.before(size, step),
        step(tanhCell, units, size, step),
        cell.after(size, step),
        hidden.after(size, step));
  }

  @Override
  public void forward(BatchSize size, List<Operation> operations) {
    INDArray weights = parameters.weights(recurrent);
    projection.forward(size, Memory.matrix(sums, 0, 4 * units, size.rows()), operations);
    hidden.begin(size, operations);
    cell.begin(size, operations);
    for (int t = 0; t < size.steps(); t++) {
      Gates.Lstm step = step(size, t);
      operations.add(
          Operation.addProduct(weights, false, hidden.before(size, t), false, step.gates()));
      operations.addAll(gates.forward(step));
      hidden.advance(size, t, operations);
      cell.advance(size, t, operations);
    }
    projection.emit(size, hidden.after(), operations);
    hidden.end(size, operations);
    cell.end(size, operations);
  }

  @Override
  public void backward(BatchSize size, boolean wantInput, List<Operation> operations) {
    INDArray weights = parameters.weights(recurrent);
    INDArray dh = Memory.matrix(hiddenDelta, 0, units, size.sequences());
    INDArray dc = Memory.matrix(cellDelta, 0, units, size.sequences());
    INDArray spare = Memory.matrix(scratch, 0, units, size.sequences());
    projection.collect(size, deltas, operations);
    operations.add(Operation.zero(dh));
    operations.add(Operation.zero(dc));
    for (int t = size.steps() - 1; t >= 0; t--) {
      INDArray sum = step(sumDeltas, 4 * units, size, t);
      operations.add(Operation.of(new AddOp(dh, step(deltas, units, size, t), dh)));
      operations.addAll(gates.backward(step(size, t), dh, dc, sum, spare));
      if (t > 0) {
        operations.add(Operation.product(weights, true, sum, false, dh));
        hidden.clearAtResets(size, t, dh, operations);
        cell.clearAtResets(size, t, dc, operations);
      }
    }
    INDArray all = Memory.matrix(sumDeltas, 0, 4 * units, size.rows());
    operations.add(
        Operation.addProduct(
            all, false, hidden.before(size), true, parameters.gradients(recurrent)));
    projection.backward(size, all, wantInput, operations);
  }
}
