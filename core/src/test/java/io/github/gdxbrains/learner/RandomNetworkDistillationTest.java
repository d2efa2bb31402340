package io.github.gdxbrains.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.space.ActionSpace;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class RandomNetworkDistillationTest {
  private static final BehaviorSpec BEHAVIOR = SignalTesting.behavior(1, ActionSpace.continuous(1));

  private final Metrics metrics = new Metrics();

  private static RandomNetworkDistillation rnd(NetworkSettings network, int lanes, long seed) {
    return new RandomNetworkDistillation(
        SignalTesting.context(BEHAVIOR, lanes),
        new RewardSignal.Rnd(0.5f, 1, 1e-2f, network),
        4,
        3,
        new RandomStream(seed));
  }

  /** Without hidden layers and biases features are w x, so errors are |v - w|² x² / 2. */
  private static RandomNetworkDistillation linear(int lanes) {
    return rnd(new NetworkSettings(false, 2, 0, Activation.TANH), lanes, 3);
  }

  @Test
  void rewardsAreErrorsOverTheDeviationOfTheirDiscountedSums() {
    Rollout rollout =
        new SignalTesting.Recording(BEHAVIOR, 2, 4)
            .see(1, 0, 0)
            .see(2, 1, 2)
            .end(Ending.TERMINATED, 2, 0)
            .see(1, 0, 0)
            .see(1, 3, 1)
            .rollout;
    float[] rewards = new float[rollout.slots()];
    try (RandomNetworkDistillation rnd = linear(2)) {
      rnd.assess(rollout, rewards);
      // what followed: 1, 2 (the end), 3 in the first lane, 2, 0 (the end), 1 in the second; in
      // units of the unknown |v - w|² / 2, errors 1 4 9 and 4 0 1, after 1, 3 and 1 ticks
      double[] errors = {1, 4, 9, 4, 0, 1};
      double[] sums = {1, 4 + 0.125, 9 + 0.5 * 4.125, 4, 0.125 * 4, 1 + 0.5 * 0.5};
      double mean = 0;
      double squares = 0;
      for (double sum : sums) {
        mean += sum / 6;
        squares += sum * sum / 6;
      }
      double deviation = Math.sqrt(squares - mean * mean);
      for (int i = 0; i < 6; i++) {
        int index = rollout.first(i / 3) + i % 3;
        assertThat((double) rewards[index]).isCloseTo(errors[i] / deviation, within(1e-3));
      }
    }
  }

  @Test
  void whatWasOftenSeenIsWorthLess() {
    SignalTesting.Recording recording = new SignalTesting.Recording(BEHAVIOR, 1, 40);
    for (int t = 0; t < 33; t++) {
      recording.see(1, t == 20 ? 4 : t % 2); // 0 and 1 over and over, and 4 once
    }
    float[] rewards = new float[recording.rollout.slots()];
    try (RandomNetworkDistillation rnd =
        rnd(new NetworkSettings(false, 8, 1, Activation.TANH), 1, 3)) {
      rnd.assess(recording.rollout, rewards);
      rnd.learn(metrics);
      double loss = metrics.get("rnd/loss");
      for (int i = 0; i < 30; i++) {
        rnd.learn(metrics);
      }
      assertThat(metrics.get("rnd/loss")).isBetween(0.0, 0.1 * loss);
      rnd.assess(recording.rollout, rewards);
      assertThat(rewards[19]).isGreaterThan(3 * rewards[17]).isGreaterThan(3 * rewards[18]);
    }
  }

  @Test
  void theGradientIsThatOfTheMeanError() {
    Rollout rollout =
        new SignalTesting.Recording(BEHAVIOR, 1, 4).see(1, 0).see(1, 2).see(1, 1).rollout;
    float[] rewards = new float[rollout.slots()];
    try (RandomNetworkDistillation rnd =
        rnd(new NetworkSettings(false, 2, 0, Activation.TANH), 1, 3)) {
      rnd.assess(rollout, rewards);
      float[] outputs = {0.5f, -1, 0.25f, 2};
      float[] gradients = new float[4];
      float[] zero = new float[4];
      float[] target = new float[4];
      rnd.gradient(0, 0, 2, zero, target); // of zeros: -2 t / (features · rows) = -t / 2
      rnd.gradient(0, 0, 2, outputs, gradients);
      for (int i = 0; i < 4; i++) {
        // 2 (o - t) / 4
        assertThat((double) gradients[i]).isCloseTo(outputs[i] / 2.0 + target[i], within(1e-6));
      }
      assertThat(target).doesNotContain(0);
    }
  }

  @Test
  void aRestoredOneGoesOnBitForBit() throws IOException {
    Rollout rollout = new SignalTesting.Recording(BEHAVIOR, 2, 40).seeAnything(30).rollout;
    float[] first = new float[rollout.slots()];
    float[] second = new float[rollout.slots()];
    NetworkSettings network = new NetworkSettings(true, 8, 1, Activation.TANH);
    try (RandomNetworkDistillation rnd = rnd(network, 2, 3);
        RandomNetworkDistillation other = rnd(network, 2, 4)) {
      rnd.assess(rollout, first);
      rnd.learn(metrics);
      rnd.scaleLearningRate(0.5f);
      assertThat(SignalTesting.load(other, SignalTesting.save(rnd))).isZero();
      for (int i = 0; i < 2; i++) {
        rnd.assess(rollout, first);
        other.assess(rollout, second);
        assertThat(second).isEqualTo(first).isNotEqualTo(new float[first.length]);
        rnd.learn(metrics);
        other.learn(metrics);
      }
      assertThat(SignalTesting.save(other)).isEqualTo(SignalTesting.save(rnd));
    }
  }
}
