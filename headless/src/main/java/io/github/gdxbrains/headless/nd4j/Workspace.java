package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Sequences;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory of passes over at most so many rows, and the batch at hand. A batch of fewer rows uses
 * the start of each array.
 */
final class Workspace implements AutoCloseable {
  private static final int SCRATCHES = 2;

  final int maxRows;

  /** Whether a backward pass follows. */
  final boolean training;

  /** Set before the forward pass. */
  private Sequences batch;

  private final List<INDArray> all = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  private final INDArray[] scratches = new INDArray[SCRATCHES];
  private int widest = 1;

  Workspace(int maxRows, boolean training) {
    this.maxRows = maxRows;
    this.training = training;
    batch = Sequences.rows(1, 1);
  }

  /** So many zeros, freed with the workspace. */
  INDArray allocate(long length) {
    INDArray array = Memory.zeros(length);
    all.add(array);
    return array;
  }

  /** Room for numbers of each row, ones behind them and, in training, their gradients. */
  Signal signal(int units) {
    Signal signal = reader(allocate((long) maxRows * (units + 1)), units);
    signals.add(signal);
    return signal;
  }

  /** A signal with given values, ones included: each of their readers has a gradient of its own. */
  Signal reader(INDArray values, int units) {
    widest = Math.max(widest, units);
    long gradients = training ? (long) maxRows * units : 1;
    return new Signal(values, allocate(gradients), 0, units);
  }

  /** The columns of ones behind all signals, readers aside. */
  List<INDArray> ones(int rows) {
    return signals.stream()
        .map(signal -> Memory.slice(signal.values(), (long) signal.units() * rows, rows))
        .toList();
  }

  /** Says that the matrices of {@link #scratch} may be so wide. */
  void reserveScratch(int columns) {
    widest = Math.max(widest, columns);
  }

  /**
   * A column-major matrix for a moment, as wide as a signal at most or as was reserved; others use
   * the same memory.
   *
   * @param which 0 or 1
   */
  INDArray scratch(int which, int rows, int columns) {
    if (scratches[which] == null) {
      scratches[which] = allocate((long) maxRows * widest);
    }
    return Memory.matrix(scratches[which], 0, rows, columns);
  }

  /** The batch of the forward pass that runs. */
  Sequences batch() {
    return batch;
  }

  void setBatch(Sequences input) {
    batch = input;
  }

  @Override
  public void close() {
    for (INDArray array : all) {
      array.close();
    }
  }
}
