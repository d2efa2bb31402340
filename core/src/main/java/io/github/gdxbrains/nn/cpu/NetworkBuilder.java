package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.nn.Structure;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the places of a network's layers into stages; a new kind of layer joins in {@link #add}.
 */
final class NetworkBuilder {
  private final String backend;
  private final Kernels kernels;
  private final Structure structure;
  private final ParameterLayout layout;
  private final Plan plan;
  private final Packing packing;
  private final Memory memory;
  private final Rows input;

  // the chain at hand
  private List<Stage> stages = new ArrayList<>();
  private Rows rows;

  /**
   * @param backend in messages
   * @param input the (normalised) input row
   */
  NetworkBuilder(
      String backend,
      Kernels kernels,
      Structure structure,
      ParameterLayout layout,
      Plan plan,
      Packing packing,
      Memory memory,
      Rows input) {
    this.backend = backend;
    this.kernels = kernels;
    this.structure = structure;
    this.layout = layout;
    this.plan = plan;
    this.packing = packing;
    this.memory = memory;
    this.input = input;
    rows = input;
  }

  /** The stages of a trunk, in order. */
  Stage[] trunk(Structure.TrunkPlace trunk) {
    rows = input;
    stages = new ArrayList<>();
    if (!trunk.encoders().isEmpty()) {
      stages.add(encoders(trunk.encoders()));
    }
    for (Structure.Place place : trunk.layers()) {
      add(place);
    }
    heads(trunk);
    return stages.toArray(new Stage[0]);
  }

  private Stage encoders(List<Structure.EncoderPlace> encoders) {
    List<Stage> outer = stages;
    List<EncodersStage.Branch> branches = new ArrayList<>();
    int offset = 0;
    for (Structure.EncoderPlace encoder : encoders) {
      Rows own = buffer(encoder.input().size());
      rows = own;
      stages = new ArrayList<>();
      for (Structure.Place place : encoder.layers()) {
        add(place);
      }
      branches.add(
          new EncodersStage.Branch(
              encoder.columns(), own, stages.toArray(new Stage[0]), rows, offset));
      offset += encoder.output().size();
    }
    Rows joined = buffer(offset);
    int keptDelta = plan.buffer(joined.stride(), true);
    int rowStride = plan.pad(structure.inputs());
    Rows rowDelta = new Rows(plan.buffer(rowStride, true), structure.inputs(), rowStride);
    stages = outer;
    rows = joined;
    return new EncodersStage(branches, input, joined, keptDelta, rowDelta);
  }

  /** Reserves room for results. */
  private Rows buffer(int width) {
    int stride = plan.pad(width);
    return new Rows(plan.buffer(stride, false), width, stride);
  }

  private void add(Structure.Place place) {
    Layer layer = place.layer();
    if (layer instanceof Layer.Dense dense) {
      dense(place, dense);
    } else if (layer instanceof Layer.Convolution convolution) {
      convolution(place, convolution);
    } else {
      throw new IllegalArgumentException(
          place.name() + ": the backend " + backend + " has no layers of kind " + layer.kind());
    }
  }

  private void dense(Structure.Place place, Layer.Dense dense) {
    Matrix matrix = plan.layerMatrix(rows.width(), dense.units());
    packing.add(layout.slices().get(place.firstSlice()), matrix, false, 0);
    Rows output = buffer(dense.units());
    int slope = slope(dense.activation(), output.stride());
    stages.add(
        new DenseStage(kernels, matrix, dense.activation(), memory, rows, output.buffer(), slope));
    rows = output;
  }

  private void convolution(Structure.Place place, Layer.Convolution convolution) {
    ParameterLayout.Slice slice = layout.slices().get(place.firstSlice());
    Matrix matrix = plan.layerMatrix(slice.inputs(), slice.units());
    packing.add(slice, matrix, false, 0);
    plan.scratch(ConvolutionStage.scratch(matrix));
    Rows output = buffer(place.output().size());
    int positions = place.output().dimension(0) * place.output().dimension(1);
    int spread = Math.multiplyExact(positions, matrix.stride());
    boolean isSpread = matrix.stride() != matrix.columns();
    stages.add(
        new ConvolutionStage(
            kernels,
            place,
            convolution,
            matrix,
            memory,
            rows,
            output,
            isSpread ? plan.buffer(spread, false) : output.buffer(),
            slope(convolution.activation(), spread),
            plan.buffer(isSpread ? spread : 0, true)));
    rows = output;
  }

  /** Reserves room for the slopes that some activations keep. */
  private int slope(Activation activation, int stride) {
    return plan.buffer(activation == Activation.SILU ? stride : 0, true);
  }

  private void heads(Structure.TrunkPlace trunk) {
    int units = trunk.heads().stream().mapToInt(place -> place.head().matrixUnits()).sum();
    Matrix matrix = plan.headMatrix(rows.width(), units);
    int firstUnit = 0;
    for (Structure.HeadPlace place : trunk.heads()) {
      Head head = place.head();
      if (head.kind() != Head.Kind.LINEAR || head.noisy()) {
        throw new IllegalArgumentException(
            place.name() + ": the backend " + backend + " has only plain linear heads");
      }
      packing.add(layout.slices().get(place.firstSlice()), matrix, true, firstUnit);
      firstUnit += head.matrixUnits();
    }
    int padded = plan.buffer(matrix.transposeStride(), false);
    stages.add(
        new HeadsStage(
            kernels,
            matrix,
            memory,
            rows.buffer(),
            padded,
            trunk.heads().get(0).output(),
            structure.outputs()));
  }
}
