package io.github.gdxbrains.learner.qmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.random.RandomStream;
import org.junit.jupiter.api.Test;

final class MixingTest {
  private static final Mixing.Monotonic MONOTONIC = new Mixing.Monotonic(3, 5);

  private static float[] draw(int count, RandomStream random) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextFloat(-2, 2);
    }
    return numbers;
  }

  @Test
  void theSumIsTheSumAndEachMemberHasAllOfItsGradient() {
    Mixing sum = new Mixing.Sum(3);
    float[] utilities = {1, -4, 0.5f};
    float[] gradients = new float[3];
    assertThat(sum.weights() + sum.hidden()).isZero();
    assertThat(sum.mix(utilities, new float[0], 0, new float[0])).isEqualTo(-2.5f);
    sum.backward(utilities, new float[0], 0, new float[0], 7, gradients, new float[0]);
    assertThat(gradients).containsExactly(7, 7, 7);
  }

  @Test
  void theMixingNetworkTakesItsWeightsWithoutTheirSignsAndItsBiasesAsTheyAre() {
    Mixing mixing = new Mixing.Monotonic(2, 2);
    // W = (-2 1; 3 0.5), b = (0.5 -1), v = (-4 2), c = 10, behind a number that is not its own
    float[] weights = {99, -2, 1, 3, 0.5f, 0.5f, -1, -4, 2, 10};
    assertThat(mixing.weights()).isEqualTo(9);
    float[] utilities = {1, -1};
    float[] hidden = new float[2];
    // sums: 2 - 3 + 0.5 = -0.5 and 1 - 0.5 - 1 = -0.5; elu of each is e^-0.5 - 1 = -0.3934693
    assertThat(mixing.mix(utilities, weights, 1, hidden))
        .isCloseTo(10 - (4 + 2) * 0.3934693f, within(1e-5f));
    // sums: 4 + 3 + 0.5 = 7.5 and 2 + 0.5 - 1 = 1.5
    assertThat(mixing.mix(new float[] {2, 1}, weights, 1, hidden))
        .isCloseTo(10 + 4 * 7.5f + 2 * 1.5f, within(1e-5f));
  }

  @Test
  void theTeamsValueNeverFallsWhenAMembersUtilityRises() {
    RandomStream random = new RandomStream(1);
    float[] hidden = new float[5];
    float[] utilityGradients = new float[3];
    for (int round = 0; round < 200; round++) {
      float[] weights = draw(MONOTONIC.weights(), random);
      float[] utilities = draw(3, random);
      float[] weightGradients = new float[weights.length];
      float before = MONOTONIC.mix(utilities, weights, 0, hidden);
      MONOTONIC.backward(utilities, weights, 0, hidden, 1, utilityGradients, weightGradients);
      for (float gradient : utilityGradients) {
        assertThat(gradient).isPositive();
      }
      utilities[round % 3] += random.nextFloat(0, 3);
      assertThat(MONOTONIC.mix(utilities, weights, 0, hidden)).isGreaterThanOrEqualTo(before);
    }
  }

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    RandomStream random = new RandomStream(2);
    float[] hidden = new float[5];
    float step = 1e-2f;
    for (int round = 0; round < 20; round++) {
      float[] weights = draw(MONOTONIC.weights(), random);
      float[] utilities = draw(3, random);
      float[] utilityGradients = new float[3];
      float[] weightGradients = new float[weights.length];
      MONOTONIC.mix(utilities, weights, 0, hidden);
      MONOTONIC.backward(utilities, weights, 0, hidden, -3, utilityGradients, weightGradients);
      for (int k = 0; k < 3 + weights.length; k++) {
        float[] numbers = k < 3 ? utilities : weights;
        int at = k < 3 ? k : k - 3;
        float kept = numbers[at];
        if (k >= 3 && Math.abs(kept) <= step) {
          continue; // |w| has a kink
        }
        numbers[at] = kept + step;
        double up = MONOTONIC.mix(utilities, weights, 0, hidden);
        numbers[at] = kept - step;
        double down = MONOTONIC.mix(utilities, weights, 0, hidden);
        numbers[at] = kept;
        double gradient = (k < 3 ? utilityGradients : weightGradients)[at];
        // elu bends by up to 2 · 2² · step at 0
        assertThat(gradient).isCloseTo(-3 * (up - down) / (2 * step), within(0.05));
      }
    }
  }
}
