package io.github.gdxbrains.nn.cpu;

/**
 * One step of the walk over a trunk. A stage reads and writes buffers of the {@link Workspace} it
 * is given and keeps nothing itself, so that threads can share it.
 */
interface Stage {
  /** Computes this stage's results for the first {@code rows} rows of the workspace. */
  void forward(Workspace workspace, int rows);

  /**
   * Turns the gradient with respect to the results, {@link Workspace#delta}, into that with respect
   * to the input, left in the same field, and adds to the gradients of the parameters.
   *
   * @param gradients packed
   * @param wantInput whether the gradient with respect to the input is needed
   */
  void backward(Workspace workspace, int rows, float[] gradients, boolean wantInput);

  /** Refreshes what is derived from the parameters. */
  void parametersChanged();
}
