package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A network's stages in the order in which they compute, made for a workspace; the reverse is that
 * of the backward pass. A new kind of layer joins in {@link #stage}.
 */
final class Stages {
  /**
   * A stage in the order.
   *
   * @param isFirst whether it reads the network's input
   */
  record Step(Stage stage, boolean isFirst) {}

  private final Parameters parameters;
  private final Workspace workspace;
  private final boolean onlyOperations;
  private final Activations activations;
  private final Gates gates;
  private final Normalizer normalizer;
  private final List<InputColumns> inputs = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Signal sums;

  // the chain at hand
  private Signal signal;
  private boolean isFirst;
  private OptionalInt countColumn = OptionalInt.empty();
  private int nextSum;

  Stages(
      NetworkSpec spec,
      Parameters parameters,
      Workspace workspace,
      Normalizer normalizer,
      boolean onlyOperations) {
    this.parameters = parameters;
    this.workspace = workspace;
    this.onlyOperations = onlyOperations;
    activations = onlyOperations ? new DeviceActivations() : new HostActivations();
    gates = onlyOperations ? new DeviceGates() : new HostGates();
    this.normalizer = normalizer;
    sums = workspace.signal(new HeadSums(spec).columns());
    for (Structure.TrunkPlace trunk : spec.structure().trunks()) {
      if (trunk.encoders().isEmpty()) {
        begin(List.of(new Structure.Range(0, spec.inputs())), OptionalInt.empty(), 1);
      } else {
        encoders(trunk);
      }
      for (Structure.Place place : trunk.layers()) {
        add(place, workspace.signal(place.output().size()));
      }
      heads(trunk);
    }
  }

  /** The chain begins with columns of the input row. */
  private void begin(List<Structure.Range> ranges, OptionalInt count, int features) {
    InputColumns columns =
        inputs.stream()
            .filter(each -> each.are(ranges, count))
            .findFirst()
            .orElseGet(
                () -> {
                  InputColumns made =
                      new InputColumns(ranges, count, features, workspace, normalizer);
                  inputs.add(made);
                  return made;
                });
    signal = columns.reader();
    countColumn = count;
    isFirst = true;
  }

  /** The last stage of each encoder writes into its columns of their joined results. */
  private void encoders(Structure.TrunkPlace trunk) {
    Signal joined = workspace.signal(trunk.input().size());
    int offset = 0;
    for (Structure.EncoderPlace encoder : trunk.encoders()) {
      Signal result = joined.part(offset, encoder.output().size());
      offset += result.units();
      boolean attends =
          !encoder.layers().isEmpty() && encoder.layers().get(0).layer() instanceof Layer.Attention;
      if (attends) {
        begin(encoder.columns(), encoder.count(), encoder.input().dimension(1));
      } else {
        begin(encoder.columns(), OptionalInt.empty(), 1);
      }
      int last = encoder.layers().size() - 1;
      for (int l = 0; l < last; l++) {
        Structure.Place place = encoder.layers().get(l);
        add(place, workspace.signal(place.output().size()));
      }
      if (last >= 0) {
        add(encoder.layers().get(last), result);
      } else {
        append(new CopyStage(signal, result), result);
      }
    }
    signal = joined;
  }

  private void heads(Structure.TrunkPlace trunk) {
    List<HeadsStage.Part> parts = new ArrayList<>();
    int q = trunk.headNoise() + signal.units();
    for (Structure.HeadPlace place : trunk.heads()) {
      int slice = place.firstSlice();
      for (int units : place.head().matrices()) {
        Signal own = sums.part(nextSum, units);
        nextSum += units;
        if (place.head().noisy()) {
          Matrix matrix = new NoisyMatrix(parameters, slice, workspace, trunk.headNoise(), q);
          parts.add(new HeadsStage.Part(matrix, own));
          q += units;
          slice += 2;
        } else {
          parts.add(new HeadsStage.Part(new PlainMatrix(parameters, slice), own));
          slice++;
        }
      }
    }
    append(new HeadsStage(parts, signal), sums);
  }

  private void add(Structure.Place place, Signal output) {
    append(stage(place, output), output);
  }

  private void append(Stage stage, Signal output) {
    steps.add(new Step(stage, isFirst));
    signal = output;
    isFirst = false;
  }

  private Stage stage(Structure.Place place, Signal output) {
    Layer layer = place.layer();
    int slice = place.firstSlice();
    int maxRows = workspace.maxRows;
    if (layer instanceof Layer.Dense dense) {
      Matrix matrix = new PlainMatrix(parameters, slice);
      return new DenseStage(matrix, signal, output, activated(dense.activation(), output));
    } else if (layer instanceof Layer.NoisyDense noisy) {
      int p = place.passNoise();
      Matrix matrix = new NoisyMatrix(parameters, slice, workspace, p, p + signal.units());
      return new DenseStage(matrix, signal, output, activated(noisy.activation(), output));
    } else if (layer instanceof Layer.LayerNorm norm) {
      return onlyOperations
          ? new DeviceLayerNormStage(parameters, slice, norm.epsilon(), signal, output, workspace)
          : new HostLayerNormStage(parameters, slice, norm.epsilon(), signal, output, maxRows);
    } else if (layer instanceof Layer.Dropout) {
      return new DropoutStage(workspace, signal, output, place.rowNoise());
    } else if (layer instanceof Layer.Embedding embedding) {
      Indices indices = new Indices(place.name(), embedding.count(), signal, maxRows);
      return onlyOperations
          ? new DeviceEmbeddingStage(indices, parameters, slice, signal, output, workspace)
          : new HostEmbeddingStage(indices, parameters, slice, signal, output, maxRows);
    } else if (layer instanceof Layer.Convolution convolution) {
      Activated activated = activated(convolution.activation(), output);
      return onlyOperations
          ? new DeviceConvolutionStage(
              parameters, place, convolution, signal, output, activated, workspace)
          : new ConvolutionStage(
              parameters, place, convolution, signal, output, activated, workspace);
    } else if (layer instanceof Layer.Lstm) {
      return new LstmStage(parameters, gates, place, signal, output, workspace);
    } else if (layer instanceof Layer.Gru) {
      return new GruStage(parameters, gates, place, signal, output, workspace);
    } else if (layer instanceof Layer.Attention attention) {
      return new AttentionStage(
          parameters, activations, place, attention, countColumn, signal, output, workspace);
    }
    throw new IllegalArgumentException(
        place.name()
            + ": the backend nd4j has no layers of kind "
            + layer.kind()
            + "; use another backend, such as simd");
  }

  private Activated activated(Activation activation, Signal output) {
    return new Activated(activations, workspace, activation, output);
  }

  /** The input of all first stages. */
  List<InputColumns> inputs() {
    return inputs;
  }

  List<Step> steps() {
    return steps;
  }

  /** Of the matrices of all heads, in the order of {@link HeadSums}. */
  Signal sums() {
    return sums;
  }
}
