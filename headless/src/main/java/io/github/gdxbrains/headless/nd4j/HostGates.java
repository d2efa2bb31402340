package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.scalar.ScalarGates;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gates on the processor: a step's numbers are copied to the Java heap, where one loop does what
 * takes ND4J ten calls and more, and back.
 */
final class HostGates implements Gates {
  private float[] gates = {};
  private float[] others = {};
  private float[] deltas = {};
  private float[] otherDeltas = {};
  private float[] before = {};
  private float[] tanhCell = {};
  private float[] cell = {};
  private float[] hidden = {};

  private void reserve(int numbers) {
    if (hidden.length < numbers) {
      gates = new float[4 * numbers];
      others = new float[4 * numbers];
      deltas = new float[4 * numbers];
      otherDeltas = new float[4 * numbers];
      before = new float[numbers];
      tanhCell = new float[numbers];
      cell = new float[numbers];
      hidden = new float[numbers];
    }
  }

  @Override
  public List<Operation> forward(Lstm step) {
    int units = step.hidden().rows();
    int n = Math.toIntExact(step.hidden().length());
    FloatBuffer ofGates = Memory.floats(step.gates());
    FloatBuffer ofCellBefore = Memory.floats(step.cellBefore());
    FloatBuffer ofTanhCell = Memory.floats(step.tanhCell());
    FloatBuffer ofCell = Memory.floats(step.cell());
    FloatBuffer ofHidden = Memory.floats(step.hidden());
    reserve(n);
    return List.of(
        () -> {
          ofGates.get(0, gates, 0, 4 * n);
          ofCellBefore.get(0, before, 0, n);
          for (int at = 0; at < n; at += units) {
            ScalarGates.lstmForward(units, gates, before, tanhCell, at, cell, hidden, at);
          }
          ofGates.put(0, gates, 0, 4 * n);
          ofTanhCell.put(0, tanhCell, 0, n);
          ofCell.put(0, cell, 0, n);
          ofHidden.put(0, hidden, 0, n);
        });
  }

  @Override
  public List<Operation> forward(Gru step) {
    int units = step.hidden().rows();
    int n = Math.toIntExact(step.hidden().length());
    FloatBuffer ofGates = Memory.floats(step.gates());
    FloatBuffer ofRecurrent = Memory.floats(step.recurrent());
    FloatBuffer ofBefore = Memory.floats(step.hiddenBefore());
    FloatBuffer ofHidden = Memory.floats(step.hidden());
    reserve(n);
    return List.of(
        () -> {
          ofGates.get(0, gates, 0, 3 * n);
          ofRecurrent.get(0, others, 0, 3 * n);
          ofBefore.get(0, before, 0, n);
          for (int at = 0; at < n; at += units) {
            ScalarGates.gruForward(units, gates, others, before, at, hidden, at);
          }
          ofGates.put(0, gates, 0, 3 * n);
          ofHidden.put(0, hidden, 0, n);
        });
  }

  @Override
  public List<Operation> backward(
      Lstm step, INDArray hiddenDelta, INDArray cellDelta, INDArray sums, INDArray scratch) {
    int units = hiddenDelta.rows();
    int n = Math.toIntExact(hiddenDelta.length());
    FloatBuffer ofGates = Memory.floats(step.gates());
    FloatBuffer ofCellBefore = Memory.floats(step.cellBefore());
    FloatBuffer ofTanhCell = Memory.floats(step.tanhCell());
    FloatBuffer ofHidden = Memory.floats(hiddenDelta);
    FloatBuffer ofCell = Memory.floats(cellDelta);
    FloatBuffer ofSums = Memory.floats(sums);
    reserve(n);
    return List.of(
        () -> {
          ofGates.get(0, gates, 0, 4 * n);
          ofCellBefore.get(0, before, 0, n);
          ofTanhCell.get(0, tanhCell, 0, n);
          ofHidden.get(0, hidden, 0, n);
          ofCell.get(0, cell, 0, n);
          for (int at = 0; at < n; at += units) {
            ScalarGates.lstmBackward(units, gates, before, tanhCell, at, hidden, cell, at, deltas);
          }
          ofCell.put(0, cell, 0, n);
          ofSums.put(0, deltas, 0, 4 * n);
        });
  }

  @Override
  public List<Operation> backward(
      Gru step, INDArray hiddenDelta, INDArray sums, INDArray recurrent) {
    int units = hiddenDelta.rows();
    int n = Math.toIntExact(hiddenDelta.length());
    FloatBuffer ofGates = Memory.floats(step.gates());
    FloatBuffer ofRecurrent = Memory.floats(step.recurrent());
    FloatBuffer ofBefore = Memory.floats(step.hiddenBefore());
    FloatBuffer ofHidden = Memory.floats(hiddenDelta);
    FloatBuffer ofSums = Memory.floats(sums);
    FloatBuffer ofRecurrentSums = Memory.floats(recurrent);
    reserve(n);
    return List.of(
        () -> {
          ofGates.get(0, gates, 0, 3 * n);
          ofRecurrent.get(0, others, 0, 3 * n);
          ofBefore.get(0, before, 0, n);
          ofHidden.get(0, hidden, 0, n);
          for (int at = 0; at < n; at += units) {
            ScalarGates.gruBackward(
                units, gates, others, before, at, hidden, at, deltas, otherDeltas);
          }
          ofHidden.put(0, hidden, 0, n);
          ofSums.put(0, deltas, 0, 3 * n);
          ofRecurrentSums.put(0, otherDeltas, 0, 3 * n);
        });
  }

  @Override
  public Operation carry(INDArray from, INDArray goesOn, INDArray to) {
    int units = from.rows();
    int n = Math.toIntExact(from.length());
    FloatBuffer source = Memory.floats(from);
    FloatBuffer flags = Memory.floats(goesOn);
    FloatBuffer target = Memory.floats(to);
    reserve(n);
    return () -> {
      source.get(0, hidden, 0, n);
      for (int at = 0; at < n; at += units) {
        if (flags.get(at / units) == 0) {
          Arrays.fill(hidden, at, at + units, 0);
        }
      }
      target.put(0, hidden, 0, n);
    };
  }
}
