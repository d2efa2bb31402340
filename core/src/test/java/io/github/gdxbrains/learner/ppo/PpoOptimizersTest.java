package io.github.gdxbrains.learner.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.OptimizerKind;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Allocations;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PPO with every optimiser: checkpoints, and what an update allocates. */
final class PpoOptimizersTest {
  private static final int ROWS = 96;
  private static final BehaviorSpec HYBRID =
      PpoTesting.behavior(new ActionSpace.Hybrid(List.of(3), 1), true);

  private static PpoTesting.Settings settings(OptimizerKind optimizer) {
    PpoTesting.Settings settings = new PpoTesting.Settings();
    settings.bufferSize = ROWS;
    settings.batchSize = 40;
    settings.epochs = 2;
    settings.normalizeAdvantage = true;
    settings.network = new NetworkSettings(true, 8, 2, Activation.TANH);
    settings.optimizer = optimizer;
    boolean takesMomentum = optimizer == OptimizerKind.SGD || optimizer == OptimizerKind.RMSPROP;
    settings.momentum = takesMomentum ? OptionalDouble.of(0.8) : OptionalDouble.empty();
    return settings;
  }

  private static Rollout rollout(PpoLearner learner, long seed) {
    RandomStream random = new RandomStream(seed);
    AgentBatch batch = PpoTesting.batch(HYBRID, ROWS, random);
    return PpoTesting.rollout(learner, HYBRID, batch, PpoTesting.rewards(ROWS, random));
  }

  private static byte[] save(PpoLearner learner) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    learner.save(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static void load(PpoLearner learner, byte[] bytes) throws IOException {
    learner.load(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  @ParameterizedTest
  @EnumSource(OptimizerKind.class)
  void aRestoredLearnerGoesOnBitForBit(OptimizerKind optimizer) throws IOException {
    try (PpoLearner learner = settings(optimizer).learner(HYBRID, ROWS, 5);
        PpoLearner other = settings(optimizer).learner(HYBRID, ROWS, 6)) {
      learner.update(rollout(learner, 1), 0.1, new Metrics());
      byte[] saved = save(learner);
      load(other, saved);
      assertThat(save(other)).isEqualTo(saved);
      learner.update(rollout(learner, 2), 0.2, new Metrics());
      other.update(rollout(other, 2), 0.2, new Metrics());
      assertThat(save(other)).isEqualTo(save(learner));
      assertThat(save(other)).isNotEqualTo(saved);
    }
  }

  @Test
  void anotherOptimizerCannotGoOn() throws IOException {
    try (PpoLearner learner = settings(OptimizerKind.RMSPROP).learner(HYBRID, ROWS, 5);
        PpoLearner other = settings(OptimizerKind.ADAM).learner(HYBRID, ROWS, 5)) {
      byte[] saved = save(learner);
      assertThatThrownBy(() -> load(other, saved))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "cannot resume: the checkpoint's optimizer for Toy is rmsprop with 2 moments, the"
                  + " experiment's adam with 2 moments");
    }
  }

  @ParameterizedTest
  @EnumSource(OptimizerKind.class)
  void anUpdateAllocatesNothing(OptimizerKind optimizer) {
    Metrics metrics = new Metrics();
    try (PpoLearner learner = settings(optimizer).learner(HYBRID, ROWS, 5)) {
      Rollout rollout = rollout(learner, 1);
      Allocations.assertNone(
          20,
          () -> {
            learner.update(rollout, 0.5, metrics);
            assertFinite(learner);
          });
    }
  }

  private static void assertFinite(PpoLearner learner) {
    if (!learner.isFinite()) {
      throw new AssertionError("not finite");
    }
  }

  @Test
  void aDecisionAllocatesNothing() {
    int[] all = IntStream.range(0, ROWS).toArray();
    for (BehaviorSpec behavior : PpoTesting.behaviors()) {
      try (PpoLearner learner = settings(OptimizerKind.ADAM).learner(behavior, ROWS, 5)) {
        AgentBatch batch = PpoTesting.batch(behavior, ROWS, new RandomStream(2));
        for (Brain brain : List.of(learner.acting().brain(ROWS), learner.model().brain(ROWS))) {
          Allocations.assertNone(50, () -> brain.decide(batch, all, ROWS));
          Allocations.assertNone(50, () -> brain.assess(batch, false, all, ROWS));
        }
      }
    }
  }
}
