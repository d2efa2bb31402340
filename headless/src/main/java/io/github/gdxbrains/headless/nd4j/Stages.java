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
  private final Activations activations;
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
      Activations activations,
      Normalizer normalizer) {
    this.parameters = parameters;
    this.workspace = workspace;
    this.activations = activations;
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
    return layer instanceof Layer.Dense;
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
