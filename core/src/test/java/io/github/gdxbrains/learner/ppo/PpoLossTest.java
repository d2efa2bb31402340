package io.github.gdxbrains.learner.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.space.ActionSpace;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of PPO's loss against finite differences of the loss as its papers define it. */
final class PpoLossTest {
  private static final int ROWS = 24;

  /** What the loss is computed for. */
  private record Case(BehaviorSpec behavior, boolean clipsValue, boolean normalizes) {}

  static Stream<Case> cases() {
    return PpoTesting.behaviors().stream()
        .flatMap(
            behavior ->
                Stream.of(
                    new Case(behavior, false, false),
                    new Case(behavior, true, false),
                    new Case(behavior, true, true)));
  }

  /** The loss of one row by its definition, in double. */
  private static double loss(
      BehaviorSpec behavior,
      PpoTesting.Settings settings,
      Rollout rollout,
      int row,
      double advantage,
      double target,
      float[] outputs) {
    ActionSpace space = behavior.actions();
    int options = space.options();
    int numbers = space.continuous();
    int columns = rollout.columnCount();
    int index = rollout.first(row);
    int o = row * (options + 2 * numbers + 1);
    double logProb = 0;
    double entropy = 0;
    int offset = 0;
    for (int b = 0; b < space.branches().size(); b++) {
      int size = space.branches().get(b);
      double sum = 0;
      double[] p = new double[size];
      for (int i = 0; i < size; i++) {
        boolean forbidden = behavior.masked() && rollout.forbidden()[index * options + offset + i];
        p[i] = forbidden ? 0 : Math.exp(outputs[o + offset + i]);
        sum += p[i];
      }
      for (int i = 0; i < size; i++) {
        entropy -= p[i] > 0 ? p[i] / sum * Math.log(p[i] / sum) : 0;
      }
      logProb += Math.log(p[rollout.choices()[index * space.branches().size() + b]] / sum);
      offset += size;
    }
    for (int k = 0; k < numbers; k++) {
      double logStd = Math.max(-5, Math.min(2, outputs[o + options + numbers + k]));
      double x = rollout.columns()[index * columns + NeuralBrain.NUMBERS + k];
      double z = (x - outputs[o + options + k]) / Math.exp(logStd);
      logProb += -0.5 * z * z - logStd - 0.5 * Math.log(2 * Math.PI);
      entropy += logStd + 0.5 * Math.log(2 * Math.PI * Math.E);
    }
    double ratio = Math.exp(logProb - rollout.columns()[index * columns]);
    double clipped = Math.min(Math.max(ratio, 1 - settings.epsilon), 1 + settings.epsilon);
    double policyLoss = -Math.min(ratio * advantage, clipped * advantage);
    double value = outputs[o + options + 2 * numbers];
    double valueLoss = Math.pow(value - target, 2);
    if (settings.clipRangeVf.isPresent()) {
      double range = settings.clipRangeVf.getAsDouble();
      double old = rollout.columns()[index * columns + NeuralBrain.VALUE_COLUMN];
      double near = old + Math.min(Math.max(value - old, -range), range);
      valueLoss = Math.max(valueLoss, Math.pow(near - target, 2));
    }
    return policyLoss + settings.vfCoef * valueLoss - settings.beta * entropy;
  }

  private static double[] advantages(Rollout rollout, float[] rewards, boolean normalizes) {
    double[] advantages = new double[rewards.length];
    double sum = 0;
    for (int row = 0; row < rewards.length; row++) {
      int index = rollout.first(row) * rollout.columnCount();
      advantages[row] = rewards[row] - rollout.columns()[index + NeuralBrain.VALUE_COLUMN];
      sum += advantages[row];
    }
    if (normalizes) {
      double mean = sum / rewards.length;
      double squares = 0;
      for (double advantage : advantages) {
        squares += (advantage - mean) * (advantage - mean);
      }
      double deviation = Math.sqrt(squares / (rewards.length - 1));
      for (int row = 0; row < rewards.length; row++) {
        advantages[row] = (advantages[row] - mean) / (deviation + 1e-8);
      }
    }
    return advantages;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientIsThatOfFiniteDifferences(Case one) {
    PpoTesting.Settings settings = new PpoTesting.Settings();
    settings.clipRangeVf = one.clipsValue() ? OptionalDouble.of(0.3) : OptionalDouble.empty();
    settings.normalizeAdvantage = one.normalizes();
    settings.beta = 0.05f;
    RandomStream random = new RandomStream(17);
    BehaviorSpec behavior = one.behavior();
    try (PpoLearner learner = settings.learner(behavior, ROWS, 3)) {
      AgentBatch batch = PpoTesting.batch(behavior, ROWS, random);
      float[] rewards = PpoTesting.rewards(ROWS, random);
      Rollout rollout = PpoTesting.rollout(learner, behavior, batch, rewards);
      assertThat(learner.begin(rollout, 0)).isEqualTo(ROWS);
      learner.gather(0, ROWS);
      // outputs far enough from those that acted for ratios and values on both sides of the clips
      int width = behavior.actions().options() + 2 * behavior.actions().continuous() + 1;
      float[] outputs = new float[ROWS * width];
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = (float) (0.4 * random.nextGaussian());
      }
      float[] gradient = new float[outputs.length];
      learner.gradient(0, 0, ROWS, outputs, gradient);

      double[] advantages = advantages(rollout, rewards, one.normalizes());
      float step = 1e-3f;
      int moved = 0;
      for (int i = 0; i < outputs.length; i++) {
        int row = i / width;
        double[] sides = new double[2];
        for (int side = 0; side < 2; side++) {
          float[] shifted = outputs.clone();
          shifted[i] += side == 0 ? step : -step;
          sides[side] =
              loss(behavior, settings, rollout, row, advantages[row], rewards[row], shifted);
        }
        double here =
            loss(behavior, settings, rollout, row, advantages[row], rewards[row], outputs);
        double forwards = (sides[0] - here) / step;
        double backwards = (here - sides[1]) / step;
        if (Math.abs(forwards - backwards) > 0.05) {
          continue; // on an edge of a clip, where there is no gradient
        }
        double slope = (sides[0] - sides[1]) / (2 * step) / ROWS;
        assertThat((double) gradient[i]).isCloseTo(slope, within(1e-4));
        moved++;
      }
      assertThat(moved).isGreaterThan(outputs.length * 9 / 10);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // ratio, advantage, ∂L/∂ log π: -r A where it is not clipped
    "1.5,  2, 0",
    "1.5, -2, 3",
    "0.6,  2, -1.2",
    "0.6, -2, 0",
    "1.1,  2, -2.2",
    "0.9, -2, 1.8"
  })
  void theSurrogateIsClippedOnTheSideThatWouldGoFurther(
      float ratio, float advantage, double byLogProb) {
    PpoTesting.Settings settings = new PpoTesting.Settings();
    settings.beta = 0;
    BehaviorSpec behavior = PpoTesting.behavior(ActionSpace.discrete(2), false);
    try (PpoLearner learner = settings.learner(behavior, 1, 3)) {
      AgentBatch batch = PpoTesting.batch(behavior, 1, new RandomStream(1));
      // logits 0 and 0 give the first option 1/2 now; it had 1/2 / ratio when it was chosen
      batch.choices()[0] = 0;
      batch.columns()[NeuralBrain.LOG_PROB] = (float) Math.log(0.5 / ratio);
      batch.columns()[NeuralBrain.VALUE_COLUMN] = 5;
      Rollout rollout = PpoTesting.record(behavior, batch, new float[] {5 + advantage});
      learner.begin(rollout, 0);
      learner.gather(0, 1);
      float[] gradient = new float[3];
      learner.gradient(0, 0, 1, new float[] {0, 0, 7}, gradient);
      // ∂ log π_0 / ∂ logits = (1/2, -1/2); value: 0.5 · 2 · (7 - (5 + A))
      assertThat((double) gradient[0]).isCloseTo(byLogProb / 2, within(1e-5));
      assertThat((double) gradient[1]).isCloseTo(-byLogProb / 2, within(1e-5));
      assertThat((double) gradient[2]).isCloseTo(2 - advantage, within(1e-5));
    }
  }

  @Test
  void aPieceOfAMinibatchHasTheSameGradientAsWithinTheWhole() {
    PpoTesting.Settings settings = new PpoTesting.Settings();
    RandomStream random = new RandomStream(23);
    BehaviorSpec behavior = PpoTesting.behavior(ActionSpace.discrete(3), true);
    try (PpoLearner learner = settings.learner(behavior, ROWS, 3)) {
      AgentBatch batch = PpoTesting.batch(behavior, ROWS, random);
      float[] rewards = PpoTesting.rewards(ROWS, random);
      learner.begin(PpoTesting.rollout(learner, behavior, batch, rewards), 0);
      learner.gather(0, ROWS);
      float[] outputs = new float[ROWS * 4];
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = random.nextFloat(-1, 1);
      }
      float[] whole = new float[outputs.length];
      learner.gradient(0, 0, ROWS, outputs, whole);
      float[] piece = new float[5 * 4];
      learner.gradient(0, 7, 5, Arrays.copyOfRange(outputs, 28, 48), piece);
      assertThat(piece).isEqualTo(Arrays.copyOfRange(whole, 28, 48));
    }
  }
}
