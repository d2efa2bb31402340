package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.curriculum.Constant;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.game.corridor.Corridor;
import io.github.gdxbrains.learner.MemorySettings;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.RewardSignal;
import io.github.gdxbrains.learner.RewardSignals;
import io.github.gdxbrains.learner.dqn.DqnConfig;
import io.github.gdxbrains.nn.Activation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PPO with rewards of its own making, in whole runs. */
final class CuriosityTrainingTest {
  private static final NetworkSettings SMALL = new NetworkSettings(true, 32, 1, Activation.TANH);
  private static final NetworkSettings LARGER = new NetworkSettings(false, 64, 2, Activation.TANH);

  @TempDir private Path folder;

  private static RewardSignals signals(String... names) {
    RewardSignals none = RewardSignals.DEFAULT;
    Optional<RewardSignal.Curiosity> curiosity = none.curiosity();
    Optional<RewardSignal.Rnd> rnd = none.rnd();
    Optional<RewardSignal.Count> count = none.count();
    for (String name : names) {
      switch (name) {
        case "curiosity" ->
            curiosity = Optional.of(new RewardSignal.Curiosity(0.99f, 1, 3e-4f, LARGER));
        case "rnd" -> rnd = Optional.of(new RewardSignal.Rnd(0.9f, 1, 3e-4f, SMALL));
        default -> count = Optional.of(new RewardSignal.Count(0.99f, 1, 4, Map.of(), 1000));
      }
    }
    return new RewardSignals(none.extrinsic(), curiosity, rnd, count);
  }

  private static Experiments cartPole(boolean remembers) {
    Experiments experiment = new Experiments(new CartPole());
    experiment.rewardSignals = signals("curiosity", "rnd");
    if (remembers) {
      experiment.network = SMALL.withMemory(new MemorySettings(MemorySettings.Type.LSTM, 8, 16));
    }
    experiment.maxSteps = 1536;
    return experiment;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void threadsAndInterruptionsChangeNoBit(boolean remembers) {
    RunSummary straight = cartPole(remembers).train();
    Experiments threads = cartPole(remembers);
    threads.threads = 2;
    assertThat(threads.train().parametersSha256()).isEqualTo(straight.parametersSha256());
    cartPole(remembers).in(folder).trainUntil(768);
    Experiments resumed = cartPole(remembers).in(folder);
    RunSummary end = resumed.resume();
    assertThat(end.parametersSha256()).isEqualTo(straight.parametersSha256());
    assertThat(end.evaluation()).isEqualTo(straight.evaluation()).isPresent();
    assertThat(resumed.notices).isEmpty();
  }

  @Test
  void everySignalIsReported() {
    Experiments experiment = new Experiments(new Corridor());
    experiment.rewardSignals = signals("curiosity", "rnd", "count");
    experiment.train();
    Metrics last = experiment.summaries.get(experiment.summaries.size() - 1);
    assertThat(last.names())
        .contains(
            "curiosity/reward",
            "curiosity/value",
            "curiosity/forward_loss",
            "curiosity/inverse_loss",
            "rnd/reward",
            "rnd/value",
            "rnd/loss",
            "count/reward",
            "count/value");
    assertThat(last.get("count/states")).isEqualTo(10);
  }

  @Test
  void aCheckpointOfOtherSignalsIsRefused() {
    Experiments first = cartPole(false).in(folder);
    first.trainUntil(768);
    Experiments other = cartPole(false).in(folder);
    other.rewardSignals = signals("rnd");
    assertThatThrownBy(other::resume)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("2 outputs, value of curiosity, value of rnd, the experiment's")
        .hasMessageEndingWith("2 outputs, value of rnd");
  }

  @Test
  void aLearnerThatMakesNoRewardsRefusesThem() {
    Experiments experiment = cartPole(false);
    experiment.trainer = "dqn";
    experiment.hyperparameters = Optional.of(DqnConfig.DEFAULT);
    assertThatThrownBy(experiment::train)
        .isInstanceOf(UserError.class)
        .hasMessage(
            "behaviors.CartPole: curiosity means nothing to dqn, which learns from the extrinsic"
                + " reward alone: leave it out, or use trainer_type: ppo");
  }

  /** Mean return in a corridor of 30 cells, where a small treasure lies beside the start. */
  private static double learned(RewardSignals signals) {
    Experiments experiment = new Experiments(new Corridor());
    experiment.rewardSignals = signals;
    experiment.parameters = Map.of("length", new Constant(30));
    experiment.arenas = 8;
    experiment.bufferSize = 512;
    experiment.epochs = 4;
    experiment.network = new NetworkSettings(false, 32, 1, Activation.TANH);
    experiment.maxSteps = 40_960;
    experiment.checkpointInterval = 40_960;
    experiment.evaluationInterval = 40_960;
    experiment.episodes = 20;
    return experiment.train().evaluation().orElseThrow().meanReturn();
  }

  @Test
  @Tag("learning")
  void thePriceOfExploringIsPaidByNovelty() {
    // one step to the small treasure, 28 to the large one: 0.1 - 0.01 and 1 - 0.28
    double small = 0.09;
    double large = 0.72;
    assertThat(learned(RewardSignals.DEFAULT)).isLessThan(small + 1e-3);
    for (String name : new String[] {"curiosity", "rnd", "count"}) {
      assertThat(learned(signals(name))).as(name).isGreaterThan(large - 1e-3);
    }
  }
}
