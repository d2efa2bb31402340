package io.github.gdxbrains.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.space.ActionSpace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ActionDistributionTest {
  private static final boolean[] FREE = {};
  private static final int[] NO_CHOICE = {};
  private static final float[] NO_NUMBER = {};

  /** One action under one row of outputs. */
  private record Case(
      String name,
      ActionSpace space,
      float[] outputs,
      boolean[] forbidden,
      int[] choices,
      float[] numbers) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "categorical",
            ActionSpace.discrete(4),
            new float[] {0.3f, -1.2f, 2.1f, 0.7f},
            FREE,
            new int[] {3},
            NO_NUMBER),
        new Case(
            "masked categorical",
            ActionSpace.discrete(4),
            new float[] {0.3f, -1.2f, 2.1f, 0.7f},
            new boolean[] {false, false, true, false},
            new int[] {1},
            NO_NUMBER),
        new Case(
            "multi-discrete",
            ActionSpace.multiDiscrete(2, 3),
            new float[] {0.4f, -0.6f, 1.5f, 0.2f, -0.9f},
            FREE,
            new int[] {1, 2},
            NO_NUMBER),
        new Case(
            "masked multi-discrete",
            ActionSpace.multiDiscrete(2, 3),
            new float[] {0.4f, -0.6f, 1.5f, 0.2f, -0.9f},
            new boolean[] {true, false, true, false, false},
            new int[] {1, 1},
            NO_NUMBER),
        new Case(
            "continuous",
            ActionSpace.continuous(2),
            new float[] {0.5f, -0.25f, -0.7f, 0.3f},
            FREE,
            NO_CHOICE,
            new float[] {0.9f, -1.4f}),
        new Case(
            "continuous beyond both bounds of its deviation",
            ActionSpace.continuous(2),
            new float[] {0.5f, -0.25f, -6f, 2.5f},
            FREE,
            NO_CHOICE,
            new float[] {0.505f, 3f}),
        new Case(
            "masked hybrid",
            new ActionSpace.Hybrid(List.of(3, 2), 1),
            new float[] {0.1f, 0.9f, -0.4f, 0.6f, -0.2f, 0.35f, -0.45f},
            new boolean[] {false, true, false, false, false},
            new int[] {2, 0},
            new float[] {-0.15f}));
  }

  private static double logProb(Case one, float[] outputs) {
    ActionDistribution distribution = new ActionDistribution(one.space());
    return distribution.logProb(
        outputs,
        0,
        one.forbidden(),
        0,
        one.choices(),
        0,
        one.numbers(),
        0,
        new float[outputs.length],
        0);
  }

  private static double entropy(Case one, float[] outputs) {
    ActionDistribution distribution = new ActionDistribution(one.space());
    float[] scratch = new float[outputs.length];
    distribution.logProb(
        outputs, 0, one.forbidden(), 0, one.choices(), 0, one.numbers(), 0, scratch, 0);
    return distribution.entropy(scratch, 0);
  }

  private static float[] gradient(Case one, float a, float e) {
    ActionDistribution distribution = new ActionDistribution(one.space());
    float[] scratch = new float[one.outputs().length];
    distribution.logProb(
        one.outputs(), 0, one.forbidden(), 0, one.choices(), 0, one.numbers(), 0, scratch, 0);
    distribution.gradient(a, e, one.choices(), 0, scratch, 0);
    return scratch;
  }

  /** {@code log p} and entropy by their definitions, in double. */
  private static double[] byDefinition(Case one, float[] outputs) {
    double logProb = 0;
    double entropy = 0;
    int offset = 0;
    for (int b = 0; b < one.space().branches().size(); b++) {
      int size = one.space().branches().get(b);
      double sum = 0;
      for (int i = 0; i < size; i++) {
        boolean allowed = one.forbidden().length == 0 || !one.forbidden()[offset + i];
        sum += allowed ? Math.exp(outputs[offset + i]) : 0;
      }
      for (int i = 0; i < size; i++) {
        boolean allowed = one.forbidden().length == 0 || !one.forbidden()[offset + i];
        double p = allowed ? Math.exp(outputs[offset + i]) / sum : 0;
        entropy -= p > 0 ? p * Math.log(p) : 0;
        logProb += i == one.choices()[b] ? Math.log(p) : 0;
      }
      offset += size;
    }
    int n = one.space().continuous();
    for (int k = 0; k < n; k++) {
      double std = Math.exp(Math.max(-5, Math.min(2, outputs[offset + n + k])));
      double z = (one.numbers()[k] - outputs[offset + k]) / std;
      logProb += Math.log(Math.exp(-z * z / 2) / (std * Math.sqrt(2 * Math.PI)));
      entropy += 0.5 * Math.log(2 * Math.PI * Math.E * std * std);
    }
    return new double[] {logProb, entropy};
  }

  @Test
  void aCategoricalHasItsHandComputedNumbers() {
    // logits log 1, log 2, log 5: probabilities 1/8, 2/8, 5/8
    float[] outputs = {0, (float) Math.log(2), (float) Math.log(5)};
    Case one = new Case("", ActionSpace.discrete(3), outputs, FREE, new int[] {2}, NO_NUMBER);
    assertThat(logProb(one, outputs)).isCloseTo(Math.log(0.625), within(1e-6));
    assertThat(entropy(one, outputs)).isCloseTo(0.9002561, within(1e-6));
  }

  @Test
  void aMaskSharesTheForbiddenProbabilityOut() {
    // without the option of 5/8 the others have 1/3 and 2/3
    float[] outputs = {0, (float) Math.log(2), (float) Math.log(5)};
    boolean[] forbidden = {false, false, true};
    Case one = new Case("", ActionSpace.discrete(3), outputs, forbidden, new int[] {1}, NO_NUMBER);
    assertThat(logProb(one, outputs)).isCloseTo(Math.log(2 / 3.0), within(1e-6));
    assertThat(entropy(one, outputs)).isCloseTo(0.6365142, within(1e-6));
  }

  @Test
  void aNormalHasItsHandComputedNumbers() {
    // N(0.5, 2²) at 3.5: z = 1.5, density 0.0647588
    float[] outputs = {0.5f, (float) Math.log(2)};
    Case one =
        new Case("", ActionSpace.continuous(1), outputs, FREE, NO_CHOICE, new float[] {3.5f});
    assertThat(Math.exp(logProb(one, outputs))).isCloseTo(0.0647588, within(1e-6));
    assertThat(entropy(one, outputs)).isCloseTo(1.4189385 + Math.log(2), within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logProbAndEntropyFollowTheirDefinitions(Case one) {
    double[] expected = byDefinition(one, one.outputs());
    assertThat(logProb(one, one.outputs())).isCloseTo(expected[0], within(1e-5));
    assertThat(entropy(one, one.outputs())).isCloseTo(expected[1], within(1e-5));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAreThoseOfFiniteDifferences(Case one) {
    float[] ofLogProb = gradient(one, 1, 0);
    float[] ofEntropy = gradient(one, 0, 1);
    float[] ofBoth = gradient(one, 0.7f, -1.3f);
    float step = 1e-3f;
    for (int i = 0; i < one.outputs().length; i++) {
      float[] up = one.outputs().clone();
      float[] down = one.outputs().clone();
      up[i] += step;
      down[i] -= step;
      double width = (double) up[i] - down[i];
      double[] above = byDefinition(one, up);
      double[] below = byDefinition(one, down);
      double slope = (above[0] - below[0]) / width;
      double entropySlope = (above[1] - below[1]) / width;
      double tolerance = 1e-3 * Math.max(1, Math.abs(slope));
      assertThat((double) ofLogProb[i]).isCloseTo(slope, within(tolerance));
      assertThat((double) ofEntropy[i]).isCloseTo(entropySlope, within(1e-4));
      assertThat((double) ofBoth[i])
          .isCloseTo(0.7 * slope - 1.3 * entropySlope, within(2 * tolerance));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSamplesLogProbIsThatOfItsAction(Case one) {
    ActionDistribution distribution = new ActionDistribution(one.space());
    RandomStream random = new RandomStream(11);
    int[] choices = new int[one.choices().length];
    float[] numbers = new float[one.numbers().length];
    for (int i = 0; i < 50; i++) {
      float drawn =
          distribution.sample(
              one.outputs(), 0, one.forbidden(), 0, i == 0, random, choices, 0, numbers, 0);
      Case same = new Case("", one.space(), one.outputs(), one.forbidden(), choices, numbers);
      assertThat((double) drawn).isCloseTo(logProb(same, one.outputs()), within(2e-3));
    }
  }

  @Test
  void frequenciesMatchProbabilitiesAndForbiddenOptionsNeverCome() {
    ActionSpace space = ActionSpace.multiDiscrete(3, 4);
    ActionDistribution distribution = new ActionDistribution(space);
    // at an offset of 2 in each array, as in a batch
    float[] outputs = {9, 9, 0, 1.1f, -0.4f, 0.2f, 3f, -1f, 0.5f};
    boolean[] forbidden = {true, true, false, false, false, false, true, false, false};
    int[] choices = {-1, -1, -1};
    RandomStream random = new RandomStream(5);
    int n = 200_000;
    int[] first = new int[3];
    int[] second = new int[4];
    for (int i = 0; i < n; i++) {
      distribution.sample(outputs, 2, forbidden, 2, false, random, choices, 1, NO_NUMBER, 0);
      first[choices[1]]++;
      second[choices[2]]++;
    }
    assertThat(choices[0]).isEqualTo(-1);
    double a = Math.exp(0) + Math.exp(1.1) + Math.exp(-0.4);
    double b = Math.exp(0.2) + Math.exp(-1) + Math.exp(0.5);
    assertThat(first[0] / (double) n).isCloseTo(Math.exp(0) / a, within(0.005));
    assertThat(first[1] / (double) n).isCloseTo(Math.exp(1.1) / a, within(0.005));
    assertThat(first[2] / (double) n).isCloseTo(Math.exp(-0.4) / a, within(0.005));
    assertThat(second[0] / (double) n).isCloseTo(Math.exp(0.2) / b, within(0.005));
    assertThat(second[1]).isZero();
    assertThat(second[2] / (double) n).isCloseTo(Math.exp(-1) / b, within(0.005));
    assertThat(second[3] / (double) n).isCloseTo(Math.exp(0.5) / b, within(0.005));
  }

  @Test
  void numbersHaveTheirMeanAndDeviation() {
    ActionDistribution distribution = new ActionDistribution(ActionSpace.continuous(1));
    float[] outputs = {0.3f, -1f};
    float[] numbers = new float[1];
    RandomStream random = new RandomStream(6);
    double sum = 0;
    double squares = 0;
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      distribution.sample(outputs, 0, FREE, 0, false, random, NO_CHOICE, 0, numbers, 0);
      sum += numbers[0];
      squares += numbers[0] * numbers[0];
    }
    double mean = sum / n;
    assertThat(mean).isCloseTo(0.3, within(0.005));
    assertThat(Math.sqrt(squares / n - mean * mean)).isCloseTo(Math.exp(-1), within(0.005));
  }

  @Test
  void deterministicTakesTheBestAllowedOptionAndTheMean() {
    ActionDistribution distribution =
        new ActionDistribution(new ActionSpace.Hybrid(List.of(3, 2), 2));
    float[] outputs = {0.2f, 5f, 0.4f, -1f, -2f, 0.6f, -1.7f, 0.1f, 0.2f};
    boolean[] forbidden = {false, true, false, false, false};
    int[] choices = new int[2];
    float[] numbers = new float[2];
    RandomStream random = new RandomStream(7);
    distribution.sample(outputs, 0, forbidden, 0, true, random, choices, 0, numbers, 0);
    assertThat(choices).containsExactly(2, 0);
    assertThat(numbers).containsExactly(0.6f, -1.7f);
    assertThat(random.nextLong()).isEqualTo(new RandomStream(7).nextLong());
  }

  @Test
  void largeLogitsDoNotOverflow() {
    float[] outputs = {1000f, 999f, -1000f};
    Case one = new Case("", ActionSpace.discrete(3), outputs, FREE, new int[] {1}, NO_NUMBER);
    assertThat(logProb(one, outputs)).isCloseTo(-1.3132617, within(1e-4));
    assertThat(gradient(one, 1, 1)).doesNotContain(Float.NaN);
  }
}
