package io.github.gdxbrains.nn;

import static io.github.gdxbrains.nn.BackendConformanceTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every backend with attention must do. The networks here have entities, a vector, and a count
 * in the last column where the entities are counted.
 */
final class AttentionConformanceTest {
  private static final Adam ADAM = new Adam(0.9f, 0.999f, 1e-5f);

  static Stream<String> backends() {
    return BackendConformanceTest.backends();
  }

  static Stream<Arguments> backendsAndSpecs() {
    return backends().flatMap(backend -> specs().stream().map(spec -> Arguments.of(backend, spec)));
  }

  private static List<NetworkSpec> specs() {
    return List.of(
        spec(1, 1, true, 1, 1),
        spec(5, 3, true, 4, 2),
        spec(7, 4, false, 15, 3),
        spec(19, 6, true, 32, 4));
  }

  private static NetworkSpec spec(int most, int features, boolean counted, int units, int heads) {
    return new NetworkSpec(
        List.of(new Input("entities", Shape.of(most, features), counted), new Input("self", 2)),
        false,
        List.of(
            new Trunk(
                List.of(
                    new Encoder("entities", new Layer.Attention(units, heads)),
                    new Encoder("self")),
                List.of(),
                List.of(new Head("policy", 3, 1f)))));
  }

  private static Input entities(NetworkSpec spec) {
    return spec.streams().get(0);
  }

  private static int most(NetworkSpec spec) {
    return entities(spec).shape().dimension(0);
  }

  private static int features(NetworkSpec spec) {
    return entities(spec).shape().dimension(1);
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

  /** Rows with all counts from none to all of the entities. */
  private static Sequences batch(NetworkSpec spec, int rows) {
    RandomStream random = new RandomStream(2);
    Sequences input = Sequences.of(spec, rows).use(rows);
    for (int i = 0; i < input.values().length; i++) {
      input.values()[i] = (float) random.nextGaussian();
    }
    for (int row = 0; row < rows && entities(spec).counted(); row++) {
      setCount(spec, input, row, (row + 3) % (most(spec) + 1));
    }
    return input;
  }

  private static void setCount(NetworkSpec spec, Sequences input, int row, float count) {
    input.values()[(row + 1) * spec.inputs() - 1] = count;
  }

  private static int count(NetworkSpec spec, Sequences input, int row) {
    return entities(spec).counted()
        ? (int) input.values()[(row + 1) * spec.inputs() - 1]
        : most(spec);
  }

  private static float lossWeight(int row, int output) {
    return 0.3f * ((row * 7 + output * 3) % 5) - 0.5f;
  }

  /** The gradient of Σ y²/2 + Σ weight · y. */
  private static Network.Loss loss() {
    return (shard, firstRow, rows, values, gradients) -> {
      for (int i = 0; i < rows * 3; i++) {
        gradients[i] = values[i] + lossWeight(firstRow + i / 3, i % 3);
      }
    };
  }

  /** The equations of {@link Layer.Attention} and the head, in double, as plainly as possible. */
  private static double[] reference(
      NetworkSpec spec, double[] parameters, double[] inputs, int row) {
    List<ParameterLayout.Slice> slices = new ParameterLayout(spec).slices();
    int units = slices.get(0).units();
    int from = row * spec.inputs();
    int features = features(spec);
    int count = entities(spec).counted() ? (int) inputs[from + spec.inputs() - 1] : most(spec);
    int heads = ((Layer.Attention) spec.structure().layers().get(0).layer()).heads();
    int size = units / heads;
    double[][] e = new double[count][];
    double[][][] qkv = new double[3][count][];
    for (int i = 0; i < count; i++) {
      int at = from + i * features;
      double[] x = Arrays.copyOfRange(inputs, at, at + features);
      e[i] = RecurrentReference.affine(parameters, slices.get(0), x);
      for (int u = 0; u < units; u++) {
        e[i][u] *= RecurrentReference.sigmoid(e[i][u]);
      }
      for (int part = 0; part < 3; part++) {
        qkv[part][i] = RecurrentReference.affine(parameters, slices.get(1 + part), e[i]);
      }
    }
    double[] y = new double[units + 2];
    for (int i = 0; i < count; i++) {
      double[] a = new double[units];
      for (int head = 0; head < heads; head++) {
        double[] weights = new double[count];
        double sum = 0;
        for (int j = 0; j < count; j++) {
          double dot = 0;
          for (int u = head * size; u < (head + 1) * size; u++) {
            dot += qkv[0][i][u] * qkv[1][j][u];
          }
          weights[j] = Math.exp(dot / Math.sqrt(size));
          sum += weights[j];
        }
        for (int j = 0; j < count; j++) {
          for (int u = head * size; u < (head + 1) * size; u++) {
            a[u] += weights[j] / sum * qkv[2][j][u];
          }
        }
      }
      double[] r = RecurrentReference.affine(parameters, slices.get(4), a);
      for (int u = 0; u < units; u++) {
        y[u] += (e[i][u] + r[u]) / count;
      }
    }
    int self = from + most(spec) * features;
    System.arraycopy(inputs, self, y, units, 2);
    return RecurrentReference.affine(parameters, slices.get(5), y);
  }

  private static double referenceLoss(
      NetworkSpec spec, double[] parameters, double[] inputs, int first, int end) {
    double loss = 0;
    for (int row = first; row < end; row++) {
      double[] y = reference(spec, parameters, inputs, row);
      for (int output = 0; output < 3; output++) {
        loss += y[output] * y[output] / 2 + lossWeight(row, output) * y[output];
      }
    }
    return loss;
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void outputsAreThoseOfTheReference(String backend, NetworkSpec spec) {
    double[] parameters = ReferenceNetwork.widen(randomParameters(spec));
    try (Network network = network(backend, spec, Workers.single())) {
      for (int rows : new int[] {1, 33, 150}) {
        Sequences input = batch(spec, rows);
        float[] outputs = new float[rows * 3];
        network.inference(rows).forward(input, outputs);
        double[] inputs = ReferenceNetwork.widen(input.values());
        for (int row = 0; row < rows; row++) {
          double[] expected = reference(spec, parameters, inputs, row);
          for (int output = 0; output < 3; output++) {
            assertThat((double) outputs[row * 3 + output])
                .as("%d rows, row %d, output %d", rows, row, output)
                .isCloseTo(expected[output], within(1e-5 * (1 + Math.abs(expected[output]))));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void gradientsAreThoseOfFiniteDifferences(String backend, NetworkSpec spec) {
    int rows = 22;
    Sequences input = batch(spec, rows);
    double[] parameters = ReferenceNetwork.widen(randomParameters(spec));
    double[] inputs = ReferenceNetwork.widen(input.values());
    float[] gradients = new float[parameters.length];
    float[] inputGradients = new float[inputs.length];
    try (Network network = network(backend, spec, Workers.single())) {
      Network.Training training = network.training(rows, ADAM);
      float[] outputs = new float[rows * 3];
      float[] outputGradients = new float[outputs.length];
      training.forward(input, outputs);
      loss().gradient(0, 0, rows, outputs, outputGradients);
      training.backward(outputGradients, inputGradients);
      training.getGradients(gradients);
    }
    int stride = Math.max(1, parameters.length / 400); // of the largest network, some
    for (int p = 0; p < parameters.length; p += stride) {
      double slope = slope(spec, parameters, p, parameters, inputs, 0, rows);
      assertThat((double) gradients[p])
          .as("parameter %d", p)
          .isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
    }
    for (int i = 0; i < inputs.length; i++) {
      int row = i / spec.inputs();
      boolean isCount = entities(spec).counted() && (i + 1) % spec.inputs() == 0;
      double slope = isCount ? 0 : slope(spec, inputs, i, parameters, inputs, row, row + 1);
      assertThat((double) inputGradients[i])
          .as("input %d of row %d", i % spec.inputs(), row)
          .isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
    }
  }

  private static double slope(
      NetworkSpec spec,
      double[] varied,
      int index,
      double[] parameters,
      double[] inputs,
      int first,
      int end) {
    double h = 1e-5;
    double kept = varied[index];
    varied[index] = kept + h;
    double up = referenceLoss(spec, parameters, inputs, first, end);
    varied[index] = kept - h;
    double down = referenceLoss(spec, parameters, inputs, first, end);
    varied[index] = kept;
    return (up - down) / (2 * h);
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void theOrderOfTheEntitiesDoesNotMatter(String backend, NetworkSpec spec) {
    int rows = 40;
    Sequences input = batch(spec, rows);
    Sequences permuted = batch(spec, rows);
    RandomStream random = new RandomStream(3);
    int features = features(spec);
    for (int row = 0; row < rows; row++) {
      for (int i = count(spec, input, row) - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        for (int k = 0; k < features; k++) {
          int a = row * spec.inputs() + i * features + k;
          int b = row * spec.inputs() + j * features + k;
          float kept = permuted.values()[a];
          permuted.values()[a] = permuted.values()[b];
          permuted.values()[b] = kept;
        }
      }
    }
    try (Network network = network(backend, spec, Workers.single())) {
      float[] expected = new float[rows * 3];
      float[] outputs = new float[rows * 3];
      network.inference(rows).forward(input, expected);
      network.inference(rows).forward(permuted, outputs);
      for (int i = 0; i < outputs.length; i++) {
        assertThat(outputs[i]).isCloseTo(expected[i], within(1e-5f * (1 + Math.abs(expected[i]))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void entitiesBeyondTheCountHaveNoInfluence(String backend, NetworkSpec spec) {
    int rows = 40;
    Sequences input = batch(spec, rows);
    Sequences other = batch(spec, rows);
    for (int row = 0; row < rows; row++) {
      int from = row * spec.inputs();
      int first = from + count(spec, input, row) * features(spec);
      Arrays.fill(other.values(), first, from + entities(spec).shape().size(), Float.NaN);
    }
    try (Network network = network(backend, spec, Workers.single())) {
      Network.Training training = network.training(rows, ADAM);
      float[] expected = results(training, input, spec);
      assertSame(backend, "results", results(training, other, spec), expected);
    }
  }

  /** Outputs, gradients of parameters and gradients of inputs. */
  private static float[] results(Network.Training training, Sequences input, NetworkSpec spec) {
    int rows = input.rowCount();
    int parameters = new ParameterLayout(spec).size();
    float[] outputs = new float[rows * 3];
    float[] outputGradients = new float[rows * 3];
    float[] inputGradients = new float[rows * spec.inputs()];
    float[] gradients = new float[parameters];
    training.zeroGradients();
    training.forward(input, outputs);
    loss().gradient(0, 0, rows, outputs, outputGradients);
    training.backward(outputGradients, inputGradients);
    training.getGradients(gradients);
    float[] all = Arrays.copyOf(outputs, outputs.length + parameters + inputGradients.length);
    System.arraycopy(gradients, 0, all, outputs.length, parameters);
    System.arraycopy(inputGradients, 0, all, outputs.length + parameters, inputGradients.length);
    return all;
  }

  @ParameterizedTest
  @MethodSource("backends")
  void withoutEntitiesThePooledVectorIsZero(String backend) {
    NetworkSpec spec = spec(5, 3, true, 4, 2);
    Sequences input = batch(spec, 3);
    setCount(spec, input, 0, 0);
    setCount(spec, input, 1, -2);
    setCount(spec, input, 2, Float.NaN);
    List<ParameterLayout.Slice> slices = new ParameterLayout(spec).slices();
    double[] parameters = ReferenceNetwork.widen(randomParameters(spec));
    try (Network network = network(backend, spec, Workers.single())) {
      float[] results = results(network.training(3, ADAM), input, spec);
      for (int row = 0; row < 3; row++) {
        double[] y = new double[6];
        int self = row * spec.inputs() + 15;
        y[4] = input.values()[self];
        y[5] = input.values()[self + 1];
        double[] expected = RecurrentReference.affine(parameters, slices.get(5), y);
        for (int output = 0; output < 3; output++) {
          assertThat((double) results[row * 3 + output]).isCloseTo(expected[output], within(1e-5));
        }
      }
      int attention = slices.get(5).offset();
      assertThat(Arrays.copyOfRange(results, 9, 9 + attention)).containsOnly(0);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void moreThanAllEntitiesAreAll(String backend) {
    NetworkSpec spec = spec(5, 3, true, 4, 2);
    Sequences input = batch(spec, 2);
    System.arraycopy(input.values(), 0, input.values(), spec.inputs(), spec.inputs());
    setCount(spec, input, 0, 5);
    setCount(spec, input, 1, 1e9f);
    float[] outputs = new float[6];
    try (Network network = network(backend, spec, Workers.single())) {
      network.inference(2).forward(input, outputs);
      assertSame(backend, "outputs", Arrays.copyOf(outputs, 3), Arrays.copyOfRange(outputs, 3, 6));
    }
  }

  @ParameterizedTest
  @MethodSource("backendsAndSpecs")
  void rowsDoNotDependOnTheirBatch(String backend, NetworkSpec spec) {
    int all = 90;
    Sequences input = batch(spec, all);
    try (Network network = network(backend, spec, Workers.single())) {
      float[] expected = new float[all * 3];
      Network.Inference inference = network.inference(all);
      Network.Training training = network.training(all, ADAM);
      inference.forward(input, expected);
      for (int rows = 1; rows <= all; rows = rows < 34 ? rows + 1 : rows + 28) {
        int first = all - rows;
        Sequences some = Sequences.of(spec, rows).use(rows);
        int width = spec.inputs();
        System.arraycopy(input.values(), first * width, some.values(), 0, rows * width);
        float[] wanted = Arrays.copyOfRange(expected, first * 3, all * 3);
        float[] outputs = new float[rows * 3];
        inference.forward(some, outputs);
        assertSame(backend, rows + " rows, inference", outputs, wanted);
        training.forward(some, outputs);
        assertSame(backend, rows + " rows, training", outputs, wanted);
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
      Sequences input = batch(spec, 503);
      Network.Training training = network.training(input.rowCount(), ADAM);
      int count = network.parameterCount();
      float[] result = new float[count + 4];
      for (int step = 0; step < 4; step++) {
        training.forwardBackward(input, loss());
        result[count + step] = training.step(1e-3f, 1f);
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
    Sequences input = batch(spec, 21);
    Sequences bad = batch(spec, 40);
    Arrays.fill(bad.values(), Float.NaN);
    for (int row = 0; row < 40 && entities(spec).counted(); row++) {
      setCount(spec, bad, row, most(spec));
    }
    try (Network network = network(backend, spec, Workers.single())) {
      Network.Training training = network.training(40, ADAM);
      float[] expected = results(training, input, spec);
      assertThat(results(training, bad, spec)).contains(Float.NaN);
      assertSame(backend, "results", results(training, input, spec), expected);
      assertThat(training.step(0, 1f)).isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void nothingIsAllocatedAfterWarmUp(String backend) {
    assumeThat(BackendConformanceTest.EXACT).contains(backend);
    NetworkSpec spec = spec(5, 3, true, 12, 2);
    int rows = 20;
    Sequences input = batch(spec, rows);
    try (Network network = network(backend, spec, Workers.single())) {
      Network.Training training = network.training(rows, ADAM);
      Network.Inference inference = network.inference(rows);
      Network.Loss loss = loss();
      float[] outputs = new float[rows * 3];
      float[] outputGradients = new float[outputs.length];
      float[] inputGradients = new float[input.values().length];
      RecurrentConformanceTest.assertAllocatesNothing(() -> inference.forward(input, outputs));
      RecurrentConformanceTest.assertAllocatesNothing(
          () -> {
            training.forwardBackward(input, loss);
            training.step(1e-4f, 0.5f);
            training.forward(input, outputs);
            training.backward(outputGradients, inputGradients);
            training.zeroGradients();
          });
    }
  }
}
