package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Optimizer;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.nn.Structure;
import io.github.gdxbrains.parallel.Workers;
import java.util.Arrays;

/** A network on some {@link Kernels}. */
public final class CpuNetwork implements Network {
  private final NetworkSpec spec;
  private final Structure structure;
  private final Kernels kernels;
  private final Workers workers;
  private final int parameterCount;
  private final int inputs;
  private final int outputs;
  private final Plan plan;
  private final Packing packing = new Packing();
  private final Memory memory = new Memory();
  private final InputStage inputStage;
  private final Stage[][] trunks;
  private final boolean hasConvolutions;
  private final int tileRows;
  private final int paddedInputs;
  private boolean hasTraining;

  /**
   * Makes a network with all parameters zero.
   *
   * @param backend its name, for messages
   * @param workers the threads that learning may use
   * @throws IllegalArgumentException if the network is too large for one array, or has a layer that
   *     is not computed here; the message names it
   */
  public CpuNetwork(String backend, NetworkSpec spec, Kernels kernels, Workers workers) {
    this.spec = spec;
    this.kernels = kernels;
    this.workers = workers;
    structure = spec.structure();
    ParameterLayout layout = new ParameterLayout(spec);
    parameterCount = layout.size();
    inputs = structure.inputs();
    outputs = structure.outputs();
    long work = work(layout);
    hasConvolutions = work > parameterCount;
    tileRows = Tiles.rows(work, parameterCount);

    plan = new Plan(kernels);
    paddedInputs = plan.pad(inputs);
    plan.delta(paddedInputs);
    // heads need padded rows; for layers, rows are copied as they are
    boolean headsReadInput =
        spec.trunks().stream()
            .anyMatch(trunk -> trunk.encoders().isEmpty() && trunk.layers().isEmpty());
    int stride = headsReadInput ? paddedInputs : inputs;
    Rows input = new Rows(plan.buffer(stride, false), inputs, stride);
    inputStage = new InputStage(kernels, structure, paddedInputs, input, spec.normalize());
    NetworkBuilder builder =
        new NetworkBuilder(backend, kernels, structure, layout, plan, packing, memory, input);
    trunks = structure.trunks().stream().map(builder::trunk).toArray(Stage[][]::new);
    memory.allocate(plan);
  }

  /** Multiplications of a row's forward pass, roughly. */
  private long work(ParameterLayout layout) {
    long work = layout.size();
    for (Structure.Place place : structure.layers()) {
      if (place.layer() instanceof Layer.Convolution) {
        ParameterLayout.Slice slice = layout.slices().get(place.firstSlice());
        long positions = (long) place.output().dimension(0) * place.output().dimension(1);
        work += (positions - 1) * (slice.end() - slice.offset());
      } else if (place.layer() instanceof Layer.Attention) {
        // the last matrix is applied to the pooled entities, the others to each
        int offset = layout.slices().get(place.firstSlice()).offset();
        int end = layout.slices().get(place.firstSlice() + 3).end();
        work += (place.input().dimension(0) - 1L) * (end - offset);
      }
    }
    return work;
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public int parameterCount() {
    return parameterCount;
  }

  @Override
  public void getParameters(float[] target) {
    requireLength("target", target, parameterCount);
    packing.unpack(memory.parameters, target);
  }

  @Override
  public void setParameters(float[] source) {
    requireLength("source", source, parameterCount);
    Arrays.fill(memory.parameters, 0); // a NaN may have spread to the padding
    packing.pack(source, memory.parameters);
    parametersChanged();
  }

  @Override
  public void setNormalizer(float[] mean, float[] scale) {
    requireLength("mean", mean, inputs);
    requireLength("scale", scale, inputs);
    inputStage.setNormalizer(mean, scale);
  }

  @Override
  public Inference inference(int maxRows) {
    return new CpuInference(this, maxRows);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the network has a training already
   */
  @Override
  public Training training(int maxRows, Optimizer optimizer) {
    if (hasTraining) {
      throw new IllegalStateException("this network has a training already");
    }
    hasTraining = true;
    return new CpuTraining(this, maxRows, optimizer);
  }

  /** Nothing to do: all memory is in the Java heap. */
  @Override
  public void close() {}

  Structure structure() {
    return structure;
  }

  Kernels kernels() {
    return kernels;
  }

  Workers workers() {
    return workers;
  }

  Packing packing() {
    return packing;
  }

  int outputs() {
    return outputs;
  }

  /** Rows of a tile of inference, at most: a layer's results stay in the cache for the next. */
  int inferenceRows() {
    return hasConvolutions ? 8 : 64;
  }

  /** Rows of a tile, at most. */
  int tileRows() {
    return tileRows;
  }

  /** Rows that may not be parted: those of a sequence, if the network has a state. */
  int unit(Sequences input) {
    return structure.stateSize() > 0 ? input.steps() : 1;
  }

  /** The packed parameters; {@link #parametersChanged} must follow a change. */
  float[] packedParameters() {
    return memory.parameters;
  }

  void parametersChanged() {
    for (Stage[] stages : trunks) {
      for (Stage stage : stages) {
        stage.parametersChanged();
      }
    }
  }

  Workspace workspace(int rows, boolean training) {
    return new Workspace(plan, rows, outputs, training);
  }

  /** Computes the outputs of some rows into the workspace. */
  void forward(Workspace workspace, Sequences input, int firstRow, int rows) {
    workspace.input = input;
    workspace.firstRow = firstRow;
    workspace.steps = input.steps();
    inputStage.forward(workspace, input.values(), firstRow, rows);
    for (Stage[] stages : trunks) {
      for (Stage stage : stages) {
        stage.forward(workspace, rows);
      }
    }
  }

  /**
   * Carries the workspace's gradient of the outputs back.
   *
   * @param gradients packed; added to
   * @param inputGradients of the whole batch, added to; empty if not wanted
   */
  void backward(
      Workspace workspace, int firstRow, int rows, float[] gradients, float[] inputGradients) {
    boolean wantInput = inputGradients.length > 0;
    for (Stage[] stages : trunks) {
      for (int s = stages.length - 1; s >= 0; s--) {
        stages[s].backward(workspace, rows, gradients, s > 0 || wantInput);
      }
      if (wantInput) {
        inputStage.backward(workspace, paddedInputs, inputGradients, firstRow, rows);
      }
    }
  }

  static void requireRows(int maxRows) {
    if (maxRows < 1) {
      throw new IllegalArgumentException("maxRows is " + maxRows + ", but must be at least 1");
    }
  }

  static void requireLength(String name, float[] array, int length) {
    if (array.length < length) {
      throw new IllegalArgumentException(
          name + " has room for " + array.length + " numbers, but needs " + length);
    }
  }
}
