package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Optimizer;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.parallel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A network on some {@link Kernels}. */
public final class CpuNetwork implements Network {
  private final NetworkSpec spec;
  private final Kernels kernels;
  private final Workers workers;
  private final int parameterCount;
  private final int outputs;
  private final Plan plan;
  private final Packing packing = new Packing();
  private final float[] parameters;
  private final float[] transposes;
  private final InputStage inputStage;
  private final Stage[][] trunks;
  private final int tileRows;
  private final int paddedInputs;
  private boolean hasTraining;

  /**
   * Makes a network with all parameters zero.
   *
   * @param workers the threads that learning may use
   * @throws IllegalArgumentException if the network is too large for one array
   */
  public CpuNetwork(NetworkSpec spec, Kernels kernels, Workers workers) {
    this.spec = spec;
    this.kernels = kernels;
    this.workers = workers;
    ParameterLayout layout = new ParameterLayout(spec);
    parameterCount = layout.size();
    outputs = spec.outputs();
    tileRows = Tiles.rows(parameterCount);

    // first every matrix finds its place, then the arrays are made, then the stages that use them
    plan = new Plan(kernels.lanes());
    paddedInputs = plan.pad(spec.inputs());
    // heads need padded rows; for layers, rows are copied as they are
    boolean headsReadInput = spec.trunks().stream().anyMatch(trunk -> trunk.layers().isEmpty());
    int inputStride = headsReadInput ? paddedInputs : spec.inputs();
    int inputBuffer = plan.buffer(inputStride, false);
    List<Matrix> matrices = reserveMatrices(layout);
    parameters = new float[plan.packedSize()];
    transposes = new float[plan.transposesSize()];
    inputStage =
        new InputStage(
            kernels, spec.inputs(), paddedInputs, inputStride, inputBuffer, spec.normalize());
    trunks = new Stage[spec.trunks().size()][];
    float[] zeros = new float[plan.widest()];
    int next = 0;
    int outputOffset = 0;
    for (int t = 0; t < trunks.length; t++) {
      Trunk trunk = spec.trunks().get(t);
      List<Stage> stages = new ArrayList<>();
      int buffer = inputBuffer;
      int stride = inputStride;
      for (Layer layer : trunk.layers()) {
        if (layer instanceof Layer.Dense dense) {
          Matrix matrix = matrices.get(next++);
          int output = plan.buffer(matrix.stride(), false);
          boolean silu = dense.activation() == Activation.SILU;
          int slope = plan.buffer(silu ? matrix.stride() : 0, true);
          stages.add(
              new DenseStage(
                  kernels,
                  matrix,
                  dense.activation(),
                  parameters,
                  transposes,
                  zeros,
                  buffer,
                  stride,
                  output,
                  slope));
          buffer = output;
          stride = matrix.stride();
        }
      }
      Matrix heads = matrices.get(next++);
      int padded = plan.buffer(heads.transposeStride(), false);
      stages.add(
          new HeadsStage(
              kernels,
              heads,
              parameters,
              transposes,
              zeros,
              buffer,
              padded,
              outputOffset,
              outputs));
      outputOffset += heads.rows();
      trunks[t] = stages.toArray(new Stage[0]);
    }
  }

  /** Reserves the matrices of all trunks, a trunk's layers before its heads. */
  private List<Matrix> reserveMatrices(ParameterLayout layout) {
    List<Matrix> matrices = new ArrayList<>();
    int slice = 0;
    for (Trunk trunk : spec.trunks()) {
      int width = spec.inputs();
      for (Layer layer : trunk.layers()) {
        if (layer instanceof Layer.Dense) {
          Matrix matrix = plan.layerMatrix(width, layer.units());
          matrices.add(matrix);
          packing.add(layout.slices().get(slice++), matrix, false, 0);
        }
        width = layer.units();
      }
      int units = trunk.heads().stream().mapToInt(Head::units).sum();
      Matrix matrix = plan.headMatrix(width, units);
      matrices.add(matrix);
      int firstUnit = 0;
      for (Head head : trunk.heads()) {
        packing.add(layout.slices().get(slice++), matrix, true, firstUnit);
        firstUnit += head.units();
      }
    }
    return matrices;
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
    packing.unpack(parameters, target);
  }

  @Override
  public void setParameters(float[] source) {
    requireLength("source", source, parameterCount);
    Arrays.fill(parameters, 0); // a NaN may have spread to the padding
    packing.pack(source, parameters);
    parametersChanged();
  }

  @Override
  public void setNormalizer(float[] mean, float[] scale) {
    requireLength("mean", mean, spec.inputs());
    requireLength("scale", scale, spec.inputs());
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

  /** Rows of a tile, at most. */
  int tileRows() {
    return tileRows;
  }

  /** The packed parameters; {@link #parametersChanged} must follow a change. */
  float[] packedParameters() {
    return parameters;
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

  /** Checks the sizes of a batch. */
  void requireBatch(Sequences input, int maxRows) {
    if (input.inputs() != spec.inputs()) {
      throw new IllegalArgumentException(
          "rows have "
              + input.inputs()
              + " numbers, but the network has "
              + spec.inputs()
              + " inputs");
    }
    if (input.rowCount() > maxRows) {
      throw new IllegalArgumentException(
          input.rowCount() + " rows are more than the " + maxRows + " there are buffers for");
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
