package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Structure;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory of passes over at most so many rows. A batch of fewer rows uses the start of each
 * array.
 */
final class Buffers implements AutoCloseable {
  final int maxRows;

  /** Whether a backward pass follows. */
  final boolean training;

  /** Rows of inputs, each followed by a one that the biases are multiplied with. */
  final INDArray input;

  /** By trunk and layer: results, and behind them a column of ones. */
  final INDArray[][] results;

  /** By trunk and layer: what SiLU was applied to; elsewhere empty. */
  final INDArray[][] sums;

  final INDArray outputs;
  final INDArray outputGradients;
  final INDArray inputGradients;

  /** Gradients on their way back, taken in turns. */
  final INDArray[] deltas;

  /** For intermediate results of activations' derivatives. */
  final INDArray[] scratch;

  private final List<INDArray> all = new ArrayList<>();

  Buffers(NetworkSpec spec, int maxRows, boolean training) {
    this.maxRows = maxRows;
    this.training = training;
    long rows = maxRows;
    input = allocate(rows * (spec.inputs() + 1));
    List<Structure.TrunkPlace> trunks = spec.structure().trunks();
    results = new INDArray[trunks.size()][];
    sums = new INDArray[trunks.size()][];
    int widest = spec.inputs();
    for (int t = 0; t < results.length; t++) {
      List<Structure.Place> layers = trunks.get(t).layers();
      results[t] = new INDArray[layers.size()];
      sums[t] = new INDArray[layers.size()];
      for (int l = 0; l < layers.size(); l++) {
        int units = layers.get(l).output().size();
        results[t][l] = allocate(rows * (units + 1));
        boolean keepsSums = training && keepsSums(layers.get(l).layer());
        sums[t][l] = allocate(keepsSums ? rows * units : 1);
        widest = Math.max(widest, units);
      }
    }
    outputs = allocate(rows * spec.outputs());
    outputGradients = allocate(training ? rows * spec.outputs() : 1);
    inputGradients = allocate(training ? rows * spec.inputs() : 1);
    long delta = training ? rows * widest : 1;
    deltas = new INDArray[] {allocate(delta), allocate(delta)};
    scratch = new INDArray[] {allocate(delta), allocate(delta)};
  }

  private static boolean keepsSums(Layer layer) {
    return layer instanceof Layer.Dense dense && dense.activation() == Activation.SILU;
  }

  private INDArray allocate(long length) {
    INDArray array = Memory.zeros(length);
    all.add(array);
    return array;
  }

  @Override
  public void close() {
    for (INDArray array : all) {
      array.close();
    }
  }
}
