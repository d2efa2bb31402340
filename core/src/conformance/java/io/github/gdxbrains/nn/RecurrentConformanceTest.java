package io.github.gdxbrains.nn;

import static io.github.gdxbrains.nn.BackendConformanceTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every backend with recurrent layers must do. */
final class RecurrentConformanceTest {
  private static final Adam ADAM = new Adam(0.9f, 0.999f, 1e-5f);

  static Stream<String> backends() {
    return BackendConformanceTest.backends();
  }

  static Stream<Arguments> backendsAndSpecs() {
    return backends().flatMap(backend -> specs().stream().map(spec -> Arguments.of(backend, spec)));
  }

  private static List<NetworkSpec> specs() {
    return List.of(
        spec(3, new Layer.Lstm(1)),
        spec(1, new Layer.Gru(1)),
        spec(5, new Layer.Lstm(7)),
        spec(5, new Layer.Gru(11)),
        spec(16, new Layer.Lstm(16), new Layer.Gru(8)),
        new NetworkSpec(
            4,
            false,
            List.of(
                trunk(dense(13), new Layer.Gru(17), new Layer.Lstm(5), dense(3)),
                new Trunk(
                    List.of(new Layer.Lstm(3)),
                    List.of(new Head("value", 1, 1f), new Head("other", 2, 1f))),
                new Trunk(List.of(dense(6)), List.of(new Head("plain", 2, 1f))))));
  }

  private static NetworkSpec spec(int inputs, Layer... layers) {
    return new NetworkSpec(inputs, false, List.of(trunk(layers)));
  }

  private static Trunk trunk(Layer... layers) {
    return new Trunk(List.of(layers), List.of(new Head("policy", 2, 1f)));
  }

  private static Layer dense(int units) {
    return new Layer.Dense(units, Activation.TANH, 1.4f);
  }

  private static Network network(String backend, NetworkSpec spec, Workers workers) {
    Network network = Backends.named(backend).network(spec, workers);
    network.setParameters(randomParameters(spec));
    return network;
  }

  private static float[] randomParameters(NetworkSpec spec) {
    RandomStream random = new RandomStream(1);
    float[] parameters = new float[new ParameterLayout(spec).size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = 0.5f * (float) random.nextGaussian();
    }
    return parameters;
  }

  /** With a reset before some rows, first ones among them, and an initial state. */
  private static Sequences batch(NetworkSpec spec, int sequences, int steps) {
    RandomStream random = new RandomStream(2);
    Sequences input = Sequences.of(spec, sequences * steps).use(sequences, steps);
    fill(input.values(), random);
    fill(input.initialState(), random);
    for (int i = 0; i < sequences * steps; i++) {
      input.resets()[i] = i % 11 == 3 || i % 7 == 6;
    }
    return input;
  }

  private static void fill(float[] values, RandomStream random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
  }

  private static float lossWeight(int row, int output) {
    return 0.3f * ((row * 7 + output * 3) % 5) - 0.5f;
  }

  /** The gradient of Σ y²/2 + Σ weight · y. */
  private static Network.Loss loss(int outputs) {
    return (shard, firstRow, rows, values, gradients) -> {
      for (int row = 0; row < rows; row++) {
        for (int output = 0; output < outputs; output++) {
          int i = row * outputs + output;
          gradients[i] = values[i] + lossWeight(firstRow + row, output);
        }
      }
    };
  }

  private static double referenceLoss(
      NetworkSpec spec, double[] parameters, double[] inputs, Sequences batch) {
    double[] state = ReferenceNetwork.widen(batch.initialState());
    double[] y =
        new RecurrentReference(spec)
            .forward(parameters, inputs, state, batch.resets(), batch.steps());
    double loss = 0;
    for (int i = 0; i < y.length; i++) {
      int outputs = spec.outputs();
      loss += y[i] * y[i] / 2 + lossWeight(i / outputs, i % outputs) * y[i];
    }
    return loss;
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void outputsAndFinalStatesAreThoseOfTheReference(String backend, NetworkSpec spec) {
    double[] parameters = ReferenceNetwork.widen(randomParameters(spec));
    try (Network network = network(backend, spec, Workers.single())) {
      for (int[] size : new int[][] {{1, 1}, {3, 7}, {33, 2}, {20, 13}, {70, 1}, {1, 100}}) {
        Sequences input = batch(spec, size[0], size[1]);
        double[] state = ReferenceNetwork.widen(input.initialState());
        double[] expected =
            new RecurrentReference(spec)
                .forward(
                    parameters,
                    ReferenceNetwork.widen(input.values()),
                    state,
                    input.resets(),
                    size[1]);
        float[] outputs = new float[expected.length];
        network.inference(input.rowCount()).forward(input, outputs);
        assertClose(outputs, expected, 2e-5);
        int used = size[0] * spec.stateSize();
        assertClose(Arrays.copyOf(input.finalState(), used), Arrays.copyOf(state, used), 2e-5);
      }
    }
  }

  private static void assertClose(float[] values, double[] expected, double tolerance) {
    for (int i = 0; i < values.length; i++) {
      assertThat((double) values[i])
          .as("number %d", i)
          .isCloseTo(expected[i], within(tolerance * (1 + Math.abs(expected[i]))));
    }
  }

  /** Parameters 0.8 sin(k + 1) in flat order, inputs cos(i); expected values from PyTorch 1.13. */
  @ParameterizedTest
  @MethodSource("backends")
  void statesAreThoseOfPyTorch(String backend) {
    float[] lstm = {-0.10210463f, -0.368342f, -0.71622371f, -1.03202469f};
    requireStates(backend, new Layer.Lstm(2), new float[] {0.1f, 0.2f, 0.3f, 0.4f}, lstm);
    float[] gru = {0.1771541f, -0.59388808f};
    requireStates(backend, new Layer.Gru(2), new float[] {0.1f, 0.2f}, gru);
  }

  private static void requireStates(
      String backend, Layer layer, float[] initial, float[] expected) {
    NetworkSpec spec = spec(3, layer);
    float[] parameters = new float[new ParameterLayout(spec).size()];
    for (int k = 0; k < parameters.length; k++) {
      parameters[k] = (float) (0.8 * Math.sin(k + 1));
    }
    Sequences input = Sequences.of(spec, 4).use(1, 4);
    for (int i = 0; i < 12; i++) {
      input.values()[i] = (float) Math.cos(i);
    }
    System.arraycopy(initial, 0, input.initialState(), 0, initial.length);
    try (Network network = Backends.named(backend).network(spec, Workers.single())) {
      network.setParameters(parameters);
      network.inference(4).forward(input, new float[8]);
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat(input.finalState()[i]).as("state %d", i).isCloseTo(expected[i], within(2e-6f));
    }
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void gradientsAreThoseOfFiniteDifferences(String backend, NetworkSpec spec) {
    for (int[] size : new int[][] {{1, 1}, {5, 9}, {19, 2}}) {
      Sequences input = batch(spec, size[0], size[1]);
      int rows = input.rowCount();
      double[] parameters = ReferenceNetwork.widen(randomParameters(spec));
      double[] inputs = ReferenceNetwork.widen(input.values());
      float[] gradients = new float[parameters.length];
      float[] inputGradients = new float[inputs.length];
      try (Network network = network(backend, spec, Workers.single())) {
        Network.Training training = network.training(rows, ADAM);
        float[] outputs = new float[rows * spec.outputs()];
        float[] outputGradients = new float[outputs.length];
        training.forward(input, outputs);
        loss(spec.outputs()).gradient(0, 0, rows, outputs, outputGradients);
        training.backward(outputGradients, inputGradients);
        training.getGradients(gradients);
      }
      assertClose(gradients, slopes(parameters, spec, parameters, inputs, input), 1e-4);
      assertClose(inputGradients, slopes(inputs, spec, parameters, inputs, input), 1e-4);
    }
  }

  /** Central differences of the loss by each of the varied numbers. */
  private static double[] slopes(
      double[] varied, NetworkSpec spec, double[] parameters, double[] inputs, Sequences batch) {
    double[] slopes = new double[varied.length];
    double h = 1e-5;
    for (int i = 0; i < varied.length; i++) {
      double kept = varied[i];
      varied[i] = kept + h;
      double up = referenceLoss(spec, parameters, inputs, batch);
      varied[i] = kept - h;
      double down = referenceLoss(spec, parameters, inputs, batch);
      varied[i] = kept;
      slopes[i] = (up - down) / (2 * h);
    }
    return slopes;
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void gradientsDoNotPassAReset(String backend, NetworkSpec spec) {
    Sequences input = batch(spec, 3, 8);
    Arrays.fill(input.resets(), false);
    input.resets()[8 + 5] = true;
    try (Network network = network(backend, spec, Workers.single())) {
      Network.Training training = network.training(24, ADAM);
      training.forward(input, new float[24 * spec.outputs()]);
      float[] outputGradients = new float[24 * spec.outputs()];
      Arrays.fill(outputGradients, 7 * spec.outputs(), 8 * spec.outputs(), 1);
      Arrays.fill(outputGradients, 15 * spec.outputs(), 16 * spec.outputs(), 1);
      float[] inputGradients = new float[24 * spec.inputs()];
      training.backward(outputGradients, inputGradients);
      for (int row = 0; row < 24; row++) {
        float sum = 0;
        for (int i = 0; i < spec.inputs(); i++) {
          sum += Math.abs(inputGradients[row * spec.inputs() + i]);
        }
        if (row < 8 || row >= 13 && row < 16) {
          assertThat(sum).as("row %d", row).isPositive();
        } else {
          assertThat(sum).as("row %d", row).isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void oneStepAtATimeGivesTheSameBitsAsTheSequence(String backend, NetworkSpec spec) {
    int sequences = 21;
    int steps = 10;
    int width = spec.outputs();
    Sequences input = batch(spec, sequences, steps);
    try (Network network = network(backend, spec, Workers.single())) {
      float[] outputs = new float[sequences * steps * width];
      network.training(sequences * steps, ADAM).forward(input, outputs);
      Network.Inference inference = network.inference(sequences);
      Sequences one = Sequences.of(spec, sequences).use(sequences, 1);
      System.arraycopy(input.initialState(), 0, one.initialState(), 0, one.initialState().length);
      float[] now = new float[sequences * width];
      for (int step = 0; step < steps; step++) {
        for (int s = 0; s < sequences; s++) {
          int row = s * steps + step;
          System.arraycopy(
              input.values(), row * spec.inputs(), one.values(), s * spec.inputs(), spec.inputs());
          one.resets()[s] = input.resets()[row];
        }
        inference.forward(one, now);
        for (int s = 0; s < sequences; s++) {
          int from = (s * steps + step) * width;
          assertSame(
              backend,
              "sequence " + s + ", step " + step,
              Arrays.copyOfRange(now, s * width, (s + 1) * width),
              Arrays.copyOfRange(outputs, from, from + width));
        }
        System.arraycopy(one.finalState(), 0, one.initialState(), 0, one.finalState().length);
      }
      int used = sequences * spec.stateSize();
      assertSame(backend, "final state", one.finalState(), Arrays.copyOf(input.finalState(), used));
    }
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void sequencesDoNotDependOnTheirBatch(String backend, NetworkSpec spec) {
    int all = 50;
    int steps = 6;
    int width = steps * spec.outputs();
    Sequences input = batch(spec, all, steps);
    try (Network network = network(backend, spec, Workers.single())) {
      float[] expected = new float[all * width];
      Network.Inference inference = network.inference(all * steps);
      Network.Training training = network.training(all * steps, ADAM);
      inference.forward(input, expected);
      for (int count = 1; count <= all; count = count < 18 ? count + 1 : count + 16) {
        int first = all - count;
        Sequences some = Sequences.of(spec, all * steps).use(count, steps);
        int stateSize = spec.stateSize();
        int values = steps * spec.inputs();
        System.arraycopy(input.values(), first * values, some.values(), 0, count * values);
        System.arraycopy(
            input.initialState(), first * stateSize, some.initialState(), 0, count * stateSize);
        System.arraycopy(input.resets(), first * steps, some.resets(), 0, count * steps);
        float[] wanted = Arrays.copyOfRange(expected, first * width, all * width);
        float[] outputs = new float[count * width];
        inference.forward(some, outputs);
        assertSame(backend, count + " sequences, inference", outputs, wanted);
        training.forward(some, outputs);
        assertSame(backend, count + " sequences, training", outputs, wanted);
        assertSame(
            backend,
            count + " sequences, final state",
            Arrays.copyOf(some.finalState(), count * stateSize),
            Arrays.copyOfRange(input.finalState(), first * stateSize, all * stateSize));
        training.forwardBackward(
            some,
            (shard, firstRow, rows, got, gradients) -> {
              assertThat(rows % steps).as("whole sequences").isZero();
              System.arraycopy(got, 0, outputs, firstRow * spec.outputs(), rows * spec.outputs());
              Arrays.fill(gradients, 0, rows * spec.outputs(), 0);
            });
        assertSame(backend, count + " sequences, fused", outputs, wanted);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shardsAreAtMostThoseOfTheRows(String backend) {
    NetworkSpec spec = spec(3, new Layer.Gru(60));
    try (Network network = network(backend, spec, Workers.single())) {
      Network.Training training = network.training(2000, ADAM);
      for (int steps : new int[] {1, 2, 3, 5, 8, 50, 2000}) {
        int[] shards = {0};
        int sequences = 2000 / steps;
        training.forwardBackward(
            batch(spec, sequences, steps),
            (shard, firstRow, rows, values, gradients) -> {
              Arrays.fill(gradients, 0, rows * spec.outputs(), 0);
              shards[0]++;
            });
        assertThat(shards[0])
            .as("%d steps", steps)
            .isPositive()
            .isLessThanOrEqualTo(training.shards(sequences * steps));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void resultsDoNotDependOnTheNumberOfThreads(String backend) {
    for (NetworkSpec spec : specs()) {
      float[] single = trained(backend, spec, 1);
      assertSame(backend, "two threads", trained(backend, spec, 2), single);
      assertSame(backend, "three threads", trained(backend, spec, 3), single);
    }
  }

  /** Parameters after a few steps on several shards, with the norms. */
  private static float[] trained(String backend, NetworkSpec spec, int threads) {
    try (Workers workers = new Workers(threads);
        Network network = network(backend, spec, workers)) {
      Sequences input = batch(spec, 203, 5);
      Network.Training training = network.training(input.rowCount(), ADAM);
      int count = network.parameterCount();
      float[] result = new float[count + 4];
      for (int step = 0; step < 4; step++) {
        training.forwardBackward(input, loss(spec.outputs()));
        result[count + step] = training.step(1e-2f, 1f);
      }
      network.getParameters(result);
      return result;
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void backendsAgree(String backend) {
    for (NetworkSpec spec : specs()) {
      float[] scalar = trained("scalar", spec, 1);
      float[] other = trained(backend, spec, 1);
      for (int i = 0; i < scalar.length; i++) {
        assertThat(other[i])
            .as("%s, number %d", spec, i)
            .isCloseTo(scalar[i], within(1e-4f * (1 + Math.abs(scalar[i]))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void aNanIsGoneInTheNextPass(String backend, NetworkSpec spec) {
    Sequences input = batch(spec, 5, 4);
    Sequences bad = batch(spec, 10, 2);
    Arrays.fill(bad.values(), Float.NaN);
    Arrays.fill(bad.initialState(), Float.NaN);
    try (Network network = network(backend, spec, Workers.single())) {
      Network.Training training = network.training(20, ADAM);
      float[] expected = gradients(training, input, spec);
      assertThat(training.step(0, 1f)).isFinite();
      assertThat(gradients(training, bad, spec)).contains(Float.NaN);
      training.zeroGradients();
      assertSame(backend, "gradients", gradients(training, input, spec), expected);
      assertThat(training.step(0, 1f)).isFinite();
    }
  }

  private static float[] gradients(Network.Training training, Sequences input, NetworkSpec spec) {
    float[] gradients = new float[new ParameterLayout(spec).size()];
    training.forwardBackward(input, loss(spec.outputs()));
    training.getGradients(gradients);
    return gradients;
  }

  /** The first of six inputs has to be told at the last step. */
  @Tag("learning")
  @ParameterizedTest
  @MethodSource("backends")
  void theFirstInputIsRemembered(String backend) {
    for (Layer layer : List.of(new Layer.Lstm(8), new Layer.Gru(8))) {
      NetworkSpec spec = spec(1, layer);
      RandomStream random = new RandomStream(5);
      int sequences = 64;
      int steps = 6;
      Sequences input = Sequences.of(spec, sequences * steps).use(sequences, steps);
      float[] error = new float[1];
      Network.Loss loss =
          (shard, firstRow, rows, values, gradients) -> {
            Arrays.fill(gradients, 0, rows * 2, 0);
            for (int last = steps - 1; last < rows; last += steps) {
              float target = input.values()[firstRow + last - steps + 1];
              float difference = values[last * 2] - target;
              gradients[last * 2] = 2 * difference / sequences;
              error[0] += difference * difference / sequences;
            }
          };
      try (Network network = Backends.named(backend).network(spec, Workers.single())) {
        network.setParameters(Initializer.parameters(spec, random));
        Network.Training training = network.training(input.rowCount(), ADAM);
        for (int update = 0; update < 600; update++) {
          fill(input.values(), random);
          error[0] = 0;
          training.forwardBackward(input, loss);
          training.step(1e-2f, 1f);
        }
      }
      assertThat(error[0]).as("%s", layer).isLessThan(0.1f); // guessing: 1
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void nothingIsAllocatedAfterWarmUp(String backend) {
    assumeThat(BackendConformanceTest.EXACT).contains(backend);
    NetworkSpec spec = spec(5, new Layer.Lstm(19), new Layer.Gru(11));
    Sequences input = batch(spec, 9, 5);
    Sequences one = batch(spec, 9, 1);
    int rows = input.rowCount();
    try (Network network = network(backend, spec, Workers.single())) {
      Network.Training training = network.training(rows, ADAM);
      Network.Inference inference = network.inference(rows);
      Network.Loss loss = loss(spec.outputs());
      float[] outputs = new float[rows * spec.outputs()];
      float[] outputGradients = new float[outputs.length];
      float[] inputGradients = new float[input.values().length];
      assertAllocatesNothing(() -> inference.forward(one, outputs));
      assertAllocatesNothing(
          () -> {
            training.forwardBackward(input, loss);
            training.step(1e-4f, 0.5f);
            training.forward(input, outputs);
            training.backward(outputGradients, inputGradients);
            training.zeroGradients();
          });
    }
  }

  /** The Vector API allocates until it is compiled, so this waits for the compiler. */
  static void assertAllocatesNothing(Runnable task) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 400 && allocated > 0; round++) {
      for (int i = 0; i < 200; i++) {
        task.run();
      }
      long before = threads.getThreadAllocatedBytes(id);
      for (int i = 0; i < 200; i++) {
        task.run();
      }
      allocated = threads.getThreadAllocatedBytes(id) - before;
    }
    assertThat(allocated).as("bytes allocated in 200 calls").isZero();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aBatchWithoutRoomForTheStateIsNamed(String backend) {
    NetworkSpec spec = spec(3, new Layer.Lstm(4));
    try (Network network = network(backend, spec, Workers.single())) {
      assertThatThrownBy(
              () -> network.inference(2).forward(Sequences.rows(2, 3).use(2), new float[4]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("state of 0")
          .hasMessageContaining("8");
    }
  }
}
