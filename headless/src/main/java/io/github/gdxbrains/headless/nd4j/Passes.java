package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Sequences;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Brings batches of changing size to ND4J and back: copies, and a {@link Program} for each size.
 */
final class Passes implements AutoCloseable {
  /** Sizes whose programs are kept; a run has few. */
  private static final int PROGRAMS = 8;

  private final Nd4jNetwork network;
  private final NetworkSpec spec;
  private final Buffers buffers;
  private final Activations activations;
  private final Deque<Program> programs = new ArrayDeque<>();
  private final float[] input;
  private final float[] columns;
  private final int width;
  private boolean isClosed;

  Passes(Nd4jNetwork network, int maxRows, boolean training) {
    this.network = network;
    spec = network.spec();
    width = spec.outputs();
    input = new float[Math.multiplyExact(maxRows, spec.inputs() + 1)];
    int widest = training ? Math.max(width, spec.inputs()) : width;
    columns = new float[Math.multiplyExact(maxRows, widest)];
    buffers = new Buffers(spec, maxRows, training);
    activations = network.activations();
  }

  /** The program for a number of rows, ready to run. */
  private Program program(int rows) {
    Program last = programs.peekFirst();
    if (last != null && last.rows() == rows) {
      return last;
    }
    Program found = null;
    for (Program program : programs) {
      if (program.rows() == rows) {
        found = program;
      }
    }
    if (found == null) {
      found =
          new Program(spec, network.parameters(), network.gradients(), buffers, activations, rows);
      if (programs.size() == PROGRAMS) {
        programs.removeLast();
      }
    } else {
      programs.remove(found);
    }
    programs.addFirst(found);
    found.enter();
    return found;
  }

  /** Computes the outputs of all rows, row by row. */
  void forward(Sequences batch, float[] outputs) {
    int rows = batch.rowCount();
    if (rows == 0) {
      return;
    }
    Program program = program(rows);
    network.normalizer().rowsWithOnes(batch.values(), rows, input);
    Memory.write(input, rows * (spec.inputs() + 1), buffers.input);
    program.forward();
    Memory.read(buffers.outputs, columns, rows * width);
    for (int column = 0; column < width; column++) {
      int from = column * rows;
      for (int row = 0; row < rows; row++) {
        outputs[row * width + column] = columns[from + row];
      }
    }
  }

  /**
   * Carries the gradient of the last forward's outputs back.
   *
   * @param inputGradients to be filled; empty if not wanted
   */
  void backward(int rows, float[] outputGradients, float[] inputGradients) {
    if (rows == 0) {
      return;
    }
    for (int column = 0; column < width; column++) {
      int to = column * rows;
      for (int row = 0; row < rows; row++) {
        columns[to + row] = outputGradients[row * width + column];
      }
    }
    Memory.write(columns, rows * width, buffers.outputGradients);
    boolean toInput = inputGradients.length > 0;
    program(rows).backward(toInput);
    if (toInput) {
      int inputs = spec.inputs();
      Memory.read(buffers.inputGradients, columns, rows * inputs);
      for (int i = 0; i < inputs; i++) {
        for (int row = 0; row < rows; row++) {
          inputGradients[row * inputs + i] = columns[i * rows + row];
        }
      }
      network.normalizer().backward(input, rows, inputGradients);
    }
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      buffers.close();
    }
  }
}
