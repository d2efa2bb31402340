package io.github.gdxbrains.headless.nd4j;

import java.util.List;

/**
 * A layer, or the heads of a trunk, in its place: from one {@link Signal} to the next. It is made
 * once for a {@link Workspace}, in which it may allocate memory of its own for at most {@link
 * Workspace#maxRows} rows, and then asked once for each size of batch for the operations of a pass;
 * these run for every batch of that size.
 *
 * <p><b>Activations</b> are column-major {@code [rows][units]} with a column of ones behind, so
 * that {@code [x 1] · [W; b]} is one product; gradients are column-major without the ones. Row
 * {@code s · steps + t} is step t of sequence s. A smaller batch uses the start of each array, so
 * the views depend on the size and are made in {@link #forward} and {@link #backward}. Only the
 * results of products must be column-major; a stage may keep what it likes in memory of its own.
 *
 * <p><b>Parameters</b> and the sums of their gradients are views of {@link Parameters}; an
 * operation of the backward pass adds to the latter.
 *
 * <p><b>What else a pass is given</b> (counts, noise, recurrent states, resets) is in {@link
 * Workspace#batch}, which is set before the forward pass and valid during it: an operation reads it
 * there when it runs, and copies what it or the backward pass needs with {@link Memory#write}. The
 * final states of sequences are written there by an operation of the forward pass. Before the
 * backward pass the caller may have changed all of it.
 */
interface Stage {
  /** Appends the operations that compute the values of the output from those of the input. */
  void forward(BatchSize size, List<Operation> operations);

  /**
   * Appends the operations that, after a forward pass over the same rows, add to the gradients of
   * the parameters and replace the gradient of the input. They may change the gradient of the
   * output.
   *
   * @param wantInput whether the gradient of the input is wanted
   */
  void backward(BatchSize size, boolean wantInput, List<Operation> operations);
}
