package io.github.gdxbrains.nn.cpu;

/** What one thread needs for the passes of one tile: every stage's results, and gradients. */
final class Workspace {
  /** Whether a backward pass will follow. */
  final boolean training;

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

  Workspace(Plan plan, int rows, int outputCount, boolean training) {
    this.training = training;
    buffers = new float[plan.buffers()][];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = new float[Math.multiplyExact(rows, plan.width(i, training))];
    }
    outputs = new float[Math.multiplyExact(rows, outputCount)];
    outputGradients = new float[training ? outputs.length : 0];
    delta = new float[training ? Math.multiplyExact(rows, plan.widest()) : 0];
    nextDelta = new float[delta.length];
  }

  void swapDeltas() {
    float[] swapped = delta;
    delta = nextDelta;
    nextDelta = swapped;
  }
}
