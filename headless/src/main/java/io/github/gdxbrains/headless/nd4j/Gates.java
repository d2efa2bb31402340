package io.github.gdxbrains.headless.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a recurrent layer computes number by number in one step of all sequences. All matrices are
 * views of that step, column-major, {@code [units][sequences]}; those of several gates have as many
 * times more rows.
 */
interface Gates {
  /**
   * A step of an LSTM.
   *
   * @param gates their sums at first; then the gates i, f, g and o
   * @param cellBefore the step
   * @param tanhCell receives tanh of the cell, for the backward pass
   * @param cell receives it as it is after the step
   * @param hidden likewise
   */
  record Lstm(
      INDArray gates, INDArray cellBefore, INDArray tanhCell, INDArray cell, INDArray hidden) {}

  /**
   * A step of a GRU.
   *
   * @param gates {@code x W + b} at first; then the gates r, z and n
   * @param recurrent {@code h U + d}
   * @param hiddenBefore the step
   * @param hidden receives it as it is after the step
   */
  record Gru(INDArray gates, INDArray recurrent, INDArray hiddenBefore, INDArray hidden) {}

  /** From the sums to the state after the step. */
  List<Operation> forward(Lstm step);

  /** From the sums to the state after the step. */
  List<Operation> forward(Gru step);

  /**
   * One step back.
   *
   * @param hidden gradient of the state after the step; may be changed
   * @param cell likewise; becomes that of the cell before the step
   * @param sums receives the gradient of the gates' sums
   * @param scratch for intermediate results
   */
  List<Operation> backward(
      Lstm step, INDArray hidden, INDArray cell, INDArray sums, INDArray scratch);

  /**
   * One step back.
   *
   * @param hidden gradient of the state after the step; becomes that part of the gradient of the
   *     state before it that does not pass U
   * @param sums receives the gradient of {@code x W + b}
   * @param recurrent receives that of {@code h U + d}
   */
  List<Operation> backward(Gru step, INDArray hidden, INDArray sums, INDArray recurrent);

  /**
   * {@code to = from}, and zero for the sequences that do not go on; the two may be the same.
   *
   * @param goesOn one or zero for each sequence
   */
  Operation carry(INDArray from, INDArray goesOn, INDArray to);
}
