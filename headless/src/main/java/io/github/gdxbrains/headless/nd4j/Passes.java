package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Sequences;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Brings batches of changing size to ND4J and back: copies, and a {@link Program} for each size.
 */
final class Passes implements AutoCloseable {
  /** Sizes whose programs are kept; a run has few. */
  private static final int PROGRAMS = 8;

  private final Workspace workspace;
  private final Stages stages;
  private final Deque<Program> programs = new ArrayDeque<>();
  private final boolean isRecurrent;
  private final int inputs;
  private final HeadSums heads;
  private final float[] sums;
  private boolean isClosed;

  Passes(Nd4jNetwork network, int maxRows, boolean training) {
    workspace = new Workspace(maxRows, training);
    stages =
        new Stages(
            network.spec(),
            network.parameters(),
            workspace,
            network.normalizer(),
            network.onlyOperations());
    heads = new HeadSums(network.spec());
    isRecurrent = network.spec().stateSize() > 0;
    inputs = network.spec().inputs();
    sums = new float[Math.multiplyExact(maxRows, heads.columns())];
  }

  private BatchSize size(Sequences batch) {
    return isRecurrent
        ? new BatchSize(batch.sequences(), batch.steps())
        : new BatchSize(batch.rowCount(), 1);
  }

  /** The program for a size, ready to run. */
  private Program program(BatchSize size) {
    Program last = programs.peekFirst();
    if (last != null && last.size().equals(size)) {
      return last;
    }
    Program found = null;
    for (Program program : programs) {
      if (program.size().equals(size)) {
        found = program;
      }
    }
    if (found == null) {
      found = new Program(stages, workspace, size);
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
    Program program = program(size(batch));
    workspace.setBatch(batch);
    for (InputColumns each : stages.inputs()) {
      each.write(batch.values(), rows);
    }
    program.forward();
    stages.sums().read(rows, sums);
    heads.toOutputs(rows, sums, outputs);
  }

  /**
   * Carries the gradient of the last forward's outputs back.
   *
   * @param rows of that forward
   * @param inputGradients to be filled; empty if not wanted
   */
  void backward(int rows, float[] outputGradients, float[] inputGradients) {
    if (rows == 0) {
      return;
    }
    Program program = programs.getFirst();
    heads.toSums(rows, outputGradients, sums);
    stages.sums().writeGradients(rows, sums);
    boolean toInput = inputGradients.length > 0;
    program.backward(toInput);
    if (toInput) {
      Arrays.fill(inputGradients, 0, rows * inputs, 0);
      for (InputColumns each : stages.inputs()) {
        each.addGradients(rows, inputGradients);
      }
    }
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      workspace.close();
    }
  }
}
