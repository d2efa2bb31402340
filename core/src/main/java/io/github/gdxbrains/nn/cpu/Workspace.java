package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Sequences;

/** What one thread needs for the passes of one tile: every stage's results, and gradients. */
final class Workspace {
  private static final Sequences NONE = Sequences.rows(1, 1);

  /** Whether a backward pass will follow. */
  final boolean training;

  /** Rows it has room for. */
  final int capacity;

  /** The batch at hand, for its noise and state. */
  Sequences input = NONE;

  /** The batch's row that is the workspace's first. */
  int firstRow;

  /** Steps of the batch's sequences, of which the workspace holds whole ones. */
  int steps = 1;

  /** Where nothing is wanted. */
  final float[] none = {};

  /** By {@link Plan#buffer}, {@code [rows][width]}. */
  final float[][] buffers;

  /**
   * The network's outputs, {@code [rows][outputs]}, and the loss's gradient with respect to them.
   */
  final float[] outputs;

  final float[] outputGradients;

  /** Gradient with respect to the results of the stage that is about to go backward. */
  float[] delta;

  /** Receives the gradient with respect to that stage's input; then the two are swapped. */
  float[] nextDelta;

  /** What a stage needs for a moment, {@link Plan#scratch} numbers. */
  final float[] scratch;

  Workspace(Plan plan, int rows, int outputCount, boolean training) {
    this.training = training;
    capacity = rows;
    buffers = new float[plan.buffers()][];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = new float[Math.multiplyExact(rows, plan.width(i, training))];
    }
    outputs = new float[Math.multiplyExact(rows, outputCount)];
    outputGradients = new float[training ? outputs.length : 0];
    delta = new float[training ? Math.multiplyExact(rows, plan.widest()) : 0];
    scratch = new float[plan.scratchSize()];
    nextDelta = new float[delta.length];
  }

  void swapDeltas() {
    float[] swapped = delta;
    delta = nextDelta;
    nextDelta = swapped;
  }
}
