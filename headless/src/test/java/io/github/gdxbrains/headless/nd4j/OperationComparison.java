package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Adam;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Encoder;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Initialization;
import io.github.gdxbrains.nn.Initializer;
import io.github.gdxbrains.nn.Input;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.nn.Shape;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Times a forward and backward pass of a layer with the loops that the backend nd4j uses on the
 * processor, with ND4J's operations alone as on a GPU, and on simd; and ND4J's own LSTM. Run it
 * with {@code benchmarks/nd4j.sh}.
 */
final class OperationComparison {
  private static final int ROWS = 64;
  private static final int STEPS = 32;

  private OperationComparison() {}

  public static void main(String[] args) {
    System.out.printf("%-34s%12s%12s%12s   ms%n", "", "loops", "operations", "simd");
    compare("convolution 4x4/2 of 42x42x4 to 16", images(42, 4, 16, 4, 2), 32, 1);
    compare("convolution 3x3/1 of 9x9x32 to 64", images(9, 32, 64, 3, 1), ROWS, 1);
    compare("lstm 64 to 128, 64 x 32 steps", vectors(new Layer.Lstm(128)), ROWS, STEPS);
    compare("gru 64 to 128, 64 x 32 steps", vectors(new Layer.Gru(128)), ROWS, STEPS);
    compare("attention 16 x 8 to 64, 4 heads", entities(), 2 * ROWS, 1);
    Nd4jRuntime.get().run(OperationComparison::lstmLayer);
  }

  private static NetworkSpec images(int side, int from, int to, int kernel, int stride) {
    Layer layer =
        new Layer.Convolution(to, kernel, stride, 0, Activation.RELU, Initialization.he());
    return spec(new Input("eyes", side, side, from), layer);
  }

  private static NetworkSpec vectors(Layer layer) {
    return spec(new Input("x", 64), layer);
  }

  private static NetworkSpec entities() {
    return spec(new Input("friends", Shape.of(16, 8), true), new Layer.Attention(64, 4));
  }

  private static NetworkSpec spec(Input input, Layer layer) {
    List<Encoder> encoders = List.of(new Encoder(input.name(), layer));
    return new NetworkSpec(
        List.of(input),
        false,
        List.of(new Trunk(encoders, List.of(), List.of(new Head("y", 1, 1f)))));
  }

  private static void compare(String name, NetworkSpec spec, int sequences, int steps) {
    double loops = time(new Nd4jNetwork(spec, Nd4jRuntime.get(), false), sequences, steps);
    double operations = time(new Nd4jNetwork(spec, Nd4jRuntime.get(), true), sequences, steps);
    double simd = time(Backends.named("simd").network(spec, Workers.single()), sequences, steps);
    System.out.printf(Locale.ROOT, "%-34s%12.2f%12.2f%12.2f%n", name, loops, operations, simd);
  }

  private static double time(Network network, int sequences, int steps) {
    RandomStream random = new RandomStream(1);
    NetworkSpec spec = network.spec();
    int rows = sequences * steps;
    Sequences input = Sequences.of(spec, rows).use(sequences, steps);
    for (int i = 0; i < input.values().length; i++) {
      boolean isCount = spec.structure().isRaw(i % spec.inputs());
      input.values()[i] = isCount ? random.nextInt(17) : (float) random.nextGaussian();
    }
    float[] outputs = new float[rows * spec.outputs()];
    float[] inputGradients = new float[rows * spec.inputs()];
    try (network) {
      network.setParameters(Initializer.parameters(spec, random));
      Network.Training training = network.training(rows, Adam.DEFAULT);
      return milliseconds(
          () -> {
            training.forward(input, outputs);
            Arrays.fill(outputs, 1);
            training.backward(outputs, inputGradients);
          });
    }
  }

  /** The fastest of some rounds. */
  private static double milliseconds(Runnable task) {
    double best = Double.POSITIVE_INFINITY;
    for (int round = 0; round < 8; round++) {
      long start = System.nanoTime();
      int count = 0;
      do {
        task.run();
        count++;
      } while (System.nanoTime() - start < 100_000_000);
      best = Math.min(best, 1e-6 * (System.nanoTime() - start) / count);
    }
    return best;
  }

  /** ND4J's own LSTM of the size above, without resets, which it does not know. */
  private static void lstmLayer() {
    int in = 64;
    int units = 128;
    INDArray x = array(STEPS, ROWS, in);
    INDArray[] weights = {array(in, 4 * units), array(units, 4 * units), array(4 * units)};
    INDArray h = array(ROWS, units);
    INDArray c = array(ROWS, units);
    INDArray y = array(STEPS, ROWS, units);
    double forward =
        milliseconds(
            Operation.of(
                    lstm("lstmLayer", true)
                        .addInputs(x, weights[0], weights[1], weights[2], h, c)
                        .addOutputs(y, array(ROWS, units), array(ROWS, units))
                        .build())
                ::run);
    double backward =
        milliseconds(
            Operation.of(
                    lstm("lstmLayer_bp", false)
                        .addInputs(x, weights[0], weights[1], weights[2], h, c, y)
                        .addOutputs(
                            array(STEPS, ROWS, in),
                            array(in, 4 * units),
                            array(units, 4 * units),
                            array(4 * units),
                            array(ROWS, units),
                            array(ROWS, units))
                        .build())
                ::run);
    System.out.printf(
        Locale.ROOT,
        "ND4J's lstmLayer of that size: forward %.2f, backward %.2f%n",
        forward,
        backward);
  }

  /** Steps first, sigmoid gates, biases, an initial state and, forward, the last states. */
  private static DynamicCustomOp.DynamicCustomOpsBuilder lstm(String name, boolean last) {
    return DynamicCustomOp.builder(name)
        .addIntegerArguments(0, 0, 0, 2, 0)
        .addBooleanArguments(true, false, true, true, false, true, last, last)
        .addFloatingPointArguments(0.0);
  }

  private static INDArray array(long... shape) {
    INDArray array = Nd4j.create(shape);
    array.assign(0.01);
    return array;
  }
}
