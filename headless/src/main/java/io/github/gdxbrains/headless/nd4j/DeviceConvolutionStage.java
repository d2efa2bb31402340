package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.nn.Shape;
import io.github.gdxbrains.nn.Structure;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;

/** A {@link Layer.Convolution} as ND4J's {@code conv2d} and its gradient: for a GPU. */
final class DeviceConvolutionStage implements Stage {
  private final Parameters parameters;
  private final ParameterLayout.Slice slice;
  private final Structure.Place place;
  private final Layer.Convolution layer;
  private final Signal input;
  private final Signal output;
  private final Activated activated;
  private final INDArray gradients;
  private final INDArray unwanted;

  DeviceConvolutionStage(
      Parameters parameters,
      Structure.Place place,
      Layer.Convolution layer,
      Signal input,
      Signal output,
      Activated activated,
      Workspace workspace) {
    this.parameters = parameters;
    this.slice = parameters.slice(place.firstSlice());
    this.place = place;
    this.layer = layer;
    this.input = input;
    this.output = output;
    this.activated = activated;
    boolean learns = workspace.training;
    gradients = workspace.allocate(learns ? slice.end() - slice.offset() : 1);
    unwanted = workspace.allocate(learns ? (long) workspace.maxRows * input.units() : 1);
  }

  /** The images of a column-major matrix, {@code [rows][height][width][channels]}. */
  private static INDArray images(INDArray matrix, Shape shape) {
    long rows = matrix.rows();
    long channels = shape.dimension(2);
    long[] sizes = {rows, shape.dimension(0), shape.dimension(1), channels};
    long width = shape.dimension(1);
    return Memory.view(matrix, 0, sizes, 1, width * channels * rows, channels * rows, rows);
  }

  private INDArray weights(INDArray flat, long offset) {
    long k = layer.kernel();
    long in = place.input().dimension(2);
    long out = layer.channels();
    return Memory.view(flat, offset, new long[] {k, k, in, out}, k * in * out, in * out, out, 1);
  }

  private INDArray biases(INDArray flat, long offset) {
    return Memory.view(flat, offset, new long[] {layer.channels()}, 1);
  }

  private DynamicCustomOp.DynamicCustomOpsBuilder builder(String name) {
    int k = layer.kernel();
    int s = layer.stride();
    int p = layer.padding();
    // dilation 1, explicit padding, channels last, weights as in the layout
    return DynamicCustomOp.builder(name).addIntegerArguments(k, k, s, s, p, p, 1, 1, 0, 1, 0);
  }

  @Override
  public void forward(BatchSize size, List<Operation> operations) {
    int rows = size.rows();
    operations.add(
        Operation.of(
            builder("conv2d")
                .addInputs(
                    images(input.values(rows), place.input()),
                    weights(parameters.values(), slice.offset()),
                    biases(parameters.values(), slice.biasOffset()))
                .addOutputs(images(activated.sums(rows), place.output()))
                .build()));
    activated.forward(rows, operations);
  }

  @Override
  public void backward(BatchSize size, boolean wantInput, List<Operation> operations) {
    int rows = size.rows();
    activated.backward(rows, operations);
    INDArray dx =
        wantInput ? input.gradients(rows) : Memory.matrix(unwanted, 0, rows, input.units());
    long length = slice.end() - slice.offset();
    operations.add(
        Operation.of(
            builder("conv2d_bp")
                .addInputs(
                    images(input.values(rows), place.input()),
                    weights(parameters.values(), slice.offset()),
                    biases(parameters.values(), slice.biasOffset()),
                    images(output.gradients(rows), place.output()))
                .addOutputs(
                    images(dx, place.input()),
                    weights(gradients, 0),
                    biases(gradients, length - layer.channels()))
                .build()));
    INDArray sums = Memory.slice(parameters.gradients(), slice.offset(), length);
    operations.add(Operation.of(new AddOp(sums, Memory.slice(gradients, 0, length), sums)));
  }
}
