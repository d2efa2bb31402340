package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Structure;
import java.util.ArrayList;
import java.util.List;

/**
 * A network's stages in the order in which they compute, made for a workspace; the reverse is that
 * of the backward pass. A new kind of layer joins in {@link #supports} and {@link #add}.
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
  private final boolean onGpu;
  private final Activations activations;
  private final Gates gates;
  private final Normalizer normalizer;
  private final List<InputColumns> inputs = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Signal outputs;

  // the chain at hand
  private Signal signal;
  private boolean isFirst;

  Stages(
      NetworkSpec spec,
      Parameters parameters,
      Workspace workspace,
      boolean onGpu,
      Normalizer normalizer) {
    this.parameters = parameters;
    this.workspace = workspace;
    this.onGpu = onGpu;
    activations = onGpu ? new DeviceActivations() : new HostActivations();
    gates = onGpu ? new DeviceGates() : new HostGates();
    this.normalizer = normalizer;
    outputs = workspace.signal(spec.outputs());
    Structure.Range wholeRow = new Structure.Range(0, spec.inputs());
    for (Structure.TrunkPlace trunk : spec.structure().trunks()) {
      begin(List.of(wholeRow));
      for (Structure.Place place : trunk.layers()) {
        add(place);
      }
      append(new HeadsStage(parameters, trunk.heads(), signal, outputs), outputs);
    }
  }

  /** Whether there is a stage for a layer. */
  static boolean supports(Layer layer) {
    return layer instanceof Layer.Dense
        || layer instanceof Layer.Convolution
        || layer instanceof Layer.Lstm
        || layer instanceof Layer.Gru;
  }

  /** The chain begins with columns of the input row. */
  private void begin(List<Structure.Range> ranges) {
    InputColumns columns =
        inputs.stream()
            .filter(each -> each.are(ranges))
            .findFirst()
            .orElseGet(
                () -> {
                  InputColumns made = new InputColumns(ranges, workspace, normalizer);
                  inputs.add(made);
                  return made;
                });
    signal = columns.reader();
    isFirst = true;
  }

  private void add(Structure.Place place) {
    Signal output = workspace.signal(place.output().size());
    append(stage(place, output), output);
  }

  private void append(Stage stage, Signal output) {
    steps.add(new Step(stage, isFirst));
    signal = output;
    isFirst = false;
  }

  private Stage stage(Structure.Place place, Signal output) {
    Layer layer = place.layer();
    if (layer instanceof Layer.Dense dense) {
      Activated activated = new Activated(activations, workspace, dense.activation(), output);
      return new DenseStage(parameters, place.firstSlice(), signal, output, activated);
    }
    if (layer instanceof Layer.Convolution convolution) {
      Activated activated = new Activated(activations, workspace, convolution.activation(), output);
      return onGpu
          ? new DeviceConvolutionStage(
              parameters, place, convolution, signal, output, activated, workspace)
          : new ConvolutionStage(
              parameters, place, convolution, signal, output, activated, workspace);
    }
    if (layer instanceof Layer.Lstm) {
      return new LstmStage(parameters, gates, place, signal, output, workspace);
    }
    if (layer instanceof Layer.Gru) {
      return new GruStage(parameters, gates, place, signal, output, workspace);
    }
    throw new IllegalArgumentException("no stage for " + place.name());
  }

  /** The input of all first stages. */
  List<InputColumns> inputs() {
    return inputs;
  }

  List<Step> steps() {
    return steps;
  }

  /** The outputs of all heads. */
  Signal outputs() {
    return outputs;
  }
}
