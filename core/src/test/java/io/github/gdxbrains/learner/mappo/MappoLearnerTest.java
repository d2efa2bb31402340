package io.github.gdxbrains.learner.mappo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.MemorySettings;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.TeamTesting;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.rollout.Rollout;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class MappoLearnerTest {
  private final TeamTesting.Settings settings = new TeamTesting.Settings();

  private MappoLearner learner(long seed) {
    return new MappoLearner(settings.context("mappo", seed));
  }

  @Test
  void theCriticSeesTheTeamSideBySideAndWhoIsThere() {
    settings.teams = List.of(0, 0);
    settings.arenas = 1;
    try (MappoLearner learner = learner(1)) {
      Rollout rollout = TeamTesting.rollout(learner, 2, 3);
      TeamTesting.collect(
          TeamTesting.farewell(Ending.TRUNCATED),
          learner,
          1,
          3,
          rollout,
          () -> learner.begin(rollout, 0));
      float[] row = new float[7];
      learner.view(0, row, 1);
      assertThat(row).containsExactly(0, 1, 0, 2, 0, 1, 1);
      learner.view(1, row, 1); // the second has left
      assertThat(row).containsExactly(0, 1, 10, 0, 0, 1, 0);
      learner.view(~2, row, 1); // where the episode was cut off
      assertThat(row).containsExactly(0, 1, 30, 0, 0, 1, 0);
      // the moments of two, one and one decisions
      assertThat(learner.gather(0, 3)).isEqualTo(3);
    }
  }

  @Test
  void aMinibatchHasWholeMomentsAndNoMoreDecisionsThanItMay() {
    settings.teams = List.of(0, 0);
    settings.arenas = 1;
    settings.batchSize = 3;
    try (MappoLearner learner = learner(1)) {
      Rollout rollout = TeamTesting.rollout(learner, 2, 3);
      TeamTesting.collect(
          TeamTesting.farewell(Ending.TERMINATED),
          learner,
          1,
          3,
          rollout,
          () -> learner.begin(rollout, 0));
      assertThat(learner.gather(0, 3)).isEqualTo(2);
      assertThat(learner.gather(2, 3)).isEqualTo(3);
    }
    settings.batchSize = 1; // less than a moment's
    try (MappoLearner learner = learner(1)) {
      Rollout rollout = TeamTesting.rollout(learner, 2, 3);
      TeamTesting.collect(
          TeamTesting.farewell(Ending.TERMINATED),
          learner,
          1,
          3,
          rollout,
          () -> learner.begin(rollout, 0));
      assertThat(learner.gather(0, 3)).isEqualTo(1);
    }
  }

  @Test
  void aRestoredLearnerGoesOnBitForBit() {
    settings.normalizeValue = true;
    byte[] before;
    try (MappoLearner learner = learner(5);
        MappoLearner other = learner(6)) {
      TeamTesting.afterTwoUpdates(learner);
      learner.scaleLearningRate(0.5f);
      before = TeamTesting.saved(learner);
      TeamTesting.restore(other, before);
      assertThat(TeamTesting.saved(other)).isEqualTo(before);
      byte[] after = TeamTesting.afterTwoUpdates(learner);
      assertThat(TeamTesting.afterTwoUpdates(other)).isEqualTo(after).isNotEqualTo(before);
    }
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    settings.normalizeValue = true;
    byte[] alone;
    try (MappoLearner learner = learner(5)) {
      alone = TeamTesting.afterTwoUpdates(learner);
    }
    try (Workers three = new Workers(3)) {
      settings.workers = three;
      try (MappoLearner learner = learner(5)) {
        assertThat(TeamTesting.afterTwoUpdates(learner)).isEqualTo(alone);
      }
    }
  }

  @Test
  void theFirstPassStartsFromRatiosOfOne() {
    settings.batchSize = 1000;
    settings.bufferSize = 1000;
    settings.epochs = 1;
    try (MappoLearner learner = learner(5)) {
      Metrics metrics = new Metrics();
      Rollout rollout = TeamTesting.rollout(learner, 12, 10);
      Runnable update = () -> learner.update(rollout, 0, metrics);
      TeamTesting.collect(TeamTesting.noise(), learner, 4, 10, rollout, update, update);
      // also in the second rollout, for which the normaliser has statistics
      assertThat(metrics.get("approx_kl")).isCloseTo(0, within(1e-6));
      assertThat(metrics.get("clip_fraction")).isZero();
    }
  }

  @Test
  void tooGreatADivergenceEndsTheUpdateBeforeItsStep() {
    settings.batchSize = 1000;
    settings.bufferSize = 1000;
    settings.learningRate = 0.05f;
    settings.epochs = 1;
    byte[] once;
    try (MappoLearner learner = learner(5)) {
      once = oneUpdate(learner);
    }
    settings.epochs = 10;
    settings.targetKl = OptionalDouble.of(1e-5);
    try (MappoLearner learner = learner(5)) {
      byte[] stopped = oneUpdate(learner);
      // the shuffles differ, and with them what the random stream gives next; not the steps
      assertThat(stopped.length).isEqualTo(once.length);
      assertThat(learner.model().parameters()).isEqualTo(parameters(once));
    }
  }

  private float[] parameters(byte[] saved) {
    try (MappoLearner learner = learner(1)) {
      TeamTesting.restore(learner, saved);
      return learner.model().parameters();
    }
  }

  private static byte[] oneUpdate(MappoLearner learner) {
    Rollout rollout = TeamTesting.rollout(learner, 12, 10);
    Runnable update = () -> learner.update(rollout, 0, new Metrics());
    TeamTesting.collect(TeamTesting.noise(), learner, 4, 10, rollout, update);
    return TeamTesting.saved(learner);
  }

  @Test
  void updatesAllocateNothing() {
    settings.normalizeValue = true;
    try (MappoLearner learner = learner(5)) {
      TeamTesting.assertUpdatesAllocateNothing(learner);
    }
  }

  @Test
  void aMemoryIsRefusedInOneLine() {
    settings.network =
        new NetworkSettings(false, 8, 1, Activation.TANH)
            .withMemory(new MemorySettings(MemorySettings.Type.LSTM, 16, 8));
    LearnerContext context = settings.context("mappo", 1);
    assertThatThrownBy(() -> new Mappo().create(context))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "behaviors.Toy.network_settings: mappo learns no memory: leave it out, or use"
                + " trainer_type: ppo");
  }

  @Test
  void aBufferSmallerThanOneDecisionOfEachAgentIsRefused() {
    settings.arenas = 41;
    LearnerContext context = settings.context("mappo", 1);
    assertThatThrownBy(() -> new Mappo().create(context))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "Toy: buffer_size is 120, but must be at least 123, one decision of each agent in all"
                + " arenas");
  }
}
