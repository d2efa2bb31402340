package io.github.gdxbrains.headless.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What one stage hands to the next: numbers for each row and, in training, the loss's gradient with
 * respect to them; both column-major.
 *
 * @param values flat; behind the last column there is one of ones, unless this is a part
 * @param gradients flat
 * @param first column of the arrays
 * @param units how many columns
 */
record Signal(INDArray values, INDArray gradients, int first, int units) {
  /** {@code [rows][units]}. */
  INDArray values(int rows) {
    return Memory.matrix(values, (long) first * rows, rows, units);
  }

  /** {@code [rows][units + 1]}, the last column being ones; not of a part. */
  INDArray valuesAndOnes(int rows) {
    return Memory.matrix(values, (long) first * rows, rows, units + 1);
  }

  /** {@code [rows][units]}. */
  INDArray gradients(int rows) {
    return Memory.matrix(gradients, (long) first * rows, rows, units);
  }

  /** Of the first number in the arrays. */
  long offset(int rows) {
    return (long) first * rows;
  }

  /** Copies the values to the Java heap, column-major. */
  void read(int rows, float[] target) {
    Memory.read(values, first * rows, target, units * rows);
  }

  /** Copies the values from the Java heap. */
  void write(int rows, float[] source) {
    Memory.write(source, units * rows, values, first * rows);
  }

  /** Copies the gradients to the Java heap, column-major. */
  void readGradients(int rows, float[] target) {
    Memory.read(gradients, first * rows, target, units * rows);
  }

  /** Copies the gradients from the Java heap. */
  void writeGradients(int rows, float[] source) {
    Memory.write(source, units * rows, gradients, first * rows);
  }

  /** Some of the columns; they have no ones behind them. */
  Signal part(int offset, int count) {
    return new Signal(values, gradients, first + offset, count);
  }
}
