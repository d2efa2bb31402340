package io.github.gdxbrains.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * Where each parameter lies in the flat array that brain files, checkpoints and backends exchange:
 * slice by slice in the order of {@link Structure} (trunk by trunk its encoders, layers and heads);
 * of each the weights {@code [inputs][units]} row-major, then, if it has any, the biases {@code
 * [units]}.
 */
public final class ParameterLayout {
  /**
   * One matrix with its biases.
   *
   * @param name such as {@code trunk0/dense1}, {@code trunk0/policy} or {@code
   *     trunk0/lstm1/recurrent}
   * @param inputs rows of the weight matrix
   * @param units columns of the weight matrix, and biases
   * @param biased whether there are biases
   * @param offset of the first weight in the flat array; the biases follow the weights
   * @param initialization first values
   */
  public record Slice(
      String name,
      int inputs,
      int units,
      boolean biased,
      int offset,
      Initialization initialization) {
    /** Shape of the weights. */
    public Shape shape() {
      return Shape.of(inputs, units);
    }

    /** Offset of the first bias. */
    public int biasOffset() {
      return offset + inputs * units;
    }

    /** Offset behind the last bias. */
    public int end() {
      return biasOffset() + (biased ? units : 0);
    }
  }

  private final List<Slice> slices;
  private final int size;

  /**
   * Lays out a network.
   *
   * @throws IllegalArgumentException if it has more than 2^31 - 9 parameters
   */
  public ParameterLayout(NetworkSpec spec) {
    Structure structure = spec.structure();
    List<Slice> list = new ArrayList<>();
    long offset = 0;
    for (int i = 0; i < structure.weights().size(); i++) {
      String name = structure.names().get(i);
      Weights matrix = structure.weights().get(i);
      int inputs = matrix.inputs();
      int units = matrix.units();
      long end = offset + (long) inputs * units + (matrix.biased() ? units : 0);
      if (end > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            name + " is " + inputs + " x " + units + ": the network has too many parameters");
      }
      list.add(
          new Slice(name, inputs, units, matrix.biased(), (int) offset, matrix.initialization()));
      offset = end;
    }
    slices = List.copyOf(list);
    size = (int) offset;
  }

  /** All matrices in order. */
  public List<Slice> slices() {
    return slices;
  }

  /** How many parameters the network has. */
  public int size() {
    return size;
  }
}
