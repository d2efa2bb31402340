package io.github.gdxbrains.learner.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.learner.ErrorLoss;
import io.github.gdxbrains.policy.ActionValues;
import io.github.gdxbrains.random.RandomStream;
import org.junit.jupiter.api.Test;

final class ValueLossesTest {
  private static final ActionValues.Categorical FIVE = new ActionValues.Categorical(1, 5, -2, 2);

  @Test
  void huberIsSquaredUpToOneAndLinearBeyond() {
    assertThat(ErrorLoss.HUBER.of(0.5f)).isEqualTo(0.125f);
    assertThat(ErrorLoss.HUBER.of(-3)).isEqualTo(2.5f);
    assertThat(ErrorLoss.SQUARED.of(-3)).isEqualTo(4.5f);
    assertThat(ErrorLoss.HUBER.slope(0.5f)).isEqualTo(0.5f);
    assertThat(ErrorLoss.HUBER.slope(-3)).isEqualTo(-1);
    assertThat(ErrorLoss.SQUARED.slope(-3)).isEqualTo(-3);
  }

  private static float[] project(float reward, float discount, float... next) {
    float[] target = {9, 9, 9, 9, 9, 9};
    ValueLosses.project(FIVE, reward, discount, next, 0, target, 1);
    assertThat(target[0]).isEqualTo(9);
    return new float[] {target[1], target[2], target[3], target[4], target[5]};
  }

  @Test
  void theProjectionSharesAReturnOutBetweenItsNeighbours() {
    // atoms -2, -1, 0, 1, 2; the return 2 · 0.5 + 0.25 = 1.25 lies a quarter of the way from 1 to 2
    assertThat(project(0.25f, 0.5f, 0, 0, 0, 0, 1)).containsExactly(0, 0, 0, 0.75f, 0.25f);
    // 0.5 · {-2, 0} - 0.25 = {-1.25, -0.25}
    assertThat(project(-0.25f, 0.5f, 0.4f, 0, 0.6f, 0, 0))
        .containsExactly(new float[] {0.1f, 0.3f + 0.15f, 0.45f, 0, 0}, within(1e-6f));
    assertThat(project(1, 0.5f, 0, 0, 1, 0, 0)).containsExactly(0, 0, 0, 1, 0);
  }

  @Test
  void returnsBeyondTheAtomsCountAsTheOutermost() {
    assertThat(project(10, 1, 0.5f, 0, 0, 0, 0.5f)).containsExactly(0, 0, 0, 0, 1);
    assertThat(project(-10, 1, 0.5f, 0, 0, 0, 0.5f)).containsExactly(1, 0, 0, 0, 0);
  }

  @Test
  void afterATerminationTheRewardIsAllThereIs() {
    assertThat(project(-0.5f, 0, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN))
        .containsExactly(0, 0.5f, 0.5f, 0, 0);
  }

  @Test
  void theProjectionKeepsTheMeanWithinTheAtoms() {
    RandomStream random = new RandomStream(1);
    ActionValues.Categorical many = new ActionValues.Categorical(1, 51, -10, 10);
    for (int n = 0; n < 100; n++) {
      float[] logits = new float[51];
      for (int i = 0; i < 51; i++) {
        logits[i] = random.nextFloat(-2, 2);
      }
      float[] next = new float[51];
      many.probabilities(logits, 0, next, 0);
      float[] mean = new float[1];
      many.expected(logits, 0, mean, 0);
      float[] target = new float[51];
      ValueLosses.project(many, 0.7f, 0.9f, next, 0, target, 0);
      double sum = 0;
      double projected = 0;
      for (int i = 0; i < 51; i++) {
        sum += target[i];
        projected += target[i] * many.support(i);
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
      assertThat(projected).isCloseTo(0.7 + 0.9 * mean[0], within(1e-4));
    }
  }

  /** Compares a gradient with central differences of its loss. */
  private interface Loss {
    float of(float[] outputs, float[] gradients);
  }

  private static void requireGradient(float[] outputs, Loss loss) {
    float[] gradients = new float[outputs.length];
    loss.of(outputs, gradients);
    for (int i = 0; i < outputs.length; i++) {
      float kept = outputs[i];
      float h = 1e-2f;
      outputs[i] = kept + h;
      double above = loss.of(outputs, new float[outputs.length]);
      outputs[i] = kept - h;
      double below = loss.of(outputs, new float[outputs.length]);
      outputs[i] = kept;
      assertThat((double) gradients[i]).isCloseTo((above - below) / (2 * h), within(2e-3));
    }
  }

  @Test
  void theCrossEntropysGradientIsThatOfItsLoss() {
    float[] target = {0.1f, 0, 0.4f, 0.3f, 0.2f};
    requireGradient(
        new float[] {0.3f, -1, 0.5f, 2, -0.2f},
        (outputs, gradients) -> {
          float[] probabilities = new float[5];
          FIVE.probabilities(outputs, 0, probabilities, 0);
          return ValueLosses.crossEntropy(5, target, 0, probabilities, 0, 1, gradients, 0);
        });
  }

  @Test
  void theQuantileLosssGradientIsThatOfItsLoss() {
    float[] target = {-1.5f, 0.21f, 0.77f, 3.4f};
    for (ErrorLoss errorLoss : ErrorLoss.values()) {
      requireGradient(
          new float[] {-2, 0.1f, 0.43f, 1.9f},
          (outputs, gradients) ->
              ValueLosses.quantileLoss(4, target, 0, outputs, 0, errorLoss, 1, gradients, 0));
    }
  }

  @Test
  void theQuantileLossWeighsErrorsByTheirSide() {
    // one quantile, τ = 1/2: half the loss of each side
    float[] gradients = new float[1];
    assertThat(
            ValueLosses.quantileLoss(
                1, new float[] {3}, 0, new float[] {1}, 0, ErrorLoss.HUBER, 2, gradients, 0))
        .isEqualTo(0.75f);
    assertThat(gradients[0]).isEqualTo(-1);
    // two: τ = 1/4 and 3/4; targets 0 and 4 against quantiles 1 and 2, squared
    gradients = new float[2];
    float loss =
        ValueLosses.quantileLoss(
            2, new float[] {0, 4}, 0, new float[] {1, 2}, 0, ErrorLoss.SQUARED, 1, gradients, 0);
    // u = -1, 3 for the first: (0.75 · 0.5 + 0.25 · 4.5) / 2; -2, 2: (0.25 · 2 + 0.75 · 2) / 2
    assertThat(loss).isEqualTo((0.375f + 1.125f) / 2 + (0.5f + 1.5f) / 2);
    assertThat(gradients)
        .containsExactly(
            new float[] {-(0.75f * -1 + 0.25f * 3) / 2, -(0.25f * -2 + 0.75f * 2) / 2}, within(0f));
  }
}
