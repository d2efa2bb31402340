package io.github.gdxbrains.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The vector kernels at every width, whole vectors or not, and over all floats. The build runs this
 * with the processor's own lanes, with 8 and with 16.
 */
@SupportedLanes
final class LanesTest {
  /** One more than twice the most lanes there are: every tail, alone and behind whole vectors. */
  private static final int WIDEST = 2 * 16 + 1;

  private static final int ROWS = 13;

  @Test
  void theForcedWidthIsUsed() {
    int lanes = Backends.named("simd").lanes();
    if (SupportedLanes.FORCED > 0) {
      assertThat(lanes).isEqualTo(SupportedLanes.FORCED);
    }
    assertThat(lanes).isIn(4, 8, 16);
  }

  /** Inputs, two layers, outputs: all of about the given width, none of them equal. */
  private static NetworkSpec spec(int width, Activation activation) {
    List<Layer> layers =
        List.of(
            new Layer.Dense(width, activation, 1),
            new Layer.Dense(width % WIDEST + 1, activation, 1));
    Trunk trunk = new Trunk(layers, List.of(new Head("y", (width + 1) % WIDEST + 1, 1)));
    return new NetworkSpec((width + 2) % WIDEST + 1, true, List.of(trunk));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void everyWidthAgreesWithTheReferenceAndWithPlainJava(Activation activation) {
    for (int width = 1; width <= WIDEST; width++) {
      NetworkSpec spec = spec(width, activation);
      RandomStream random = new RandomStream(width);
      float[] parameters = new float[new ParameterLayout(spec).size()];
      fill(parameters, random);
      Sequences input = Sequences.rows(ROWS, spec.inputs()).use(ROWS);
      fill(input.values(), random);
      List<float[]> results = new ArrayList<>();
      for (String backend : List.of("simd", "scalar")) {
        results.addAll(learned(backend, spec, parameters, input));
      }
      float[] mean = new float[spec.inputs()];
      float[] scale = new float[spec.inputs()];
      fillStatistics(mean, scale);
      ReferenceNetwork reference = new ReferenceNetwork(spec, mean, scale);
      double[] wide = ReferenceNetwork.widen(parameters);
      double[] inputs = ReferenceNetwork.widen(input.values());
      for (int row = 0; row < ROWS; row++) {
        double[] expected = reference.forward(wide, inputs, row);
        for (int o = 0; o < expected.length; o++) {
          assertThat((double) results.get(0)[row * expected.length + o])
              .as("width %d, row %d, output %d", width, row, o)
              .isCloseTo(expected[o], within(1e-5 * (1 + Math.abs(expected[o]))));
        }
      }
      for (int which = 0; which < results.size() / 2; which++) {
        assertClose(results.get(which), results.get(which + results.size() / 2), width);
      }
    }
  }

  /** Outputs, gradients of inputs and parameters, and the parameters after two steps. */
  private static List<float[]> learned(
      String backend, NetworkSpec spec, float[] parameters, Sequences input) {
    float[] outputs = new float[ROWS * spec.outputs()];
    float[] outputGradients = new float[outputs.length];
    float[] inputGradients = new float[ROWS * spec.inputs()];
    float[] gradients = new float[parameters.length];
    float[] changed = new float[parameters.length];
    float[] mean = new float[spec.inputs()];
    float[] scale = new float[spec.inputs()];
    fillStatistics(mean, scale);
    try (Network network = Backends.named(backend).network(spec, Workers.single())) {
      network.setParameters(parameters);
      network.setNormalizer(mean, scale);
      Network.Training training = network.training(ROWS, new AdamW(Adam.DEFAULT, 0.1f));
      for (int step = 0; step < 2; step++) {
        training.forward(input, outputs);
        for (int i = 0; i < outputs.length; i++) {
          outputGradients[i] = outputs[i] + 0.25f * (i % 5);
        }
        training.backward(outputGradients, inputGradients);
        training.getGradients(gradients);
        training.step(1e-3f, 1);
      }
      network.getParameters(changed);
      // the outputs of the parameters as they were given
      network.setParameters(parameters);
      network.inference(ROWS).forward(input, outputs);
    }
    return List.of(outputs, inputGradients, gradients, changed);
  }

  private static void fill(float[] numbers, RandomStream random) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextFloat(-0.7f, 0.7f);
    }
  }

  private static void fillStatistics(float[] mean, float[] scale) {
    for (int i = 0; i < mean.length; i++) {
      mean[i] = 0.1f * (i % 3);
      scale[i] = i % 4 == 0 ? 9 : 0.5f + 0.1f * (i % 7);
    }
  }

  private static void assertClose(float[] actual, float[] expected, int width) {
    float largest = 1;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i])
          .as("width %d, number %d", width, i)
          .isCloseTo(expected[i], within(2e-5f * largest));
    }
  }

  @Test
  void tanhStaysWithinItsBoundOverAllFloats() {
    int rows = 1 << 14;
    Trunk trunk =
        new Trunk(List.of(new Layer.Dense(1, Activation.TANH, 1)), List.of(new Head("y", 1, 1)));
    Sequences input = Sequences.rows(rows, 1).use(rows);
    float[] outputs = new float[rows];
    try (Network network =
        Backends.named("simd")
            .network(new NetworkSpec(1, false, List.of(trunk)), Workers.single())) {
      network.setParameters(new float[] {1, 0, 1, 0});
      Network.Inference inference = network.inference(rows);
      double worst = 0;
      // every 997th of the 2^32 bit patterns: all exponents, infinities and NaNs, both signs
      long stride = 997;
      for (long bits = 0; bits < 1L << 32; bits += rows * stride) {
        for (int i = 0; i < rows; i++) {
          input.values()[i] = Float.intBitsToFloat((int) (bits + i * stride));
        }
        inference.forward(input, outputs);
        for (int i = 0; i < rows; i++) {
          float x = input.values()[i];
          float y = outputs[i];
          if (Float.isNaN(x) != Float.isNaN(y) || Math.abs(y) > 1) {
            assertThat(y).as("tanh %s", x).isEqualTo((float) Math.tanh(x));
          } else if (!Float.isNaN(x)) {
            worst = Math.max(worst, Math.abs(y - Math.tanh(x)));
          }
        }
      }
      assertThat(worst).isBetween(1e-8, 5e-7);
    }
  }
}
