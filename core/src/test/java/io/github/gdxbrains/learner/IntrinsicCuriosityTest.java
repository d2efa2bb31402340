package io.github.gdxbrains.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.space.ActionSpace;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class IntrinsicCuriosityTest {
  private static final int BATCH = 20;

  private final Metrics metrics = new Metrics();

  private static RewardSignal.Curiosity signal(float strength, boolean normalize) {
    return new RewardSignal.Curiosity(
        0.99f, strength, 1e-2f, new NetworkSettings(normalize, 5, 1, Activation.TANH));
  }

  private static IntrinsicCuriosity curiosity(
      BehaviorSpec behavior, RewardSignal.Curiosity signal, int batchSize, int passes) {
    return new IntrinsicCuriosity(
        SignalTesting.context(behavior, 2), signal, batchSize, passes, new RandomStream(3));
  }

  private static Stream<ActionSpace> actions() {
    return Stream.of(
        ActionSpace.discrete(3),
        ActionSpace.multiDiscrete(2, 3),
        ActionSpace.continuous(2),
        new ActionSpace.Hybrid(List.of(3, 2), 1));
  }

  private static Rollout rollout(BehaviorSpec behavior) {
    return new SignalTesting.Recording(behavior, 2, 40).seeAnything(9).rollout;
  }

  /** β times the mean forward loss and 1 - β times the mean inverse loss, of a gathered batch. */
  private static double loss(IntrinsicCuriosity curiosity, int rows) {
    curiosity.predict();
    curiosity.infer();
    double forward = curiosity.addForwardGradients();
    double inverse = curiosity.addInverseGradients();
    return (0.2 * forward + 0.8 * inverse) / rows;
  }

  @ParameterizedTest
  @MethodSource("actions")
  void gradientsOfAllThreeNetworksAreThoseOfTheLoss(ActionSpace actions) {
    BehaviorSpec behavior = SignalTesting.behavior(3, actions);
    try (IntrinsicCuriosity curiosity = curiosity(behavior, signal(1, false), BATCH, 1)) {
      Rollout rollout = rollout(behavior);
      curiosity.begin(rollout);
      int rows = rollout.size();
      assertThat(rows).isBetween(12, BATCH);
      curiosity.gather(0, rows);
      loss(curiosity, rows);
      curiosity.backward();
      for (SignalNetwork part : List.of(curiosity.encoder, curiosity.inverse, curiosity.forward)) {
        float[] gradients = new float[part.network.parameterCount()];
        part.training.getGradients(gradients);
        float[] parameters = new float[gradients.length];
        part.network.getParameters(parameters);
        for (int i = 0; i < gradients.length; i++) {
          float old = parameters[i];
          float step = 1e-2f;
          parameters[i] = old + step;
          part.network.setParameters(parameters);
          double above = loss(curiosity, rows);
          parameters[i] = old - step;
          part.network.setParameters(parameters);
          double below = loss(curiosity, rows);
          parameters[i] = old;
          part.network.setParameters(parameters);
          double slope = (above - below) / (2 * step);
          assertThat((double) gradients[i]).isCloseTo(slope, within(2e-3 + 5e-3 * Math.abs(slope)));
        }
      }
    }
  }

  @Test
  void theRewardIsHalfTheSquaredErrorOfTheForwardModel() {
    BehaviorSpec behavior = SignalTesting.behavior(3, ActionSpace.discrete(3));
    Rollout rollout = rollout(behavior);
    float[] rewards = new float[rollout.slots()];
    try (IntrinsicCuriosity curiosity = curiosity(behavior, signal(1e-3f, false), BATCH, 1)) {
      curiosity.assess(rollout, rewards);
      assertThat(rewards).containsOnly(0); // nothing was learned yet
      curiosity.learn(metrics);
      curiosity.assess(rollout, rewards);
      curiosity.gather(0, rollout.size());
      curiosity.predict();
      int after = 5 * rollout.size();
      double sum = 0;
      for (int k = 0; k < 5; k++) {
        sum += Math.pow(curiosity.forward.outputs[k] - curiosity.encoder.outputs[after + k], 2);
      }
      assertThat((double) rewards[rollout.first(0)]).isCloseTo(sum / 2, within(1e-5));
    }
  }

  @Test
  void theRewardTimesItsStrengthIsAtMostOne() {
    BehaviorSpec behavior = SignalTesting.behavior(3, ActionSpace.discrete(3));
    Rollout rollout = rollout(behavior);
    float[] rewards = new float[rollout.slots()];
    try (IntrinsicCuriosity curiosity = curiosity(behavior, signal(500, false), BATCH, 1)) {
      curiosity.assess(rollout, rewards);
      curiosity.learn(metrics);
      curiosity.assess(rollout, rewards);
      for (int t = 0; t < rollout.count(1); t++) {
        assertThat(rewards[rollout.first(1) + t]).isBetween(1e-4f, 1 / 500f);
      }
    }
  }

  @Test
  void whatCanBeForeseenIsLearned() {
    BehaviorSpec behavior = SignalTesting.behavior(3, new ActionSpace.Hybrid(List.of(3), 1));
    Rollout rollout = rollout(behavior);
    float[] rewards = new float[rollout.slots()];
    try (IntrinsicCuriosity curiosity = curiosity(behavior, signal(1, false), 4, 1)) {
      curiosity.assess(rollout, rewards);
      curiosity.learn(metrics);
      double forward = metrics.get("curiosity/forward_loss");
      double inverse = metrics.get("curiosity/inverse_loss");
      for (int i = 0; i < 200; i++) {
        curiosity.learn(metrics);
      }
      assertThat(metrics.get("curiosity/forward_loss")).isBetween(0.0, 0.2 * forward);
      assertThat(metrics.get("curiosity/inverse_loss")).isBetween(0.0, 0.2 * inverse);
    }
  }

  @Test
  void aRestoredOneGoesOnBitForBit() throws IOException {
    BehaviorSpec behavior = SignalTesting.behavior(3, new ActionSpace.Hybrid(List.of(3), 1));
    Rollout rollout = rollout(behavior);
    float[] first = new float[rollout.slots()];
    float[] second = new float[rollout.slots()];
    try (IntrinsicCuriosity curiosity = curiosity(behavior, signal(1, true), 4, 2);
        IntrinsicCuriosity other =
            new IntrinsicCuriosity(
                SignalTesting.context(behavior, 2), signal(1, true), 4, 2, new RandomStream(4))) {
      curiosity.assess(rollout, first);
      curiosity.learn(metrics);
      curiosity.scaleLearningRate(0.5f);
      assertThat(SignalTesting.load(other, SignalTesting.save(curiosity))).isZero();
      for (int i = 0; i < 2; i++) {
        curiosity.assess(rollout, first);
        other.assess(rollout, second);
        assertThat(second).isEqualTo(first).isNotEqualTo(new float[first.length]);
        curiosity.learn(metrics);
        other.learn(metrics);
      }
      assertThat(SignalTesting.save(other)).isEqualTo(SignalTesting.save(curiosity));
    }
  }
}
