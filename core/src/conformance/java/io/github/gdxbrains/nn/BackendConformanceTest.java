package io.github.gdxbrains.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every backend must do. A module with backends of its own adds this folder to its test
 * sources: they are then found through {@link ServiceLoader} and tested there, against scalar.
 * Core's build runs it once more for each forced number of lanes, then without the backends that
 * have no lanes.
 *
 * <p>The backends of core are exact: a row's result does not depend on its batch, nor any result on
 * the number of threads. Others may differ by {@link #TOLERANCE}.
 */
@SupportedLanes
final class BackendConformanceTest {
  private static final Adam ADAM = new Adam(0.9f, 0.999f, 1e-5f);

  /** Their results are the same bit for bit, and passes allocate nothing. */
  static final List<String> EXACT = List.of("scalar", "simd");

  private static final float TOLERANCE = 1e-4f;

  /** Those of this module. */
  static Stream<String> backends() {
    List<String> found =
        ServiceLoader.load(Backend.class).stream().map(one -> one.get().name()).toList();
    if (!found.isEmpty()) {
      return found.stream();
    }
    return SupportedLanes.FORCED > 0 ? Stream.of("simd") : EXACT.stream();
  }

  /** The same bits where a backend is exact, else within the tolerance. */
  static void assertSame(String backend, String description, float[] actual, float[] expected) {
    if (EXACT.contains(backend)) {
      assertThat(actual).as(description).isEqualTo(expected);
      return;
    }
    assertThat(actual).as(description).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      float allowed = TOLERANCE * (1 + Math.abs(expected[i]));
      if (!(Math.abs(actual[i] - expected[i]) <= allowed)) {
        assertThat(actual[i])
            .as("%s, number %d", description, i)
            .isCloseTo(expected[i], within(allowed));
      }
    }
  }

  static Stream<Arguments> backendsAndSpecs() {
    return backends().flatMap(backend -> specs().stream().map(spec -> Arguments.of(backend, spec)));
  }

  private static List<NetworkSpec> specs() {
    List<NetworkSpec> specs = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      for (boolean normalize : new boolean[] {false, true}) {
        specs.add(oddNetwork(activation, normalize));
      }
    }
    specs.add(
        new NetworkSpec(
            1, true, List.of(trunk(List.of(dense(1, Activation.TANH)), head("only", 1)))));
    specs.add(separateNetwork());
    specs.add(
        new NetworkSpec(
            13,
            true,
            List.of(
                trunk(
                    List.of(dense(31, Activation.SILU), dense(17, Activation.TANH)),
                    head("policy", 30),
                    head("value", 1),
                    head("curiosity", 2)))));
    // wide enough for matrices in panels, of which the last is not full
    specs.add(
        new NetworkSpec(
            5,
            false,
            List.of(
                trunk(
                    List.of(dense(131, Activation.SILU), dense(137, Activation.TANH)),
                    head("policy", 3)))));
    specs.addAll(convolutions());
    specs.addAll(layers());
    specs.addAll(heads());
    specs.addAll(encoders());
    return specs;
  }

  private static List<NetworkSpec> layers() {
    return List.of(
        onVectors(7, dense(13, Activation.TANH), new Layer.LayerNorm(1e-5f)),
        onVectors(71, new Layer.LayerNorm(1e-3f), dense(3, Activation.SILU)),
        onVectors(5, dense(37, Activation.SILU), new Layer.LayerNorm(1e-3f)),
        onVectors(7, dense(13, Activation.TANH), new Layer.Dropout(0.4f)),
        onVectors(5, new Layer.Dropout(0.2f), dense(3, Activation.TANH)),
        onVectors(7, noisy(13, Activation.TANH), noisy(17, Activation.SILU)),
        onVectors(3, noisy(1, Activation.IDENTITY)),
        new NetworkSpec(
            List.of(new Input("kind", 3)),
            true,
            List.of(
                trunk(
                    List.of(new Layer.Embedding(5, 7), dense(3, Activation.TANH)),
                    head("policy", 2)))));
  }

  /** Dueling and noisy heads beside plain ones, on layers and on the input itself. */
  private static List<NetworkSpec> heads() {
    Initialization noise = Initialization.noisyNet(0.5f);
    Head dueling = new Head("q", 5, Head.Kind.DUELING, Initialization.orthogonal(1));
    Head noisy = new Head("noisy", 3, Head.Kind.LINEAR, noise);
    Head both = new Head("both", 2, Head.Kind.DUELING, noise);
    Head single = new Head("single", 1, Head.Kind.DUELING, Initialization.he());
    Head atoms = new Head("atoms", 6, Head.Kind.DUELING, 3, Initialization.he());
    Head noisyAtoms = new Head("noisy atoms", 6, Head.Kind.DUELING, 2, noise);
    return List.of(
        new NetworkSpec(
            3,
            true,
            List.of(
                trunk(List.of(dense(11, Activation.TANH)), head("a", 1), dueling),
                trunk(List.of(), noisy, head("b", 2), both),
                trunk(List.of(dense(17, Activation.SILU)), single, atoms, noisyAtoms))));
  }

  /** Inputs of several kinds, seen by several encoders, one of them twice. */
  private static List<NetworkSpec> encoders() {
    Layer eye = convolution(3, 2, 1, 0, Activation.TANH);
    List<Encoder> encoders =
        List.of(
            new Encoder("place"),
            new Encoder("kinds", new Layer.Embedding(3, 2)),
            new Encoder("eyes", eye, dense(7, Activation.SILU)),
            new Encoder(List.of("friends", "place"), List.of(dense(4, Activation.TANH))));
    List<Encoder> endings =
        List.of(
            new Encoder("place", new Layer.LayerNorm(1e-3f)),
            new Encoder("place"),
            new Encoder("kinds", new Layer.Embedding(3, 2), noisy(3, Activation.SILU)),
            new Encoder("kinds", new Layer.Embedding(3, 5)),
            new Encoder(
                List.of("friends", "place"),
                List.of(dense(5, Activation.TANH), new Layer.Dropout(0.3f))));
    return List.of(
        new NetworkSpec(
            List.of(
                new Input("place", 3),
                new Input("kinds", 2),
                new Input("friends", Shape.of(3, 2), true),
                new Input("eyes", 3, 4, 2)),
            true,
            List.of(
                new Trunk(encoders, List.of(dense(9, Activation.TANH)), List.of(head("a", 2))),
                new Trunk(encoders.subList(2, 4), List.of(), List.of(head("b", 1))),
                trunk(List.of(dense(2, Activation.TANH)), head("c", 1)))),
        new NetworkSpec(
            List.of(
                new Input("place", 3),
                new Input("kinds", 2),
                new Input("friends", Shape.of(3, 2), true)),
            true,
            List.of(
                new Trunk(endings, List.of(dense(7, Activation.SILU)), List.of(head("a", 2))),
                new Trunk(endings.subList(0, 3), List.of(), List.of(head("b", 1))))));
  }

  private static NetworkSpec onVectors(int inputs, Layer... layers) {
    return new NetworkSpec(
        inputs, true, List.of(trunk(List.of(layers), head("policy", 3), head("value", 1))));
  }

  private static Layer noisy(int units, Activation activation) {
    return new Layer.NoisyDense(units, activation, 0.5f);
  }

  /** Odd images with strides and padding, channels that are and are not whole vectors. */
  private static List<NetworkSpec> convolutions() {
    return List.of(
        onImages(7, 5, 2, convolution(3, 3, 2, 1, Activation.TANH), dense(5, Activation.TANH)),
        onImages(
            9,
            8,
            1,
            convolution(16, 4, 3, 2, Activation.SILU),
            convolution(5, 2, 1, 1, Activation.SILU)),
        onImages(1, 1, 3, convolution(16, 1, 1, 0, Activation.RELU)),
        onImages(5, 6, 3, convolution(1, 3, 1, 0, Activation.IDENTITY)));
  }

  private static NetworkSpec onImages(int height, int width, int channels, Layer... layers) {
    return new NetworkSpec(
        List.of(new Input("eyes", height, width, channels)),
        true,
        List.of(trunk(List.of(layers), head("policy", 3), head("value", 1))));
  }

  private static Layer convolution(
      int channels, int kernel, int stride, int padding, Activation activation) {
    return new Layer.Convolution(
        channels, kernel, stride, padding, activation, Initialization.glorot());
  }

  /** Prime sizes, one unit, several heads on a trunk, and a head on the input itself. */
  private static NetworkSpec oddNetwork(Activation activation, boolean normalize) {
    return new NetworkSpec(
        3,
        normalize,
        List.of(
            trunk(
                List.of(dense(7, activation), dense(5, Activation.TANH), dense(11, activation)),
                head("a", 2),
                head("b", 1)),
            trunk(List.of(dense(1, activation)), head("c", 3)),
            trunk(List.of(), head("d", 1), head("e", 2))));
  }

  /** The usual networks of PPO on CartPole: 4 → 64 → 64 → 2 and 4 → 64 → 64 → 1. */
  private static NetworkSpec separateNetwork() {
    List<Layer> layers = List.of(dense(64, Activation.TANH), dense(64, Activation.TANH));
    return new NetworkSpec(
        4, false, List.of(trunk(layers, head("policy", 2)), trunk(layers, head("value", 1))));
  }

  private static Trunk trunk(List<Layer> layers, Head... heads) {
    return new Trunk(layers, List.of(heads));
  }

  private static Layer dense(int units, Activation activation) {
    return new Layer.Dense(units, activation, 1.4f);
  }

  private static Head head(String name, int units) {
    return new Head(name, units, 1f);
  }

  /**
   * A network with random parameters and, where it has one, a normaliser that clamps some inputs.
   */
  private static Network network(String backend, NetworkSpec spec, Workers workers) {
    Network network = Backends.named(backend).network(spec, workers);
    network.setParameters(randomParameters(spec));
    network.setNormalizer(mean(spec), scale(spec));
    return network;
  }

  private static float[] randomParameters(NetworkSpec spec) {
    RandomStream random = new RandomStream(1);
    float[] parameters = Initializer.parameters(spec, random);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += 0.1f * (float) random.nextGaussian();
    }
    return parameters;
  }

  private static float[] mean(NetworkSpec spec) {
    float[] mean = new float[spec.inputs()];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = 0.1f * i - 0.2f;
    }
    return mean;
  }

  private static float[] scale(NetworkSpec spec) {
    float[] scale = new float[spec.inputs()];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = i % 3 == 0 ? 6f : 0.7f + 0.1f * (i % 5);
    }
    return scale;
  }

  /** Gaussian inputs and images, small indices and counts, noise for layers that want it. */
  private static Sequences randomRows(NetworkSpec spec, int rows) {
    RandomStream random = new RandomStream(2);
    Structure structure = spec.structure();
    Sequences input = Sequences.of(spec, rows).use(rows);
    for (int i = 0; i < input.values().length; i++) {
      boolean whole = structure.isRaw(i % spec.inputs()) && !isOfImage(spec, i % spec.inputs());
      input.values()[i] = whole ? random.nextInt(3) : (float) random.nextGaussian();
    }
    new Noise(spec).draw(input, random);
    return input;
  }

  private static boolean isOfImage(NetworkSpec spec, int column) {
    int end = 0;
    for (Input input : spec.streams()) {
      end += input.shape().size();
      if (column < end) {
        return input.isImage();
      }
    }
    return false; // a count
  }

  private static void copyRows(Sequences from, int first, Sequences to, int rows) {
    int inputs = from.inputs();
    System.arraycopy(from.values(), first * inputs, to.values(), 0, rows * inputs);
    int noise = from.rowNoiseSize();
    System.arraycopy(from.rowNoise(), first * noise, to.rowNoise(), 0, rows * noise);
    System.arraycopy(from.passNoise(), 0, to.passNoise(), 0, from.passNoise().length);
  }

  /** The gradient of Σ y²/2 + Σ weight · y. */
  private static float lossGradient(int row, int output, float value) {
    return value + lossWeight(row, output);
  }

  private static float lossWeight(int row, int output) {
    return 0.3f * ((row * 7 + output * 3) % 5) - 0.5f;
  }

  private static Network.Loss loss(int outputs) {
    return (shard, firstRow, rows, values, gradients) -> {
      for (int row = 0; row < rows; row++) {
        for (int output = 0; output < outputs; output++) {
          int i = row * outputs + output;
          gradients[i] = lossGradient(firstRow + row, output, values[i]);
        }
      }
    };
  }

  private static double referenceLoss(
      ReferenceNetwork reference,
      double[] parameters,
      double[] inputs,
      Sequences noise,
      int firstRow,
      int end) {
    double[] rowNoise = ReferenceNetwork.widen(noise.rowNoise());
    double[] passNoise = ReferenceNetwork.widen(noise.passNoise());
    double loss = 0;
    for (int row = firstRow; row < end; row++) {
      double[] outputs = reference.forward(parameters, inputs, row, rowNoise, passNoise);
      for (int output = 0; output < outputs.length; output++) {
        double y = outputs[output];
        loss += y * y / 2 + lossWeight(row, output) * y;
      }
    }
    return loss;
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void outputsAreThoseOfTheReference(String backend, NetworkSpec spec) {
    ReferenceNetwork reference = new ReferenceNetwork(spec, mean(spec), scale(spec));
    double[] parameters = ReferenceNetwork.widen(randomParameters(spec));
    try (Network network = network(backend, spec, Workers.single())) {
      for (int rows : new int[] {1, 33, 301}) {
        Sequences input = randomRows(spec, rows);
        float[] outputs = new float[rows * spec.outputs()];
        network.inference(rows).forward(input, outputs);
        double[] inputs = ReferenceNetwork.widen(input.values());
        double[] rowNoise = ReferenceNetwork.widen(input.rowNoise());
        double[] passNoise = ReferenceNetwork.widen(input.passNoise());
        for (int row = 0; row < rows; row++) {
          double[] expected = reference.forward(parameters, inputs, row, rowNoise, passNoise);
          for (int output = 0; output < expected.length; output++) {
            double value = expected[output];
            assertThat((double) outputs[row * expected.length + output])
                .as("%d rows, row %d, output %d", rows, row, output)
                .isCloseTo(value, within(1e-5 * (1 + Math.abs(value))));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void gradientsAreThoseOfFiniteDifferences(String backend, NetworkSpec spec) {
    for (int rows : new int[] {1, 33}) {
      ReferenceNetwork reference = new ReferenceNetwork(spec, mean(spec), scale(spec));
      double[] parameters = ReferenceNetwork.widen(randomParameters(spec));
      Sequences input = randomRows(spec, rows);
      double[] inputs = ReferenceNetwork.widen(input.values());
      float[] gradients = new float[parameters.length];
      float[] inputGradients = new float[inputs.length];
      try (Network network = network(backend, spec, Workers.single())) {
        Network.Training training = network.training(rows, ADAM);
        float[] outputs = new float[rows * spec.outputs()];
        training.forward(input, outputs);
        float[] outputGradients = new float[outputs.length];
        loss(spec.outputs()).gradient(0, 0, rows, outputs, outputGradients);
        training.backward(outputGradients, inputGradients);
        training.getGradients(gradients);
      }
      double h = 1e-5;
      int stride = Math.max(1, parameters.length / 500); // of large networks, some of each matrix
      for (int p = 0; p < parameters.length; p += stride) {
        double kept = parameters[p];
        parameters[p] = kept + h;
        double up = referenceLoss(reference, parameters, inputs, input, 0, rows);
        parameters[p] = kept - h;
        double down = referenceLoss(reference, parameters, inputs, input, 0, rows);
        parameters[p] = kept;
        double slope = (up - down) / (2 * h);
        assertThat((double) gradients[p])
            .as("%d rows, parameter %d", rows, p)
            .isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
      }
      for (int i = 0; i < inputs.length; i++) {
        int row = i / spec.inputs();
        double kept = inputs[i];
        inputs[i] = kept + h;
        double up = referenceLoss(reference, parameters, inputs, input, row, row + 1);
        inputs[i] = kept - h;
        double down = referenceLoss(reference, parameters, inputs, input, row, row + 1);
        inputs[i] = kept;
        double slope = (up - down) / (2 * h);
        assertThat((double) inputGradients[i])
            .as("%d rows, input %d", rows, i)
            .isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
      }
    }
  }

  @Test
  void someInputsOfTheseTestsAreClamped() {
    NetworkSpec spec = oddNetwork(Activation.TANH, true);
    Sequences input = randomRows(spec, 33);
    int clamped = 0;
    for (int row = 0; row < 33; row++) {
      if (Math.abs((input.values()[row * 3] - mean(spec)[0]) * scale(spec)[0]) > 5) {
        clamped++;
      }
    }
    assertThat(clamped).isBetween(3, 30);
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void rowsDoNotDependOnTheirBatch(String backend, NetworkSpec spec) {
    int width = spec.outputs();
    Sequences all = randomRows(spec, 301);
    try (Network network = network(backend, spec, Workers.single())) {
      Network.Inference inference = network.inference(301);
      float[] expected = new float[301 * width];
      Sequences one = Sequences.of(spec, 1).use(1);
      float[] outputs = new float[width];
      for (int row = 0; row < 301; row++) {
        copyRows(all, row, one, 1);
        inference.forward(one, outputs);
        System.arraycopy(outputs, 0, expected, row * width, width);
      }
      Network.Training training = network.training(301, ADAM);
      for (int rows = 1; rows <= 301; rows = rows < 33 ? rows + 1 : rows + 67) {
        int first = 301 - rows;
        Sequences input = Sequences.of(spec, rows).use(rows);
        copyRows(all, first, input, rows);
        float[] batch = new float[rows * width];
        float[] wanted = Arrays.copyOfRange(expected, first * width, 301 * width);
        inference.forward(input, batch);
        assertSame(backend, rows + " rows, inference", batch, wanted);
        training.forward(input, batch);
        assertSame(backend, rows + " rows, training", batch, wanted);
        training.forwardBackward(
            input,
            (shard, firstRow, count, values, gradients) -> {
              System.arraycopy(values, 0, batch, firstRow * width, count * width);
              Arrays.fill(gradients, 0, count * width, 0);
            });
        assertSame(backend, rows + " rows, fused", batch, wanted);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shardsCoverAllRowsInOrder(String backend) {
    NetworkSpec spec = separateNetwork();
    try (Network network = network(backend, spec, Workers.single())) {
      Network.Training training = network.training(5000, ADAM);
      for (int rows : new int[] {0, 1, 64, 127, 128, 129, 1000, 4999, 5000}) {
        int[] next = {0, 0};
        training.forwardBackward(
            randomRows(spec, 5000).use(rows),
            (shard, firstRow, count, values, gradients) -> {
              assertThat(shard).isEqualTo(next[0]++);
              assertThat(firstRow).isEqualTo(next[1]);
              assertThat(count).isPositive();
              next[1] += count;
              Arrays.fill(gradients, 0, count * spec.outputs(), 0);
            });
        assertThat(next[1]).isEqualTo(rows);
        assertThat(training.shards(rows)).isEqualTo(next[0]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void resultsDoNotDependOnTheNumberOfThreads(String backend) {
    NetworkSpec wide =
        new NetworkSpec(
            5,
            true,
            List.of(
                trunk(
                    List.of(dense(300, Activation.SILU), dense(211, Activation.TANH)),
                    head("policy", 3))));
    List<NetworkSpec> specs = new ArrayList<>(List.of(separateNetwork(), wide));
    specs.addAll(convolutions());
    specs.addAll(layers());
    specs.addAll(heads());
    specs.addAll(encoders());
    for (NetworkSpec spec : specs) {
      float[] single = trained(backend, spec, 1);
      assertSame(backend, "two threads", trained(backend, spec, 2), single);
      assertSame(backend, "three threads", trained(backend, spec, 3), single);
    }
  }

  /** Parameters after a few steps on several shards, with the norms and the last gradients. */
  private static float[] trained(String backend, NetworkSpec spec, int threads) {
    int rows = 1003;
    try (Workers workers = new Workers(threads);
        Network network = network(backend, spec, workers)) {
      Network.Training training = network.training(rows, ADAM);
      if (EXACT.contains(backend)) {
        assertThat(training.shards(rows)).isGreaterThan(4);
      }
      Sequences input = randomRows(spec, rows);
      int count = network.parameterCount();
      float[] result = new float[2 * count + 4];
      for (int step = 0; step < 4; step++) {
        training.forwardBackward(input, loss(spec.outputs()));
        result[2 * count + step] = training.step(1e-2f, 1f);
      }
      float[] gradients = new float[count];
      training.forwardBackward(input, loss(spec.outputs()));
      training.getGradients(gradients);
      network.getParameters(result);
      System.arraycopy(gradients, 0, result, count, count);
      return result;
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void backendsAgree(String backend) {
    for (NetworkSpec spec : specs()) {
      float[] scalar = trained("scalar", spec, 1);
      float[] other = trained(backend, spec, 1);
      float largest = 0;
      for (float value : scalar) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(largest).isGreaterThan(0.1f);
      int parameters = new ParameterLayout(spec).size();
      for (int i = 0; i < parameters; i++) {
        assertThat(other[i])
            .as("%s, parameter %d", spec, i)
            .isCloseTo(scalar[i], within(1e-4f * (1 + Math.abs(scalar[i]))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void separatePassesGiveTheFusedGradients(String backend, NetworkSpec spec) {
    int rows = 301;
    Sequences input = randomRows(spec, rows);
    try (Network network = network(backend, spec, Workers.single())) {
      Network.Training training = network.training(rows, ADAM);
      float[] fused = new float[network.parameterCount()];
      training.forwardBackward(input, loss(spec.outputs()));
      training.getGradients(fused);
      training.zeroGradients();
      float[] outputs = new float[rows * spec.outputs()];
      training.forward(input, outputs);
      float[] outputGradients = new float[outputs.length];
      loss(spec.outputs()).gradient(0, 0, rows, outputs, outputGradients);
      training.backward(outputGradients, new float[0]);
      float[] separate = new float[fused.length];
      training.getGradients(separate);
      assertSame(backend, "gradients", separate, fused);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void gradientsAddUpUntilTheyAreCleared(String backend) {
    NetworkSpec spec = separateNetwork();
    Sequences input = randomRows(spec, 20);
    try (Network network = network(backend, spec, Workers.single())) {
      Network.Training training = network.training(20, ADAM);
      float[] once = new float[network.parameterCount()];
      training.forwardBackward(input, loss(3));
      training.getGradients(once);
      training.forwardBackward(input, loss(3));
      float[] twice = new float[once.length];
      training.getGradients(twice);
      for (int i = 0; i < once.length; i++) {
        assertThat(twice[i]).isCloseTo(2 * once[i], within(1e-4f * (1 + Math.abs(once[i]))));
      }
      training.zeroGradients();
      training.getGradients(twice);
      assertThat(twice).containsOnly(0f);
      training.forwardBackward(input, loss(3));
      training.step(1e-3f, Float.POSITIVE_INFINITY);
      training.getGradients(twice);
      assertThat(twice).containsOnly(0f);
    }
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void parametersAndMomentsComeBackAsTheyWereSet(String backend, NetworkSpec spec) {
    try (Network network = network(backend, spec, Workers.single())) {
      int count = network.parameterCount();
      assertThat(count).isEqualTo(new ParameterLayout(spec).size());
      float[] parameters = new float[count];
      float[] first = new float[count];
      float[] second = new float[count];
      for (int i = 0; i < count; i++) {
        parameters[i] = i + 1;
        first[i] = -i - 1;
        second[i] = i + 0.5f;
      }
      network.setParameters(parameters);
      Network.Training training = network.training(1, ADAM);
      training.setOptimizer(17, first, second);
      float[] a = new float[count];
      float[] b = new float[count];
      network.getParameters(a);
      assertThat(a).isEqualTo(parameters);
      training.getOptimizer(a, b);
      assertThat(a).isEqualTo(first);
      assertThat(b).isEqualTo(second);
      assertThat(training.steps()).isEqualTo(17);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aRestoredTrainingGoesOnAsIfItHadNotStopped(String backend) {
    NetworkSpec spec = separateNetwork();
    Sequences input = randomRows(spec, 50);
    try (Network network = network(backend, spec, Workers.single());
        Network restored = network(backend, spec, Workers.single())) {
      Network.Training training = network.training(50, ADAM);
      for (int step = 0; step < 3; step++) {
        training.forwardBackward(input, loss(3));
        training.step(1e-2f, 1f);
      }
      int count = network.parameterCount();
      float[] parameters = new float[count];
      float[] first = new float[count];
      float[] second = new float[count];
      network.getParameters(parameters);
      training.getOptimizer(first, second);
      restored.setParameters(parameters);
      Network.Training resumed = restored.training(50, ADAM);
      resumed.setOptimizer(training.steps(), first, second);
      for (Network.Training each : List.of(training, resumed)) {
        each.forwardBackward(input, loss(3));
        each.step(1e-2f, 1f);
      }
      float[] resumedParameters = new float[count];
      network.getParameters(parameters);
      restored.getParameters(resumedParameters);
      assertSame(backend, "parameters", resumedParameters, parameters);
    }
  }

  /** y = w x + b with w = 3 and b = -1, for arithmetic by hand. */
  private static Network line(String backend) {
    NetworkSpec spec = new NetworkSpec(1, false, List.of(trunk(List.of(), head("y", 1))));
    Network network = Backends.named(backend).network(spec, Workers.single());
    network.setParameters(new float[] {3, -1});
    return network;
  }

  private static void pass(Network.Training training, float x, float outputGradient) {
    Sequences input = Sequences.rows(1, 1).use(1);
    input.values()[0] = x;
    training.forwardBackward(
        input, (shard, firstRow, rows, values, gradients) -> gradients[0] = outputGradient);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void adamTakesTheStepsOfThePaper(String backend) {
    try (Network network = line(backend)) {
      Network.Training training = network.training(1, new Adam(0.9f, 0.99f, 0.01f));
      float[] parameters = new float[2];

      pass(training, 2, 0.5f); // dw = 1, db = 0.5
      assertThat(training.step(0.1f, 10)).isCloseTo((float) Math.sqrt(1.25), within(1e-6f));
      network.getParameters(parameters);
      // after bias correction the first step is lr · g / (|g| + eps)
      assertThat(parameters[0]).isCloseTo(3 - 0.1f / 1.01f, within(1e-6f));
      assertThat(parameters[1]).isCloseTo(-1 - 0.1f * 0.5f / 0.51f, within(1e-6f));

      pass(training, -3, 1); // dw = -3, db = 1
      training.step(0.2f, 10);
      network.getParameters(parameters);
      double m = (0.9 * 0.1 * 1 + 0.1 * -3) / (1 - 0.81);
      double v = (0.99 * 0.01 * 1 + 0.01 * 9) / (1 - 0.99 * 0.99);
      double w = 3 - 0.1 / 1.01 - 0.2 * m / (Math.sqrt(v) + 0.01);
      assertThat(parameters[0]).isCloseTo((float) w, within(2e-6f));
      assertThat(training.steps()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void clippingScalesAllGradientsToTheNorm(String backend) {
    try (Network network = line(backend)) {
      Network.Training training = network.training(1, ADAM);
      pass(training, 0.75f, 4); // dw = 3, db = 4: norm 5
      assertThat(training.step(0.1f, 1)).isEqualTo(5);
      float[] first = new float[2];
      float[] second = new float[2];
      training.getOptimizer(first, second);
      assertThat(first[0]).isCloseTo(0.1f * 3 / 5, within(1e-6f));
      assertThat(first[1]).isCloseTo(0.1f * 4 / 5, within(1e-6f));
      assertThat(second[0]).isCloseTo(0.001f * 9 / 25, within(1e-7f));
      pass(training, 0.75f, 4);
      assertThat(training.step(0.1f, 5)).isEqualTo(5);
    }
  }

  /** y = activation(x): one unit of weight one between input and output. */
  private static Network function(String backend, Activation activation) {
    NetworkSpec spec =
        new NetworkSpec(1, false, List.of(trunk(List.of(dense(1, activation)), head("y", 1))));
    Network network = Backends.named(backend).network(spec, Workers.single());
    network.setParameters(new float[] {1, 0, 1, 0});
    return network;
  }

  @ParameterizedTest
  @MethodSource("backends")
  void tanhIsWithinHalfAMillionthOverAllFloats(String backend) {
    int rows = 1 << 16;
    Sequences input = Sequences.rows(rows, 1).use(rows);
    float[] outputs = new float[rows];
    try (Network network = function(backend, Activation.TANH)) {
      Network.Inference inference = network.inference(rows);
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < rows; i++) {
          // every 65536th bit pattern, then the interesting range evenly
          input.values()[i] =
              pass == 0 ? Float.intBitsToFloat(i << 16 | i) : (i - rows / 2) * (20f / rows);
        }
        inference.forward(input, outputs);
        for (int i = 0; i < rows; i++) {
          float x = input.values()[i];
          if (Float.isNaN(x)) {
            assertThat(outputs[i]).isNaN();
          } else if (!(Math.abs(outputs[i] - Math.tanh(x)) <= 5e-7) || Math.abs(outputs[i]) > 1) {
            assertThat(outputs[i]).as("tanh %s", x).isCloseTo((float) Math.tanh(x), within(5e-7f));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void infinitiesSaturateAndNanStays(String backend) {
    float infinity = Float.POSITIVE_INFINITY;
    float[] outputs = new float[3];
    Sequences input = Sequences.rows(3, 1).use(3);
    System.arraycopy(new float[] {infinity, -infinity, Float.NaN}, 0, input.values(), 0, 3);
    for (Activation activation : Activation.values()) {
      try (Network network = function(backend, activation)) {
        network.inference(3).forward(input, outputs);
        assertThat(outputs[0]).isEqualTo(activation == Activation.TANH ? 1 : infinity);
        assertThat(outputs[2]).isNaN();
        if (activation == Activation.TANH) {
          assertThat(outputs[1]).isEqualTo(-1);
        } else if (activation == Activation.RELU) {
          assertThat(outputs[1]).isEqualTo(0);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aNanShowsInTheNormAndIsGoneAfterRestoring(String backend) {
    NetworkSpec spec = oddNetwork(Activation.SILU, true);
    Sequences input = randomRows(spec, 40);
    try (Network network = network(backend, spec, Workers.single())) {
      Network.Training training = network.training(40, ADAM);
      int count = network.parameterCount();
      float[] good = new float[count];
      network.getParameters(good);
      Sequences bad = randomRows(spec, 40);
      bad.values()[7] = Float.NaN;
      training.forwardBackward(bad, loss(spec.outputs()));
      assertThat(training.step(1e-3f, 1f)).isNaN();
      network.setParameters(good);
      training.setOptimizer(0, new float[count], new float[count]);
      training.zeroGradients();
      training.forwardBackward(input, loss(spec.outputs()));
      assertThat(training.step(1e-3f, 1f)).isFinite();
      network.getParameters(good);
      for (float parameter : good) {
        assertThat(parameter).isFinite();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void nothingIsAllocatedAfterWarmUp(String backend) {
    assumeThat(EXACT).contains(backend); // the memory of others is bounded, and tested with them
    for (NetworkSpec spec : specs()) {
      int rows = 40;
      Sequences input = randomRows(spec, rows);
      try (Network network = network(backend, spec, Workers.single())) {
        Network.Training training = network.training(rows, ADAM);
        Network.Inference inference = network.inference(rows);
        Network.Loss loss = loss(spec.outputs());
        float[] outputs = new float[rows * spec.outputs()];
        float[] outputGradients = new float[outputs.length];
        float[] inputGradients = new float[input.values().length];
        Allocations.assertNone(200, () -> inference.forward(input, outputs));
        Allocations.assertNone(
            200,
            () -> {
              training.forwardBackward(input, loss);
              training.step(1e-4f, 0.5f);
            });
        Allocations.assertNone(
            200,
            () -> {
              training.forward(input, outputs);
              training.backward(outputGradients, inputGradients);
              training.zeroGradients();
            });
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void wrongSizesAreNamed(String backend) {
    NetworkSpec spec = separateNetwork();
    try (Network network = network(backend, spec, Workers.single())) {
      Network.Inference inference = network.inference(8);
      assertThatThrownBy(() -> inference.forward(Sequences.rows(9, 4).use(9), new float[27]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("9 rows")
          .hasMessageContaining("8");
      assertThatThrownBy(() -> inference.forward(Sequences.rows(2, 5).use(2), new float[6]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("5 numbers")
          .hasMessageContaining("4 inputs");
      assertThatThrownBy(() -> inference.forward(Sequences.rows(2, 4).use(2), new float[5]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("outputs")
          .hasMessageContaining("6");
      Network.Training training = network.training(8, ADAM);
      assertThatThrownBy(() -> training.backward(new float[24], new float[0]))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> network.training(8, ADAM)).isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void anExceptionInTheLossPassesOnAndTheNextPassWorks(String backend) {
    NetworkSpec spec = separateNetwork();
    int rows = 1000;
    Sequences input = randomRows(spec, rows);
    try (Workers workers = new Workers(2);
        Network network = network(backend, spec, workers)) {
      Network.Training training = network.training(rows, ADAM);
      float[] expected = new float[network.parameterCount()];
      training.forwardBackward(input, loss(3));
      training.getGradients(expected);
      training.zeroGradients();
      assertThatThrownBy(
              () ->
                  training.forwardBackward(
                      input,
                      (shard, firstRow, count, values, gradients) -> {
                        loss(3).gradient(shard, firstRow, count, values, gradients);
                        if (firstRow + count == rows) {
                          throw new IllegalStateException("the last shard");
                        }
                      }))
          .hasMessage("the last shard");
      training.zeroGradients();
      training.forwardBackward(input, loss(3));
      float[] gradients = new float[expected.length];
      training.getGradients(gradients);
      assertSame(backend, "gradients", gradients, expected);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void zeroNoiseIsAsGoodAsNone(String backend) {
    List<NetworkSpec> noisy = new ArrayList<>(layers());
    noisy.addAll(heads());
    for (NetworkSpec spec : noisy) {
      Sequences drawn = randomRows(spec, 9);
      Sequences zero = Sequences.of(spec, 9).use(9);
      Sequences none = Sequences.rows(9, spec.inputs()).use(9);
      System.arraycopy(drawn.values(), 0, zero.values(), 0, zero.values().length);
      System.arraycopy(drawn.values(), 0, none.values(), 0, none.values().length);
      List<float[]> results = new ArrayList<>();
      for (Sequences input : List.of(drawn, zero, none)) {
        try (Network network = network(backend, spec, Workers.single())) {
          float[] outputs = new float[9 * spec.outputs()];
          network.inference(9).forward(input, outputs);
          Network.Training training = network.training(9, ADAM);
          training.forwardBackward(input, loss(spec.outputs()));
          float[] gradients = new float[network.parameterCount()];
          training.getGradients(gradients);
          results.add(outputs);
          results.add(gradients);
        }
      }
      assertThat(results.get(4)).isEqualTo(results.get(2));
      for (int i = 0; i < results.get(5).length; i++) {
        assertThat(results.get(5)[i] == results.get(3)[i]).as("gradient %d", i).isTrue();
      }
      Structure structure = spec.structure();
      if (structure.rowNoise() + structure.passNoise() > 0) {
        assertThat(results.get(0)).isNotEqualTo(results.get(2));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void noiseOfAnotherNetworkIsRefused(String backend) {
    NetworkSpec spec = onVectors(5, new Layer.Dropout(0.2f), noisy(3, Activation.TANH));
    try (Network network = network(backend, spec, Workers.single())) {
      Sequences wrong = new Sequences(1, 5, 0, 4, 8).use(1);
      assertThatThrownBy(() -> network.inference(1).forward(wrong, new float[4]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("4 numbers of noise a row and 8 a pass")
          .hasMessageContaining("wants 5 and 8");
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void anIndexBeyondTheEmbeddingIsNamed(String backend) {
    NetworkSpec spec = onVectors(2, new Layer.Embedding(5, 3));
    try (Network network = network(backend, spec, Workers.single())) {
      Sequences input = Sequences.rows(1, 2).use(1);
      Network.Inference inference = network.inference(1);
      for (float index : new float[] {5, -1, Float.NaN}) {
        input.values()[1] = index;
        assertThatThrownBy(() -> inference.forward(input, new float[4]))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("trunk0/embedding0: the index " + index + " is not in [0, 5)");
      }
      input.values()[1] = 4;
      inference.forward(input, new float[4]);
    }
  }
}
