package io.github.gdxbrains.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * Where each parameter lies in the flat array that brain files, checkpoints and backends exchange:
 * trunk by trunk, layer by layer, then the trunk's heads; of each the weights {@code
 * [inputs][units]} row-major, then the biases {@code [units]}.
 */
public final class ParameterLayout {
  /**
   * One dense matrix with its biases.
   *
   * @param name such as {@code trunk0/dense1} or {@code trunk0/policy}
   * @param inputs rows of the weight matrix
   * @param units columns of the weight matrix, and biases
   * @param offset of the first weight in the flat array; the biases follow the weights
   * @param gain of the initialisation
   */
  public record Slice(String name, int inputs, int units, int offset, float gain) {
    /** Offset of the first bias. */
    public int biasOffset() {
      return offset + inputs * units;
    }

    /** Offset behind the last bias. */
    public int end() {
      return biasOffset() + units;
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
    List<Slice> list = new ArrayList<>();
    long offset = 0;
    for (int t = 0; t < spec.trunks().size(); t++) {
      Trunk trunk = spec.trunks().get(t);
      int width = spec.inputs();
      for (int l = 0; l < trunk.layers().size(); l++) {
        Layer layer = trunk.layers().get(l);
        if (layer instanceof Layer.Dense dense) {
          offset =
              add(list, "trunk" + t + "/dense" + l, width, dense.units(), offset, dense.gain());
        }
        width = layer.units();
      }
      for (Head head : trunk.heads()) {
        offset =
            add(list, "trunk" + t + "/" + head.name(), width, head.units(), offset, head.gain());
      }
    }
    slices = List.copyOf(list);
    size = (int) offset;
  }

  private static long add(
      List<Slice> list, String name, int inputs, int units, long offset, float gain) {
    long end = offset + (long) inputs * units + units;
    if (end > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          name + " is " + inputs + " x " + units + ": the network has too many parameters");
    }
    list.add(new Slice(name, inputs, units, (int) offset, gain));
    return end;
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
