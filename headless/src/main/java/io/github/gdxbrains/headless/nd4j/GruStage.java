package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Structure;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;

/** A {@link io.github.gdxbrains.nn.Layer.Gru}; goes through the steps as {@link LstmStage} does. */
final class GruStage implements Stage {
  private final Gates gates;
  private final int units;
  private final StepProjection projection;
  private final Affine recurrent;
  private final CarriedState hidden;
  private final INDArray sums;
  private final INDArray recurrentSums;
  private final INDArray sumDeltas;
  private final INDArray recurrentDeltas;
  private final INDArray deltas;
  private final INDArray hiddenDelta;

  GruStage(
      Parameters parameters,
      Gates gates,
      Structure.Place place,
      Signal input,
      Signal output,
      Workspace workspace) {
    this.gates = gates;
    units = output.units();
    projection = new StepProjection(parameters, place.firstSlice(), input, output, workspace);
    recurrent = new Affine(parameters, place.firstSlice() + 1, workspace, workspace.maxRows);
    hidden = new CarriedState(workspace, gates, units, place.state());
    long numbers = (long) workspace.maxRows * units;
    long learning = workspace.training ? numbers : 1;
    sums = workspace.allocate(3 * numbers);
    recurrentSums = workspace.allocate(3 * numbers);
    sumDeltas = workspace.allocate(3 * learning);
    recurrentDeltas = workspace.allocate(3 * learning);
    deltas = workspace.allocate(learning);
    hiddenDelta = workspace.allocate(learning);
  }

  private static INDArray step(INDArray flat, int rows, BatchSize size, int step) {
    int sequences = size.sequences();
    return Memory.matrix(flat, (long) step * sequences * rows, rows, sequences);
  }

  private Gates.Gru step(BatchSize size, int step) {
    return new Gates.Gru(
        step(sums, 3 * units, size, step),
        step(recurrentSums, 3 * units, size, step),
        hidden.before(size, step),
        hidden.after(size, step));
  }

  @Override
  public void forward(BatchSize size, List<Operation> operations) {
    projection.forward(size, Memory.matrix(sums, 0, 3 * units, size.rows()), operations);
    recurrent.fill(Memory.matrix(recurrentSums, 0, 3 * units, size.rows()), operations);
    hidden.begin(size, operations);
    for (int t = 0; t < size.steps(); t++) {
      Gates.Gru step = step(size, t);
      recurrent.add(step.hiddenBefore(), step.recurrent(), operations);
      operations.addAll(gates.forward(step));
      hidden.advance(size, t, operations);
    }
    projection.emit(size, hidden.after(), operations);
    hidden.end(size, operations);
  }

  @Override
  public void backward(BatchSize size, boolean wantInput, List<Operation> operations) {
    INDArray dh = Memory.matrix(hiddenDelta, 0, units, size.sequences());
    projection.collect(size, deltas, operations);
    operations.add(Operation.zero(dh));
    for (int t = size.steps() - 1; t >= 0; t--) {
      INDArray dRecurrent = step(recurrentDeltas, 3 * units, size, t);
      operations.add(Operation.of(new AddOp(dh, step(deltas, units, size, t), dh)));
      operations.addAll(
          gates.backward(step(size, t), dh, step(sumDeltas, 3 * units, size, t), dRecurrent));
      if (t > 0) {
        recurrent.addBack(dRecurrent, dh, operations);
        hidden.clearAtResets(size, t, dh, operations);
      }
    }
    INDArray all = Memory.matrix(recurrentDeltas, 0, 3 * units, size.rows());
    recurrent.addGradients(hidden.before(size), all, operations);
    INDArray sum = Memory.matrix(sumDeltas, 0, 3 * units, size.rows());
    projection.backward(size, sum, wantInput, operations);
  }
}
