package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.Sequences;

/** Forward passes; whoever asks waits for the thread that calls ND4J. */
final class Nd4jInference implements Network.Inference {
  private final Nd4jNetwork network;
  private final int maxRows;
  private final Runnable task = this::forward;
  private Passes passes;

  // the batch at hand
  private Sequences input;
  private float[] outputs = {};

  Nd4jInference(Nd4jNetwork network, int maxRows) {
    this.network = network;
    this.maxRows = maxRows;
    network.run(() -> passes = network.passes(maxRows, false));
  }

  @Override
  public void forward(Sequences input, float[] outputs) {
    network.structure().requireBatch(input, maxRows);
    Nd4jNetwork.requireLength("outputs", outputs, input.rowCount() * network.spec().outputs());
    this.input = input;
    this.outputs = outputs;
    network.run(task);
  }

  private void forward() {
    passes.forward(input, outputs);
  }
}
