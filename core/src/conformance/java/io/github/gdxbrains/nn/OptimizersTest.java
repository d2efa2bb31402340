package io.github.gdxbrains.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every optimiser on every backend against the algorithm that its paper or PyTorch gives. */
@SupportedLanes
final class OptimizersTest {
  /** Constants that differ from each other and from their defaults. */
  private static final List<Optimizer> OPTIMIZERS =
      List.of(
          new Adam(0.8f, 0.95f, 0.01f),
          new AdamW(new Adam(0.8f, 0.95f, 0.01f), 0.3f),
          new RmsProp(0.9f, 0, 0.01f),
          new RmsProp(0.9f, 0.7f, 0.01f),
          new Sgd(0),
          new Sgd(0.6f));

  static Stream<Arguments> backendsAndOptimizers() {
    return BackendConformanceTest.backends()
        .flatMap(backend -> OPTIMIZERS.stream().map(each -> Arguments.of(backend, each)));
  }

  static Stream<String> backends() {
    return BackendConformanceTest.backends();
  }

  /** One parameter of an optimiser, in double, as the published algorithms read. */
  private static final class Reference {
    private final Optimizer optimizer;
    private double theta;
    private double m;
    private double v;
    private double b;
    private int t;

    Reference(Optimizer optimizer, double theta) {
      this.optimizer = optimizer;
      this.theta = theta;
    }

    void step(double g, double lr) {
      t++;
      if (optimizer instanceof Adam adam) {
        theta -= lr * adam(adam, g);
      } else if (optimizer instanceof AdamW decaying) {
        // arXiv:1711.05101 algorithm 2 line 12: both terms from the same θ
        theta -= lr * (adam(decaying.adam(), g) + decaying.weightDecay() * theta);
      } else if (optimizer instanceof RmsProp rmsProp) {
        v = rmsProp.decay() * v + (1 - rmsProp.decay()) * g * g;
        b = rmsProp.momentum() * b + g / (Math.sqrt(v) + rmsProp.epsilon());
        theta -= lr * b;
      } else if (optimizer instanceof Sgd sgd) {
        b = sgd.momentum() * b + g;
        theta -= lr * b;
      }
    }

    private double adam(Adam adam, double g) {
      m = adam.beta1() * m + (1 - adam.beta1()) * g;
      v = adam.beta2() * v + (1 - adam.beta2()) * g * g;
      double mean = m / (1 - Math.pow(adam.beta1(), t));
      double square = v / (1 - Math.pow(adam.beta2(), t));
      return mean / (Math.sqrt(square) + adam.epsilon());
    }
  }

  /** A linear map of {@code inputs} numbers to one: as many parameters, and a bias. */
  private static Network linear(String backend, float[] parameters) {
    Trunk trunk = new Trunk(List.of(), List.of(new Head("y", 1, 1)));
    NetworkSpec spec = new NetworkSpec(parameters.length - 1, false, List.of(trunk));
    Network network = Backends.named(backend).network(spec, Workers.single());
    network.setParameters(parameters);
    return network;
  }

  /** Makes the sum of gradients {@code (x, 1) · outputGradient}. */
  private static void pass(Network.Training training, float[] x, float outputGradient) {
    Sequences input = Sequences.rows(1, x.length).use(1);
    System.arraycopy(x, 0, input.values(), 0, x.length);
    training.forwardBackward(
        input, (shard, firstRow, rows, values, gradients) -> gradients[0] = outputGradient);
  }

  private static float[] random(int length, RandomStream random) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = random.nextFloat(-2, 2);
    }
    return numbers;
  }

  @ParameterizedTest
  @MethodSource("backendsAndOptimizers")
  void stepsAreThoseOfThePaper(String backend, Optimizer optimizer) {
    for (int inputs : new int[] {1, 7, 16, 37}) {
      RandomStream random = new RandomStream(inputs);
      float[] parameters = random(inputs + 1, random);
      Reference[] references = new Reference[inputs + 1];
      for (int i = 0; i <= inputs; i++) {
        references[i] = new Reference(optimizer, parameters[i]);
      }
      try (Network network = linear(backend, parameters)) {
        Network.Training training = network.training(1, optimizer);
        assertThat(training.optimizer()).isEqualTo(optimizer);
        for (int step = 1; step <= 6; step++) {
          float[] x = random(inputs, random);
          float slope = random.nextFloat(0.1f, 1);
          float learningRate = 0.02f * step;
          float bound = step == 4 ? 0.25f : 1e6f; // the fourth step is clipped
          pass(training, x, slope);
          double norm = slope;
          for (float number : x) {
            norm = Math.hypot(norm, number * slope);
          }
          assertThat((double) training.step(learningRate, bound))
              .isCloseTo(norm, within(1e-5 * norm));
          double scale = Math.min(1, bound / norm);
          network.getParameters(parameters);
          for (int i = 0; i <= inputs; i++) {
            double gradient = scale * slope * (i < inputs ? x[i] : 1);
            references[i].step(gradient, learningRate);
            double expected = references[i].theta;
            assertThat((double) parameters[i])
                .as("%d inputs, step %d, parameter %d", inputs, step, i)
                .isCloseTo(expected, within(2e-5 * (1 + Math.abs(expected))));
          }
        }
        assertThat(training.steps()).isEqualTo(6);
        float[] gradients = new float[inputs + 1];
        training.getGradients(gradients);
        assertThat(gradients).containsOnly(0f);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void firstStepsByHand(String backend) {
    // g = (4, 2) at θ = (3, -1), learning rate 0.1
    assertThat(afterOneStep(backend, new Sgd(0.9f))).containsExactly(3 - 0.4f, -1 - 0.2f);
    // v = g²/4, so g / √v = 2 whatever g is
    float[] rmsProp = afterOneStep(backend, new RmsProp(0.75f, 0, 1e-9f));
    assertThat(rmsProp[0]).isCloseTo(3 - 0.2f, within(1e-6f));
    assertThat(rmsProp[1]).isCloseTo(-1 - 0.2f, within(1e-6f));
    // m̂ / √v̂ = 1, and a twentieth of θ decays: 0.1 · 0.5
    float[] adamW = afterOneStep(backend, new AdamW(new Adam(0.9f, 0.999f, 1e-9f), 0.5f));
    assertThat(adamW[0]).isCloseTo(3 - 0.1f - 0.15f, within(1e-6f));
    assertThat(adamW[1]).isCloseTo(-1 - 0.1f + 0.05f, within(1e-6f));
  }

  private static float[] afterOneStep(String backend, Optimizer optimizer) {
    float[] parameters = {3, -1};
    try (Network network = linear(backend, parameters)) {
      Network.Training training = network.training(1, optimizer);
      pass(training, new float[] {2}, 2);
      training.step(0.1f, 100);
      network.getParameters(parameters);
    }
    return parameters;
  }

  @ParameterizedTest
  @MethodSource("backendsAndOptimizers")
  void aRestoredOptimizerGoesOnAsIfItHadNotStopped(String backend, Optimizer optimizer) {
    RandomStream random = new RandomStream(3);
    float[] parameters = random(20, random);
    float[][] x = {random(19, random), random(19, random), random(19, random)};
    float[][] moments = new float[optimizer.moments()][20];
    try (Network network = linear(backend, parameters);
        Network restored = linear(backend, parameters)) {
      Network.Training training = network.training(1, optimizer);
      pass(training, x[0], 1);
      training.step(0.1f, 10);
      pass(training, x[1], 1);
      training.step(0.1f, 10);
      network.getParameters(parameters);
      training.getOptimizer(moments);
      restored.setParameters(parameters);
      Network.Training resumed = restored.training(1, optimizer);
      resumed.setOptimizer(training.steps(), moments);
      for (Network.Training each : List.of(training, resumed)) {
        pass(each, x[2], 1);
        each.step(0.1f, 10);
      }
      float[] expected = new float[20];
      network.getParameters(expected);
      restored.getParameters(parameters);
      assertThat(parameters).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("backendsAndOptimizers")
  void aStepAllocatesNothing(String backend, Optimizer optimizer) {
    assumeThat(BackendConformanceTest.EXACT).contains(backend); // others: tested with them
    RandomStream random = new RandomStream(5);
    float[] x = random(40, random);
    Sequences input = Sequences.rows(1, 40).use(1);
    System.arraycopy(x, 0, input.values(), 0, 40);
    Network.Loss loss = (shard, firstRow, rows, values, gradients) -> gradients[0] = 0.5f;
    try (Network network = linear(backend, random(41, random))) {
      Network.Training training = network.training(1, optimizer);
      Allocations.assertNone(
          200,
          () -> {
            training.forwardBackward(input, loss);
            training.step(1e-4f, 0.5f);
          });
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void adamsStepsAreThoseOfAdamWWithoutDecay(String backend) {
    Adam adam = new Adam(0.9f, 0.99f, 1e-5f);
    float[] plain = afterOneStep(backend, adam);
    assertThat(afterOneStep(backend, new AdamW(adam, 0))).isEqualTo(plain);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void theWrongNumberOfMomentsIsNamed(String backend) {
    try (Network network = linear(backend, new float[] {1, 2})) {
      Network.Training training = network.training(1, new RmsProp(0.9f, 0, 1e-5f));
      assertThatThrownBy(() -> training.getOptimizer(new float[2], new float[2]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 arrays of moments")
          .hasMessageContaining("has 1");
    }
  }

  @Test
  void constantsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> new Sgd(1)).hasMessageContaining("momentum is 1.0");
    assertThatThrownBy(() -> new RmsProp(0.9f, -0.1f, 1)).hasMessageContaining("momentum -0.1");
    assertThatThrownBy(() -> new RmsProp(Float.NaN, 0, 1)).hasMessageContaining("decay NaN");
    assertThatThrownBy(() -> new AdamW(Adam.DEFAULT, -1)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> new Adam(0.9f, 0.999f, 0)).hasMessageContaining("epsilon 0.0");
  }
}
