package io.github.gdxbrains.headless.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarReverseSubtraction;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.SubOp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Gates as operations of ND4J: for a GPU. */
final class DeviceGates implements Gates {
  private static INDArray gate(INDArray gates, int number, int units) {
    return rows(gates, number * units, units);
  }

  private static INDArray rows(INDArray matrix, int first, int count) {
    return matrix.get(NDArrayIndex.interval(first, first + count), NDArrayIndex.all());
  }

  private static Operation sigmoid(INDArray x) {
    return Operation.of(new Sigmoid(x, x));
  }

  private static Operation tanh(INDArray x, INDArray y) {
    return Operation.of(new Tanh(x, y));
  }

  private static Operation multiply(INDArray a, INDArray b, INDArray c) {
    return Operation.of(new MulOp(a, b, c));
  }

  private static Operation add(INDArray a, INDArray b, INDArray c) {
    return Operation.of(new AddOp(a, b, c));
  }

  private static Operation subtract(INDArray a, INDArray b, INDArray c) {
    return Operation.of(new SubOp(a, b, c));
  }

  /** {@code c = 1 - a}. */
  private static Operation oneMinus(INDArray a, INDArray c) {
    return Operation.of(new ScalarReverseSubtraction(a, c, 1));
  }

  @Override
  public List<Operation> forward(Lstm step) {
    int units = step.hidden().rows();
    INDArray in = gate(step.gates(), 0, units);
    INDArray forget = gate(step.gates(), 1, units);
    INDArray g = gate(step.gates(), 2, units);
    INDArray out = gate(step.gates(), 3, units);
    INDArray c = step.cell();
    INDArray t = step.tanhCell();
    return List.of(
        sigmoid(rows(step.gates(), 0, 2 * units)),
        tanh(g, g),
        sigmoid(out),
        multiply(in, g, t),
        multiply(forget, step.cellBefore(), c),
        add(c, t, c),
        tanh(c, t),
        multiply(out, t, step.hidden()));
  }

  @Override
  public List<Operation> forward(Gru step) {
    int units = step.hidden().rows();
    INDArray both = rows(step.gates(), 0, 2 * units);
    INDArray reset = gate(step.gates(), 0, units);
    INDArray update = gate(step.gates(), 1, units);
    INDArray n = gate(step.gates(), 2, units);
    INDArray h = step.hidden();
    return List.of(
        add(both, rows(step.recurrent(), 0, 2 * units), both),
        sigmoid(both),
        multiply(reset, gate(step.recurrent(), 2, units), h),
        add(n, h, n),
        tanh(n, n),
        // n + z (h - n)
        subtract(step.hiddenBefore(), n, h),
        multiply(update, h, h),
        add(n, h, h));
  }

  @Override
  public List<Operation> backward(
      Lstm step, INDArray hidden, INDArray cell, INDArray sums, INDArray scratch) {
    int units = hidden.rows();
    INDArray in = gate(step.gates(), 0, units);
    INDArray forget = gate(step.gates(), 1, units);
    INDArray g = gate(step.gates(), 2, units);
    INDArray out = gate(step.gates(), 3, units);
    INDArray t = step.tanhCell();
    INDArray dIn = gate(sums, 0, units);
    INDArray dForget = gate(sums, 1, units);
    INDArray dg = gate(sums, 2, units);
    INDArray dOut = gate(sums, 3, units);
    return List.of(
        // dh t o (1 - o)
        oneMinus(out, dOut),
        multiply(out, dOut, dOut),
        multiply(t, dOut, dOut),
        multiply(hidden, dOut, dOut),
        // dc += dh o (1 - t²)
        multiply(hidden, out, hidden),
        multiply(t, t, scratch),
        oneMinus(scratch, scratch),
        multiply(hidden, scratch, hidden),
        add(cell, hidden, cell),
        // dc g i (1 - i)
        oneMinus(in, dIn),
        multiply(in, dIn, dIn),
        multiply(g, dIn, dIn),
        multiply(cell, dIn, dIn),
        // dc c f (1 - f)
        oneMinus(forget, dForget),
        multiply(forget, dForget, dForget),
        multiply(step.cellBefore(), dForget, dForget),
        multiply(cell, dForget, dForget),
        // dc i (1 - g²)
        multiply(g, g, dg),
        oneMinus(dg, dg),
        multiply(in, dg, dg),
        multiply(cell, dg, dg),
        multiply(cell, forget, cell));
  }

  @Override
  public List<Operation> backward(Gru step, INDArray hidden, INDArray sums, INDArray recurrent) {
    int units = hidden.rows();
    INDArray reset = gate(step.gates(), 0, units);
    INDArray update = gate(step.gates(), 1, units);
    INDArray n = gate(step.gates(), 2, units);
    INDArray dReset = gate(sums, 0, units);
    INDArray dUpdate = gate(sums, 1, units);
    INDArray dn = gate(sums, 2, units);
    INDArray scratch = gate(recurrent, 0, units);
    return List.of(
        // dh (h - n) z (1 - z)
        subtract(step.hiddenBefore(), n, dUpdate),
        multiply(hidden, dUpdate, dUpdate),
        multiply(update, dUpdate, dUpdate),
        oneMinus(update, scratch),
        multiply(scratch, dUpdate, dUpdate),
        // dh (1 - z) (1 - n²)
        multiply(n, n, dn),
        oneMinus(dn, dn),
        multiply(scratch, dn, dn),
        multiply(hidden, dn, dn),
        // dn (h U + d) r (1 - r)
        oneMinus(reset, dReset),
        multiply(reset, dReset, dReset),
        multiply(gate(step.recurrent(), 2, units), dReset, dReset),
        multiply(dn, dReset, dReset),
        Operation.copy(rows(sums, 0, 2 * units), rows(recurrent, 0, 2 * units)),
        multiply(dn, reset, gate(recurrent, 2, units)),
        multiply(hidden, update, hidden));
  }

  @Override
  public Operation carry(INDArray from, INDArray goesOn, INDArray to) {
    return Operation.of(new BroadcastMulOp(from, goesOn, to, 1));
  }
}
