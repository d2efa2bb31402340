package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.Optimizer;
import io.github.gdxbrains.nn.Sequences;

/** Learning; a batch is one shard, and its loss is computed on the thread that calls ND4J. */
final class Nd4jTraining implements Network.Training {
  private static final float[] NONE = {};

  private final Nd4jNetwork network;
  private final int maxRows;
  private final int width;
  private final float[] ownOutputs;
  private final float[] ownGradients;
  private final Runnable fusedTask = this::fused;
  private final Runnable forwardTask = this::forward;
  private final Runnable backwardTask = this::backward;
  private final Runnable stepTask = this::step;
  private Passes passes;
  private OptimizerSteps optimizer;

  // the batch or step at hand
  private boolean forwardIsKept;
  private Sequences input;
  private int rows;
  private Network.Loss loss;
  private float[] outputs = NONE;
  private float[] outputGradients = NONE;
  private float[] inputGradients = NONE;
  private float learningRate;
  private float maxGradNorm;
  private float norm;

  Nd4jTraining(Nd4jNetwork network, int maxRows, Optimizer optimizer) {
    this.network = network;
    this.maxRows = maxRows;
    width = network.spec().outputs();
    ownOutputs = new float[Math.multiplyExact(maxRows, width)];
    ownGradients = new float[ownOutputs.length];
    network.run(
        () -> {
          passes = network.passes(maxRows, true);
          this.optimizer = new OptimizerSteps(network, optimizer);
          network.closeWithNetwork(this.optimizer);
        });
  }

  private void setBatch(Sequences input) {
    network.structure().requireBatch(input, maxRows);
    this.input = input;
    rows = input.rowCount();
    forwardIsKept = false;
  }

  @Override
  public void forward(Sequences input, float[] outputs) {
    setBatch(input);
    Nd4jNetwork.requireLength("outputs", outputs, rows * width);
    this.outputs = outputs;
    network.run(forwardTask);
    forwardIsKept = true;
  }

  private void forward() {
    passes.forward(input, outputs);
  }

  @Override
  public void backward(float[] outputGradients, float[] inputGradients) {
    if (!forwardIsKept) {
      throw new IllegalStateException("backward needs a forward since the last forwardBackward");
    }
    Nd4jNetwork.requireLength("outputGradients", outputGradients, rows * width);
    if (inputGradients.length > 0) {
      int length = rows * network.spec().inputs();
      Nd4jNetwork.requireLength("inputGradients", inputGradients, length);
    }
    this.outputGradients = outputGradients;
    this.inputGradients = inputGradients;
    network.run(backwardTask);
  }

  private void backward() {
    passes.backward(rows, outputGradients, inputGradients);
  }

  @Override
  public void forwardBackward(Sequences input, Network.Loss loss) {
    setBatch(input);
    this.loss = loss;
    if (rows > 0) {
      network.run(fusedTask);
    }
  }

  private void fused() {
    passes.forward(input, ownOutputs);
    loss.gradient(0, 0, rows, ownOutputs, ownGradients);
    passes.backward(rows, ownGradients, NONE);
  }

  @Override
  public int shards(int rows) {
    return rows == 0 ? 0 : 1;
  }

  @Override
  public void zeroGradients() {
    network.run(() -> network.gradients().assign(0));
  }

  @Override
  public void getGradients(float[] target) {
    Nd4jNetwork.requireLength("target", target, network.parameterCount());
    network.run(() -> Memory.read(network.gradients(), target, network.parameterCount()));
  }

  @Override
  public float step(float learningRate, float maxGradNorm) {
    this.learningRate = learningRate;
    this.maxGradNorm = maxGradNorm;
    network.run(stepTask);
    return norm;
  }

  private void step() {
    norm = optimizer.step(learningRate, maxGradNorm);
  }

  @Override
  public long steps() {
    return optimizer.steps();
  }

  @Override
  public Optimizer optimizer() {
    return optimizer.optimizer();
  }

  @Override
  public void getOptimizer(float[]... moments) {
    optimizer.require(moments);
    network.run(() -> optimizer.get(moments));
  }

  @Override
  public void setOptimizer(long steps, float[]... moments) {
    optimizer.require(moments);
    if (steps < 0) {
      throw new IllegalArgumentException("steps is " + steps + ", but must be at least 0");
    }
    network.run(() -> optimizer.set(moments, steps));
  }
}
