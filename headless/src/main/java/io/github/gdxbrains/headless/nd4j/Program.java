package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.nn.Trunk;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The passes over a batch of exactly so many rows: operations on views of the network's parameters
 * and of some {@link Buffers}, prepared once and executed for each batch.
 *
 * <p>A layer's weights and biases lie in {@link ParameterLayout} as one row-major matrix of {@code
 * inputs + 1} rows, the last the biases. Every activation matrix has a last column of ones, so {@code
 * [x 1] · [W; b]} is the whole layer in one call, and {@code [x 1]ᵀ · d} the gradient of both.
 */
final class Program {
  private static final List<Operation> NONE = List.of();

  private final NetworkSpec spec;
  private final INDArray parameters;
  private final INDArray gradients;
  private final Buffers buffers;
  private final int rows;

  private final List<INDArray> ones = new ArrayList<>();
  private final List<Operation> forward = new ArrayList<>();
  private List<Operation> backward = NONE;
  private List<Operation> backwardToInput = NONE;

  /**
   * Prepares the forward pass.
   *
   * @param gradients of the parameters, in the same order
   */
  Program(
      NetworkSpec spec, INDArray parameters, INDArray gradients, Buffers buffers, int rows) {
    this.spec = spec;
    this.parameters = parameters;
    this.gradients = gradients;
    this.buffers = buffers;
    this.rows = rows;
    Iterator<ParameterLayout.Slice> slices = new ParameterLayout(spec).slices().iterator();
    long outputOffset = 0;
    for (int t = 0; t < spec.trunks().size(); t++) {
      Trunk trunk = spec.trunks().get(t);
      INDArray x = input();
      for (int l = 0; l < trunk.layers().size(); l++) {
        Layer layer = trunk.layers().get(l);
        if (layer instanceof Layer.Dense dense) {
          INDArray y = result(t, l, dense.units());
          INDArray sums = Activations.keepsSums(dense.activation(), buffers) ? sums(t, l) : y;
          forward.add(Operation.product(x, false, weights(parameters, slices.next()), true, sums));
          forward.addAll(Activations.forward(dense.activation(), sums, y));
          x = Memory.matrix(buffers.results[t][l], 0, rows, dense.units() + 1);
          ones.add(
              Memory.slice(buffers.results[t][l], (long) rows * dense.units(), rows));
        }
      }
      for (Head head : trunk.heads()) {
        INDArray y = Memory.matrix(buffers.outputs, outputOffset * rows, rows, head.units());
        forward.add(Operation.product(x, false, weights(parameters, slices.next()), true, y));
        outputOffset += head.units();
      }
    }
  }

  private INDArray input() {
    return Memory.rowMajor(buffers.input, rows, spec.inputs() + 1);
  }

  private INDArray result(int trunk, int layer, int units) {
    return Memory.matrix(buffers.results[trunk][layer], 0, rows, units);
  }

  private INDArray sums(int trunk, int layer) {
    int units = spec.trunks().get(trunk).layers().get(layer).units();
    return Memory.matrix(buffers.sums[trunk][layer], 0, rows, units);
  }

  /** Weights and biases, transposed: {@code [units][inputs + 1]}, column-major. */
  private static INDArray weights(INDArray of, ParameterLayout.Slice slice) {
    return Memory.matrix(of, slice.offset(), slice.units(), slice.inputs() + 1);
  }

  /** Weights without the biases, transposed: {@code [units][inputs]}, column-major. */
  private static INDArray weightsAlone(INDArray of, ParameterLayout.Slice slice) {
    return Memory.matrix(of, slice.offset(), slice.units(), slice.inputs());
  }

  /** How many rows it is for. */
  int rows() {
    return rows;
  }

  /** To be called when the last batch had another number of rows. */
  void enter() {
    for (INDArray column : ones) {
      column.assign(1);
    }
  }

  /** Computes {@link Buffers#outputs} from {@link Buffers#input}. */
  void forward() {
    run(forward);
  }

  /** Carries {@link Buffers#outputGradients} back. */
  void backward(boolean toInput) {
    if (toInput) {
      if (backwardToInput.isEmpty()) {
        backwardToInput = prepareBackward(true);
      }
      run(backwardToInput);
    } else {
      if (backward.isEmpty()) {
        backward = prepareBackward(false);
      }
      run(backward);
    }
  }

  private static void run(List<Operation> operations) {
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i).run();
    }
  }

  private List<Operation> prepareBackward(boolean toInput) {
    List<Operation> operations = new ArrayList<>();
    List<ParameterLayout.Slice> slices = new ParameterLayout(spec).slices();
    INDArray inputGradients = Memory.matrix(buffers.inputGradients, 0, rows, spec.inputs());
    boolean inputIsBegun = false;
    long outputOffset = 0;
    int firstSlice = 0;
    for (int t = 0; t < spec.trunks().size(); t++) {
      Trunk trunk = spec.trunks().get(t);
      int layers = trunk.layers().size();
      boolean wantsDelta = layers > 0 || toInput;
      int headSlice = firstSlice + layers;
      INDArray x = layerInput(t, layers);
      int width = layers == 0 ? spec.inputs() : trunk.layers().get(layers - 1).units();
      INDArray delta =
          layers == 0 ? inputGradients : Memory.matrix(buffers.deltas[layers % 2], 0, rows, width);
      boolean isBegun = layers == 0 && inputIsBegun;
      for (Head head : trunk.heads()) {
        ParameterLayout.Slice slice = slices.get(headSlice++);
        INDArray d =
            Memory.matrix(buffers.outputGradients, outputOffset * rows, rows, head.units());
        operations.add(Operation.addProduct(d, true, x, false, weights(gradients, slice)));
        if (wantsDelta) {
          INDArray w = weightsAlone(parameters, slice);
          operations.add(
              isBegun
                  ? Operation.addProduct(d, false, w, false, delta)
                  : Operation.product(d, false, w, false, delta));
          isBegun = true;
        }
        outputOffset += head.units();
      }
      for (int l = layers - 1; l >= 0; l--) {
        Layer.Dense dense = (Layer.Dense) trunk.layers().get(l);
        ParameterLayout.Slice slice = slices.get(firstSlice + l);
        INDArray y = result(t, l, dense.units());
        INDArray kept = Activations.keepsSums(dense.activation(), buffers) ? sums(t, l) : y;
        operations.addAll(Activations.backward(dense.activation(), kept, y, delta, buffers));
        operations.add(
            Operation.addProduct(delta, true, layerInput(t, l), false, weights(gradients, slice)));
        if (l > 0) {
          INDArray next =
              Memory.matrix(buffers.deltas[l % 2], 0, rows, trunk.layers().get(l - 1).units());
          operations.add(
              Operation.product(delta, false, weightsAlone(parameters, slice), false, next));
          delta = next;
        } else if (toInput) {
          INDArray w = weightsAlone(parameters, slice);
          operations.add(
              inputIsBegun
                  ? Operation.addProduct(delta, false, w, false, inputGradients)
                  : Operation.product(delta, false, w, false, inputGradients));
        }
      }
      inputIsBegun = true;
      firstSlice = headSlice;
    }
    return operations;
  }

  /** What a layer, or behind the last the heads, is applied to, with its ones. */
  private INDArray layerInput(int trunk, int layer) {
    if (layer == 0) {
      return input();
    }
    int units = spec.trunks().get(trunk).layers().get(layer - 1).units();
    return Memory.matrix(buffers.results[trunk][layer - 1], 0, rows, units + 1);
  }
}
