package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.ParameterLayout;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Views of a network's parameters and of the sums of their gradients. A slice of {@link
 * ParameterLayout} is, if it has biases, one row-major matrix of {@code inputs + 1} rows, the last
 * the biases. The views are its transpose, column-major.
 *
 * @param values flat, in the order of the layout
 * @param gradients in the same order
 */
record Parameters(ParameterLayout layout, INDArray values, INDArray gradients) {
  ParameterLayout.Slice slice(int number) {
    return layout.slices().get(number);
  }

  /**
   * Weights and, if there are any, biases: {@code [units][inputs + 1]} or {@code [units][inputs]}.
   */
  INDArray weights(int slice) {
    return all(values, slice(slice));
  }

  /** Weights without the biases, {@code [units][inputs]}. */
  INDArray weightsAlone(int slice) {
    ParameterLayout.Slice place = slice(slice);
    return Memory.matrix(values, place.offset(), place.units(), place.inputs());
  }

  /** Where the gradients of {@link #weights} are summed. */
  INDArray gradients(int slice) {
    return all(gradients, slice(slice));
  }

  private static INDArray all(INDArray flat, ParameterLayout.Slice place) {
    int columns = place.inputs() + (place.biased() ? 1 : 0);
    return Memory.matrix(flat, place.offset(), place.units(), columns);
  }
}
