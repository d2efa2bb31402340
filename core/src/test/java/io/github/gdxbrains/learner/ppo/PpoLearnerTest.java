package io.github.gdxbrains.learner.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.Schedule;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.space.ActionSpace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class PpoLearnerTest {
  private static final int ROWS = 96;
  private static final BehaviorSpec HYBRID =
      PpoTesting.behavior(new ActionSpace.Hybrid(List.of(3), 1), true);

  private final Metrics metrics = new Metrics();

  private static PpoTesting.Settings settings() {
    PpoTesting.Settings settings = new PpoTesting.Settings();
    settings.bufferSize = ROWS;
    settings.batchSize = 40; // the last of three minibatches has 16 rows
    settings.normalizeAdvantage = true;
    settings.network = new NetworkSettings(true, 8, 2, Activation.TANH);
    return settings;
  }

  private static Rollout rollout(PpoLearner learner, BehaviorSpec behavior, long seed) {
    RandomStream random = new RandomStream(seed);
    AgentBatch batch = PpoTesting.batch(behavior, ROWS, random);
    return PpoTesting.rollout(learner, behavior, batch, PpoTesting.rewards(ROWS, random));
  }

  private static byte[] save(PpoLearner learner) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    learner.save(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static void load(PpoLearner learner, byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    learner.load(in);
    assertThat(in.available()).isZero();
  }

  @Test
  void aRestoredLearnerGoesOnBitForBit() throws IOException {
    PpoTesting.Settings settings = settings();
    settings.epochs = 3;
    try (PpoLearner learner = settings.learner(HYBRID, ROWS, 5);
        PpoLearner other = settings.learner(HYBRID, ROWS, 6)) {
      learner.update(rollout(learner, HYBRID, 1), 0.1, metrics);
      learner.scaleLearningRate(0.5f);
      byte[] saved = save(learner);
      load(other, saved);
      assertThat(save(other)).isEqualTo(saved);
      for (int i = 0; i < 2; i++) {
        Rollout first = rollout(learner, HYBRID, 10 + i);
        Rollout second = rollout(other, HYBRID, 10 + i);
        assertThat(second.columns()).isEqualTo(first.columns());
        learner.update(first, 0.2, metrics);
        other.update(second, 0.2, new Metrics());
      }
      assertThat(metrics.get("learning_rate")).isCloseTo(0.5e-3, within(1e-9));
      assertThat(save(other)).isEqualTo(save(learner));
      assertThat(save(other)).isNotEqualTo(saved);
    }
  }

  @Test
  void theModelHasTheStatisticsOfWhatWasSeen() {
    try (PpoLearner learner = settings().learner(HYBRID, ROWS, 5)) {
      assertThat(learner.model().mean()).containsOnly(0);
      assertThat(learner.model().scale()).containsOnly(1);
      Rollout rollout = rollout(learner, HYBRID, 1);
      learner.update(rollout, 0, metrics);
      NeuralModel model = learner.model();
      for (int i = 0; i < 3; i++) {
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < ROWS; row++) {
          double x = rollout.observations()[rollout.first(row) * 3 + i];
          sum += x;
          squares += x * x;
        }
        double mean = sum / ROWS;
        assertThat((double) model.mean()[i]).isCloseTo(mean, within(1e-5));
        assertThat((double) model.scale()[i])
            .isCloseTo(1 / Math.sqrt(squares / ROWS - mean * mean), within(1e-4));
      }
    }
  }

  @Test
  void goingBackToTheBeginningForgetsTheStatistics() throws IOException {
    try (PpoLearner learner = settings().learner(HYBRID, ROWS, 5)) {
      byte[] fresh = save(learner);
      float[] before = rollout(learner, HYBRID, 2).columns().clone();
      learner.update(rollout(learner, HYBRID, 1), 0, metrics);
      assertThat(rollout(learner, HYBRID, 2).columns()).isNotEqualTo(before);
      load(learner, fresh);
      assertThat(rollout(learner, HYBRID, 2).columns()).isEqualTo(before);
    }
  }

  @Test
  void theFirstPassStartsFromRatiosOfOne() {
    PpoTesting.Settings settings = settings();
    settings.batchSize = ROWS;
    try (PpoLearner learner = settings.learner(HYBRID, ROWS, 5)) {
      learner.update(rollout(learner, HYBRID, 1), 0, metrics);
      learner.update(rollout(learner, HYBRID, 2), 0, metrics);
      // also in the second rollout, for which the normaliser has statistics
      assertThat(metrics.get("approx_kl")).isCloseTo(0, within(1e-6));
      assertThat(metrics.get("clip_fraction")).isZero();
      // normalised advantages add up to nothing while all ratios are one
      assertThat(metrics.get("policy_loss")).isCloseTo(0, within(1e-5));
    }
  }

  @Test
  void tooGreatADivergenceEndsTheUpdateBeforeItsStep() throws IOException {
    PpoTesting.Settings settings = settings();
    settings.batchSize = ROWS;
    settings.epochs = 10;
    settings.learningRate = 0.05f;
    float[] free;
    try (PpoLearner learner = settings.learner(HYBRID, ROWS, 5)) {
      learner.update(rollout(learner, HYBRID, 1), 0, metrics);
      free = learner.model().parameters();
    }
    settings.targetKl = OptionalDouble.of(1e-5);
    float[] stopped;
    try (PpoLearner learner = settings.learner(HYBRID, ROWS, 5)) {
      learner.update(rollout(learner, HYBRID, 1), 0, metrics);
      stopped = learner.model().parameters();
    }
    settings.targetKl = OptionalDouble.empty();
    settings.epochs = 1;
    float[] once;
    try (PpoLearner learner = settings.learner(HYBRID, ROWS, 5)) {
      learner.update(rollout(learner, HYBRID, 1), 0, metrics);
      once = learner.model().parameters();
    }
    // the first step is taken from ratios of one; the second pass finds that it went too far
    assertThat(stopped).isEqualTo(once);
    assertThat(stopped).isNotEqualTo(free);
  }

  @Test
  void theGradientOfAStoppedUpdateIsForgotten() {
    PpoTesting.Settings settings = settings();
    settings.batchSize = ROWS;
    settings.epochs = 2;
    settings.learningRate = 0.05f;
    settings.targetKl = OptionalDouble.of(1e-5);
    PpoTesting.Settings plain = settings();
    plain.batchSize = ROWS;
    plain.learningRate = 0.05f;
    try (PpoLearner stopped = settings.learner(HYBRID, ROWS, 5);
        PpoLearner once = plain.learner(HYBRID, ROWS, 5)) {
      stopped.update(rollout(stopped, HYBRID, 1), 0, metrics);
      once.update(rollout(once, HYBRID, 1), 0, metrics);
      Metrics ofStopped = new Metrics();
      Metrics ofOnce = new Metrics();
      stopped.update(rollout(stopped, HYBRID, 2), 0, ofStopped);
      once.update(rollout(once, HYBRID, 2), 0, ofOnce);
      // the order of rows within the minibatch differs, and with it the last digits
      for (int i = 0; i < once.model().parameters().length; i++) {
        assertThat(stopped.model().parameters()[i])
            .isCloseTo(once.model().parameters()[i], within(2e-3f));
      }
    }
  }

  @Test
  void linearSchedulesReachTheirFloors() {
    PpoTesting.Settings settings = settings();
    settings.schedule = Schedule.LINEAR;
    settings.learningRate = 2e-3f;
    settings.epsilon = 0.4f;
    settings.beta = 0.02f;
    try (PpoLearner learner = settings.learner(HYBRID, ROWS, 5)) {
      learner.update(rollout(learner, HYBRID, 1), 0.5, metrics);
      assertThat(metrics.get("learning_rate")).isCloseTo(1e-3, within(1e-9));
      assertThat(metrics.get("epsilon")).isCloseTo(0.2, within(1e-6));
      assertThat(metrics.get("beta")).isCloseTo(0.01, within(1e-6));
      learner.update(rollout(learner, HYBRID, 1), 1, metrics);
      assertThat(metrics.get("learning_rate")).isCloseTo(1e-10, within(1e-12));
      assertThat(metrics.get("epsilon")).isCloseTo(0.1, within(1e-6));
      assertThat(metrics.get("beta")).isCloseTo(1e-5, within(1e-9));
    }
  }

  @Test
  void explainedVarianceIsOneForAPerfectCriticAndZeroForAConstantOne() {
    BehaviorSpec behavior = PpoTesting.behavior(ActionSpace.discrete(2), false);
    PpoTesting.Settings settings = settings();
    try (PpoLearner learner = settings.learner(behavior, ROWS, 5)) {
      AgentBatch batch = PpoTesting.batch(behavior, ROWS, new RandomStream(3));
      float[] rewards = PpoTesting.rewards(ROWS, new RandomStream(4));
      for (int row = 0; row < ROWS; row++) {
        batch.columns()[2 * row] = (float) Math.log(0.5);
        batch.columns()[2 * row + 1] = rewards[row];
      }
      learner.update(PpoTesting.record(behavior, batch, rewards), 0, metrics);
      assertThat(metrics.get("explained_variance")).isCloseTo(1, within(1e-6));
      for (int row = 0; row < ROWS; row++) {
        batch.columns()[2 * row + 1] = 0.7f;
      }
      learner.update(PpoTesting.record(behavior, batch, rewards), 0, metrics);
      assertThat(metrics.get("explained_variance")).isCloseTo(0, within(1e-6));
    }
  }

  @Test
  void aSharedCriticHasOneTrunk() {
    PpoTesting.Settings settings = settings();
    settings.shared = true;
    try (PpoLearner learner = settings.learner(HYBRID, ROWS, 5)) {
      assertThat(learner.model().network().trunks()).hasSize(1);
      float[] before = learner.model().parameters();
      learner.update(rollout(learner, HYBRID, 1), 0, metrics);
      assertThat(learner.model().parameters()).isNotEqualTo(before);
    }
  }

  @Test
  void anotherNetworkIsRefusedInOneLine() throws IOException {
    PpoTesting.Settings settings = settings();
    byte[] saved;
    try (PpoLearner learner = settings.learner(HYBRID, ROWS, 5)) {
      saved = save(learner);
    }
    // as many parameters, but another function of them
    settings.network = new NetworkSettings(true, 8, 2, Activation.RELU);
    try (PpoLearner learner = settings.learner(HYBRID, ROWS, 5)) {
      assertThatThrownBy(() -> load(learner, saved))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "cannot resume: the checkpoint's network for Toy is 3 normalised inputs, 2 x 8 tanh,"
                  + " 5 outputs, the experiment's 3 normalised inputs, 2 x 8 relu, 5 outputs");
    }
  }

  @Test
  void aBufferSmallerThanOneDecisionOfEachAgentIsRefused() {
    PpoTesting.Settings settings = settings();
    assertThatThrownBy(() -> settings.learner(HYBRID, ROWS + 1, 5))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "Toy: buffer_size is 96, but must be at least 97, one decision of each agent in all"
                + " arenas");
  }

  @Test
  void aPerturbedLearnerShufflesDifferently() {
    PpoTesting.Settings settings = settings();
    try (PpoLearner learner = settings.learner(HYBRID, ROWS, 5);
        PpoLearner perturbed = settings.learner(HYBRID, ROWS, 5)) {
      perturbed.perturb(1);
      learner.update(rollout(learner, HYBRID, 1), 0, metrics);
      perturbed.update(rollout(perturbed, HYBRID, 1), 0, metrics);
      assertThat(perturbed.model().parameters()).isNotEqualTo(learner.model().parameters());
    }
  }
}
