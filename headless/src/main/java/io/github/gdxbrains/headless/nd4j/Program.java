package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.nn.Structure;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The passes over a batch of exactly so many rows: operations on views of the network's parameters
 * and of some {@link Buffers}, prepared once and executed for each batch.
 *
 * <p>A layer's weights and biases lie in {@link ParameterLayout} as one row-major matrix of {@code
 * inputs + 1} rows, the last the biases. Every activation matrix has a last column of ones, so
 * {@code [x 1] · [W; b]} is the whole layer in one call, and {@code [x 1]ᵀ · d} the gradient of
 * both.
 */
final class Program {
  private static final List<Operation> NONE = List.of();

  private final NetworkSpec spec;
  private final INDArray parameters;
  private final INDArray gradients;
  private final Buffers buffers;
  private final Activations activations;
  private final int rows;
  private final ParameterLayout layout;
  private final List<Structure.TrunkPlace> trunks;

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
      NetworkSpec spec,
      INDArray parameters,
      INDArray gradients,
      Buffers buffers,
      Activations activations,
      int rows) {
    this.spec = spec;
    this.parameters = parameters;
    this.gradients = gradients;
    this.buffers = buffers;
    this.activations = activations;
    this.rows = rows;
    layout = new ParameterLayout(spec);
    trunks = spec.structure().trunks();
    for (int t = 0; t < trunks.size(); t++) {
      INDArray x = input();
      List<Structure.Place> layers = trunks.get(t).layers();
      for (int l = 0; l < layers.size(); l++) {
        Activation activation = activation(layers.get(l));
        INDArray y = result(t, l);
        INDArray sums = Activations.keepsSums(activation, buffers) ? sums(t, l) : y;
        forward.add(Operation.product(x, false, weights(layers.get(l).firstSlice()), true, sums));
        forward.addAll(activations.forward(activation, sums, y));
        x = layerInput(t, l + 1);
        ones.add(Memory.slice(buffers.results[t][l], y.length(), rows));
      }
      for (Structure.HeadPlace head : trunks.get(t).heads()) {
        INDArray y = columns(buffers.outputs, head);
        forward.add(Operation.product(x, false, weights(head.firstSlice()), true, y));
      }
    }
  }

  private static Activation activation(Structure.Place place) {
    return ((Layer.Dense) place.layer()).activation();
  }

  private INDArray input() {
    return Memory.rowMajor(buffers.input, rows, spec.inputs() + 1);
  }

  private INDArray result(int trunk, int layer) {
    return Memory.matrix(buffers.results[trunk][layer], 0, rows, units(trunk, layer));
  }

  private INDArray sums(int trunk, int layer) {
    return Memory.matrix(buffers.sums[trunk][layer], 0, rows, units(trunk, layer));
  }

  private int units(int trunk, int layer) {
    return trunks.get(trunk).layers().get(layer).output().size();
  }

  /** A head's columns of all outputs or their gradients. */
  private INDArray columns(INDArray outputs, Structure.HeadPlace head) {
    return Memory.matrix(outputs, (long) head.output() * rows, rows, head.head().units());
  }

  /** Weights and biases, transposed: {@code [units][inputs + 1]}, column-major. */
  private INDArray weights(int slice) {
    ParameterLayout.Slice place = layout.slices().get(slice);
    return Memory.matrix(parameters, place.offset(), place.units(), place.inputs() + 1);
  }

  /** Weights without the biases, transposed: {@code [units][inputs]}, column-major. */
  private INDArray weightsAlone(int slice) {
    ParameterLayout.Slice place = layout.slices().get(slice);
    return Memory.matrix(parameters, place.offset(), place.units(), place.inputs());
  }

  /** Where the gradients of {@link #weights} are summed. */
  private INDArray gradients(int slice) {
    ParameterLayout.Slice place = layout.slices().get(slice);
    return Memory.matrix(gradients, place.offset(), place.units(), place.inputs() + 1);
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
    INDArray inputGradients = Memory.matrix(buffers.inputGradients, 0, rows, spec.inputs());
    boolean inputIsBegun = false;
    for (int t = 0; t < trunks.size(); t++) {
      List<Structure.Place> layers = trunks.get(t).layers();
      int last = layers.size() - 1;
      boolean onInput = layers.isEmpty();
      INDArray x = layerInput(t, layers.size());
      INDArray delta = onInput ? inputGradients : delta(t, last);
      boolean isBegun = onInput && inputIsBegun;
      for (Structure.HeadPlace head : trunks.get(t).heads()) {
        INDArray d = columns(buffers.outputGradients, head);
        operations.add(Operation.addProduct(d, true, x, false, gradients(head.firstSlice())));
        if (!onInput || toInput) {
          operations.add(carry(d, weightsAlone(head.firstSlice()), delta, isBegun));
          isBegun = true;
        }
      }
      for (int l = last; l >= 0; l--) {
        Activation activation = activation(layers.get(l));
        int slice = layers.get(l).firstSlice();
        INDArray y = result(t, l);
        INDArray sums = Activations.keepsSums(activation, buffers) ? sums(t, l) : y;
        operations.addAll(activations.backward(activation, sums, y, delta, buffers));
        operations.add(
            Operation.addProduct(delta, true, layerInput(t, l), false, gradients(slice)));
        if (l > 0) {
          INDArray next = delta(t, l - 1);
          operations.add(carry(delta, weightsAlone(slice), next, false));
          delta = next;
        } else if (toInput) {
          operations.add(carry(delta, weightsAlone(slice), inputGradients, inputIsBegun));
        }
      }
      inputIsBegun = true;
    }
    return operations;
  }

  /** From the gradient of a layer's sums to that of its input, added to what is there or not. */
  private static Operation carry(INDArray d, INDArray weights, INDArray target, boolean isBegun) {
    return isBegun
        ? Operation.addProduct(d, false, weights, false, target)
        : Operation.product(d, false, weights, false, target);
  }

  /** The gradient of a layer's results; those of neighbouring layers are in different memory. */
  private INDArray delta(int trunk, int layer) {
    return Memory.matrix(buffers.deltas[layer % 2], 0, rows, units(trunk, layer));
  }

  /** What a layer, or behind the last the heads, is applied to, with its ones. */
  private INDArray layerInput(int trunk, int layer) {
    if (layer == 0) {
      return input();
    }
    int units = units(trunk, layer - 1);
    return Memory.matrix(buffers.results[trunk][layer - 1], 0, rows, units + 1);
  }
}
