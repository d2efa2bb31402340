package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.nn.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

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
  private OptionalInt countColumn = OptionalInt.empty();

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
      countColumn = encoder.count();
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
    return new EncodersStage(kernels, branches, input, joined, keptDelta, rowDelta);
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
    } else if (layer instanceof Layer.LayerNorm norm) {
      layerNorm(place, norm);
    } else if (layer instanceof Layer.Dropout) {
      Rows output = buffer(rows.width());
      stages.add(new DropoutStage(rows, output, place.rowNoise()));
      rows = output;
    } else if (layer instanceof Layer.Embedding embedding) {
      embedding(place, embedding);
    } else if (layer instanceof Layer.NoisyDense noisy) {
      noisyDense(place, noisy);
    } else if (layer instanceof Layer.Lstm) {
      recurrent(place, 4);
    } else if (layer instanceof Layer.Gru) {
      recurrent(place, 3);
    } else if (layer instanceof Layer.Attention attention) {
      attention(place, attention);
    } else {
      throw new IllegalArgumentException(
          place.name() + ": the backend " + backend + " has no layers of kind " + layer.kind());
    }
  }

  private void dense(Structure.Place place, Layer.Dense dense) {
    Matrix matrix = plan.denseMatrix(rows.width(), dense.units());
    packing.add(layout.slices().get(place.firstSlice()), matrix, false, 0);
    Rows output = buffer(dense.units());
    int slope = slope(dense.activation(), output.stride());
    stages.add(
        new DenseStage(kernels, matrix, dense.activation(), memory, rows, output.buffer(), slope));
    rows = output;
  }

  private void recurrent(Structure.Place place, int gates) {
    Rows output = buffer(place.output().size());
    int width = gates * output.stride();
    Matrix inputMatrix = plan.layerMatrix(rows.width(), width);
    Matrix recurrentMatrix = plan.layerMatrix(output.width(), width);
    int[] unitAt = Packing.grouped(gates * output.width(), output.width(), output.stride());
    for (Matrix matrix : List.of(inputMatrix, recurrentMatrix)) {
      int slice = place.firstSlice() + (matrix == inputMatrix ? 0 : 1);
      int[] inputAt = IntStream.range(0, matrix.rows()).toArray();
      packing.add(layout.slices().get(slice), matrix, inputAt, unitAt);
    }
    stages.add(
        place.layer() instanceof Layer.Lstm
            ? new LstmStage(
                kernels, inputMatrix, recurrentMatrix, memory, rows, output, place.state(), plan)
            : new GruStage(
                kernels, inputMatrix, recurrentMatrix, memory, rows, output, place.state(), plan));
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

  private void attention(Structure.Place place, Layer.Attention attention) {
    List<ParameterLayout.Slice> slices =
        layout.slices().subList(place.firstSlice(), place.firstSlice() + 5);
    AttentionMatrices matrices = AttentionMatrices.reserve(attention, slices, plan, packing);
    Rows output = buffer(attention.units());
    int most = place.input().dimension(0);
    stages.add(
        new AttentionStage(
            kernels, memory, matrices, input, countColumn, rows, output, most, plan));
    rows = output;
  }

  /** Reserves room for the slopes that some activations keep. */
  private int slope(Activation activation, int stride) {
    return plan.buffer(activation == Activation.SILU ? stride : 0, true);
  }

  private void layerNorm(Structure.Place place, Layer.LayerNorm norm) {
    plan.scratch(2 * kernels.lanes());
    Matrix matrix = plan.table(1, rows.width(), true);
    packing.add(layout.slices().get(place.firstSlice()), matrix, false, 0);
    Rows output = buffer(rows.width());
    int normalized = plan.buffer(output.stride(), true);
    int scale = plan.buffer(1, true);
    stages.add(
        new LayerNormStage(
            kernels, matrix, memory, rows, output, normalized, scale, norm.epsilon()));
    rows = output;
  }

  private void embedding(Structure.Place place, Layer.Embedding embedding) {
    Matrix matrix = plan.table(embedding.count(), embedding.size(), false);
    packing.add(layout.slices().get(place.firstSlice()), matrix, false, 0);
    Rows output = buffer(place.output().size());
    stages.add(new EmbeddingStage(place, embedding, kernels, matrix, memory, rows, output));
    rows = output;
  }

  private void noisyDense(Structure.Place place, Layer.NoisyDense noisy) {
    Matrix mean = plan.layerMatrix(rows.width(), noisy.units());
    Matrix sigma = plan.layerMatrix(rows.width(), noisy.units());
    packing.add(layout.slices().get(place.firstSlice()), mean, false, 0);
    packing.add(layout.slices().get(place.firstSlice() + 1), sigma, false, 0);
    Rows output = buffer(noisy.units());
    int p = place.passNoise();
    int firstUnit = p + rows.width();
    int[] q = IntStream.range(firstUnit, firstUnit + noisy.units()).toArray();
    stages.add(
        new NoisyDenseStage(
            kernels,
            mean,
            perturbation(sigma, false, p, q),
            noisy.activation(),
            memory,
            rows,
            output,
            slope(noisy.activation(), output.stride())));
    rows = output;
  }

  private Perturbation perturbation(Matrix sigma, boolean transposed, int p, int[] q) {
    int noisyInput = plan.buffer(plan.pad(rows.width()), false);
    int sums = plan.buffer(plan.pad(q.length), false);
    return new Perturbation(kernels, sigma, transposed, memory, rows, noisyInput, sums, p, q);
  }

  private void heads(Structure.TrunkPlace trunk) {
    List<Head> heads = trunk.heads().stream().map(Structure.HeadPlace::head).toList();
    int units = heads.stream().mapToInt(Head::matrixUnits).sum();
    Matrix matrix = plan.headMatrix(rows.width(), units);
    boolean isNoisy = heads.stream().anyMatch(Head::noisy);
    List<Matrix> sigma = isNoisy ? List.of(plan.headMatrix(rows.width(), units)) : List.of();
    int[] q = new int[units];
    int noise = trunk.headNoise() + rows.width();
    int unit = 0;
    for (Structure.HeadPlace place : trunk.heads()) {
      int slice = place.firstSlice();
      for (int count : place.head().matrices()) {
        packing.add(layout.slices().get(slice++), matrix, true, unit);
        if (place.head().noisy()) {
          packing.add(layout.slices().get(slice++), sigma.get(0), true, unit);
        }
        for (int u = 0; u < count; u++) {
          q[unit++] = place.head().noisy() ? noise++ : -1;
        }
      }
    }
    int padded = plan.buffer(matrix.transposeStride(), false);
    int outputOffset = trunk.heads().get(0).output();
    if (heads.stream().allMatch(head -> head.kind() == Head.Kind.LINEAR && !head.noisy())) {
      stages.add(
          new HeadsStage(
              kernels, matrix, memory, rows.buffer(), padded, outputOffset, structure.outputs()));
    } else {
      stages.add(
          new MixedHeadsStage(
              kernels,
              heads,
              matrix,
              sigma.stream().map(s -> perturbation(s, true, trunk.headNoise(), q)).toList(),
              memory,
              rows,
              padded,
              plan.buffer(matrix.transposeStride(), true),
              outputOffset,
              structure.outputs()));
    }
  }
}
