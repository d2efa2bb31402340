package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.Optimizer;
import io.github.gdxbrains.nn.Sequences;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;

/**
 * Passes and optimiser steps on the network's {@link io.github.gdxbrains.parallel.Workers}. The
 * fields under "the batch at hand" are written before the workers start and read by them.
 */
final class CpuTraining implements Network.Training {
  private static final float[] NONE = {};

  private final CpuNetwork network;
  private final int maxRows;
  private final int maxGroups;
  private final Gradients gradients;
  private final OptimizerSteps optimizer;

  /** Workspaces of the fused pass; a task takes a free one. */
  private final Workspace[] workspaces;

  private final AtomicIntegerArray taken;

  /** A workspace for each tile, kept from a separate forward to its backward; made when needed. */
  private Workspace[] kept = {};

  private final IntConsumer fusedTask = this::fused;
  private final IntConsumer forwardTask = this::forward;
  private final IntConsumer backwardTask = this::backward;

  // the batch at hand
  private boolean forwardIsKept;
  private int rows;
  private int tileSize;
  private int tiles;
  private int groups;
  private int capacity;
  private Sequences input;
  private Network.Loss loss;
  private float[] outputs = NONE;
  private float[] outputGradients = NONE;
  private float[] inputGradients = NONE;

  CpuTraining(CpuNetwork network, int maxRows, Optimizer optimizer) {
    CpuNetwork.requireRows(maxRows);
    this.network = network;
    this.maxRows = maxRows;
    int size = network.packedParameters().length;
    maxGroups = Math.min(shards(maxRows), Tiles.groups(size));
    gradients = new Gradients(network.kernels(), network.workers(), size, maxGroups);
    this.optimizer = new OptimizerSteps(network, gradients, optimizer);
    workspaces = new Workspace[Math.min(maxGroups, network.workers().threads())];
    for (int i = 0; i < workspaces.length; i++) {
      workspaces[i] = network.workspace(Math.min(maxRows, network.tileRows()), true);
    }
    taken = new AtomicIntegerArray(workspaces.length);
  }

  @Override
  public int shards(int rows) {
    return Tiles.count(rows, network.tileRows());
  }

  private void setBatch(Sequences input) {
    network.structure().requireBatch(input, maxRows);
    this.input = input;
    forwardIsKept = false;
    rows = input.rowCount();
    int unit = network.unit(input);
    int most = Tiles.wholeUnits(network.tileRows(), unit);
    tileSize = Tiles.size(rows / unit, most / unit) * unit;
    tiles = Tiles.count(rows / unit, most / unit);
    groups = Math.min(tiles, maxGroups);
    capacity = Math.min(maxRows, most);
    for (int i = 0; i < workspaces.length; i++) {
      workspaces[i] = withRoom(workspaces[i]);
    }
  }

  /** The workspace, or a larger one: sequences of more steps than before need it. */
  private Workspace withRoom(Workspace workspace) {
    return workspace.capacity >= capacity ? workspace : network.workspace(capacity, true);
  }

  @Override
  public void forwardBackward(Sequences input, Network.Loss loss) {
    setBatch(input);
    this.loss = loss;
    network.workers().run(groups, fusedTask);
    gradients.sum(groups);
  }

  private void fused(int group) {
    float[] sum = gradients.ofGroup(group);
    int index = take();
    Workspace workspace = workspaces[index];
    try {
      for (int tile = firstTile(group); tile < firstTile(group + 1); tile++) {
        int first = tile * tileSize;
        int count = Math.min(tileSize, rows - first);
        network.forward(workspace, input, first, count);
        loss.gradient(tile, first, count, workspace.outputs, workspace.outputGradients);
        network.backward(workspace, first, count, sum, NONE);
      }
    } finally {
      taken.set(index, 0);
    }
  }

  /** Takes a free workspace: there are as many as tasks at once, so one is free. */
  private int take() {
    // its own, which is in its core's cache; only where threads outnumber tasks may it be another's
    int length = workspaces.length;
    int index = network.workers().currentThread() % length;
    while (!taken.compareAndSet(index, 0, 1)) {
      index = (index + 1) % length;
    }
    return index;
  }

  private int firstTile(int group) {
    return (int) ((long) group * tiles / groups);
  }

  @Override
  public void forward(Sequences input, float[] outputs) {
    setBatch(input);
    CpuNetwork.requireLength("outputs", outputs, rows * network.outputs());
    if (kept.length < tiles) {
      kept = Arrays.copyOf(kept, tiles);
    }
    for (int tile = 0; tile < tiles; tile++) {
      kept[tile] = kept[tile] == null ? network.workspace(capacity, true) : withRoom(kept[tile]);
    }
    this.outputs = outputs;
    network.workers().run(groups, forwardTask);
    forwardIsKept = true;
  }

  private void forward(int group) {
    int width = network.outputs();
    for (int tile = firstTile(group); tile < firstTile(group + 1); tile++) {
      int first = tile * tileSize;
      int count = Math.min(tileSize, rows - first);
      network.forward(kept[tile], input, first, count);
      System.arraycopy(kept[tile].outputs, 0, outputs, first * width, count * width);
    }
  }

  @Override
  public void backward(float[] outputGradients, float[] inputGradients) {
    if (!forwardIsKept) {
      throw new IllegalStateException("backward needs a forward since the last forwardBackward");
    }
    CpuNetwork.requireLength("outputGradients", outputGradients, rows * network.outputs());
    if (inputGradients.length > 0) {
      int length = rows * network.spec().inputs();
      CpuNetwork.requireLength("inputGradients", inputGradients, length);
      Arrays.fill(inputGradients, 0, length, 0);
    }
    this.outputGradients = outputGradients;
    this.inputGradients = inputGradients;
    network.workers().run(groups, backwardTask);
    gradients.sum(groups);
  }

  private void backward(int group) {
    int width = network.outputs();
    float[] sum = gradients.ofGroup(group);
    for (int tile = firstTile(group); tile < firstTile(group + 1); tile++) {
      int first = tile * tileSize;
      int count = Math.min(tileSize, rows - first);
      System.arraycopy(
          outputGradients, first * width, kept[tile].outputGradients, 0, count * width);
      network.backward(kept[tile], first, count, sum, inputGradients);
    }
  }

  @Override
  public void zeroGradients() {
    gradients.clear();
  }

  @Override
  public void getGradients(float[] target) {
    CpuNetwork.requireLength("target", target, network.parameterCount());
    network.packing().unpack(gradients.sum(), target);
  }

  @Override
  public float step(float learningRate, float maxGradNorm) {
    return optimizer.step(learningRate, maxGradNorm);
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
    optimizer.get(moments);
  }

  @Override
  public void setOptimizer(long steps, float[]... moments) {
    optimizer.set(moments, steps);
  }
}
