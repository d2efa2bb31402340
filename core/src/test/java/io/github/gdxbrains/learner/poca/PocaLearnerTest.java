package io.github.gdxbrains.learner.poca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.MemorySettings;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.TeamTesting;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.rollout.Rollout;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PocaLearnerTest {
  private final TeamTesting.Settings settings = new TeamTesting.Settings();

  private PocaLearner learner(long seed) {
    return new PocaLearner(settings.context("poca", seed));
  }

  /** Three ticks of a team of two, of whom the second leaves in the first tick. */
  private Rollout farewell(PocaLearner learner) {
    Rollout rollout = TeamTesting.rollout(learner, 2, 3);
    TeamTesting.collect(
        TeamTesting.farewell(Ending.TRUNCATED),
        learner,
        1,
        3,
        rollout,
        () -> learner.begin(rollout, 0));
    return rollout;
  }

  @Test
  void criticAndBaselineSeeThoseWhoAreThere() {
    settings.teams = List.of(0, 0);
    settings.arenas = 1;
    try (PocaLearner learner = learner(1)) {
      Rollout rollout = farewell(learner);
      float[] team = new float[7];
      learner.viewTeam(0, team, 1);
      assertThat(team).containsExactly(0, 1, 1, 0, 2, 0, 2);
      learner.viewTeam(1, team, 1);
      assertThat(team).containsExactly(0, 0.5f, 1, 10, 0, 0, 1);
      learner.viewTeam(~2, team, 1);
      assertThat(team).containsExactly(0, 0.5f, 1, 30, 0, 0, 1);

      // the first member beside the second: its observation, its option, its number within [-1, 1]
      int second = learner.team().teams().source(0, 1);
      float[] expected = new float[11];
      expected[1] = 1;
      expected[3] = 1; // all are there
      expected[4] = 2;
      expected[6 + rollout.choices()[second]] = 1;
      int column = second * rollout.columnCount() + NeuralBrain.NUMBERS;
      expected[9] = Math.max(-1, Math.min(1, rollout.columns()[column]));
      expected[10] = 1;
      float[] seen = new float[11];
      learner.viewDecision(0, seen, 1);
      assertThat(seen).isEqualTo(expected);
      // a tick later it is alone
      learner.viewDecision(2, seen, 1);
      assertThat(seen).containsExactly(0, 1, 10, 0.5f, 0, 0, 0, 0, 0, 0, 0);
    }
  }

  @Test
  void membersWhoLeftInBetweenLeaveNoGap() {
    settings.bufferSize = 360;
    try (PocaLearner learner = learner(1)) {
      Rollout rollout = TeamTesting.rollout(learner, 12, 30);
      TeamTesting.collect(
          TeamTesting.noise(), learner, 4, 30, rollout, () -> learner.begin(rollout, 0));
      int found = 0;
      for (int i = 0; i < learner.team().count(); i++) {
        int moment = learner.team().moments()[i];
        boolean isFirst = learner.team().teams().source(moment, 0) >= 0;
        boolean isSecond = learner.team().teams().source(moment, 1) >= 0;
        boolean isThird = learner.team().teams().source(moment, 2) >= 0;
        if (isFirst && !isSecond && isThird) {
          float[] row = new float[8];
          learner.viewTeam(moment, row, 0);
          assertThat(row).containsExactly(2 / 3f, 1, row[2], 3, row[4], 0, 0, 2);
          found++;
        }
      }
      assertThat(found).isPositive();
    }
  }

  @Test
  void anAdvantageIsTheTeamsReturnLessTheMembersBaseline() {
    settings.teams = List.of(0, 0);
    settings.arenas = 1;
    try (PocaLearner learner = learner(1)) {
      farewell(learner);
      float[] returns = learner.team().returns();
      float first = learner.advantage(0, 0);
      float second = learner.advantage(0, 1);
      // one return, two baselines, neither of which is the critic's value
      assertThat(first).isNotEqualTo(second);
      assertThat(first).isNotEqualTo(learner.team().advantages()[0]);
      // untrained baselines are near 0: the return is 13 and more of the ticks that follow
      assertThat(returns[0]).isGreaterThan(12);
      assertThat(second).isCloseTo(returns[0], within(5f));
    }
  }

  @Test
  void theBaselineLearnsTheReturnOfWhatItSees() {
    settings.teams = List.of(0, 0);
    settings.arenas = 1;
    settings.batchSize = 4;
    settings.bufferSize = 4;
    settings.epochs = 50;
    settings.learningRate = 0.01f;
    settings.network = new NetworkSettings(true, 16, 1, Activation.TANH);
    try (PocaLearner learner = learner(1)) {
      Rollout rollout = TeamTesting.rollout(learner, 2, 3);
      Metrics metrics = new Metrics();
      Runnable[] updates = new Runnable[20];
      Arrays.fill(updates, (Runnable) () -> learner.update(rollout, 0, metrics));
      TeamTesting.collect(TeamTesting.farewell(Ending.TERMINATED), learner, 1, 3, rollout, updates);
      assertThat(metrics.get("value_loss")).isLessThan(0.5); // returns of about 15, 6 and 8
      assertThat(metrics.get("baseline_loss")).isLessThan(0.5);
      assertThat(metrics.get("explained_variance")).isGreaterThan(0.9);
    }
  }

  @Test
  void anAgentAloneHasNobodyToAttendTo() {
    settings.teams = List.of(0);
    settings.arenas = 12;
    try (PocaLearner learner = learner(1)) {
      Rollout rollout = TeamTesting.rollout(learner, 12, 10);
      float[] before = learner.model().parameters();
      TeamTesting.collect(
          TeamTesting.alone(),
          learner,
          12,
          10,
          rollout,
          () -> learner.update(rollout, 0, new Metrics()));
      float[] row = new float[10];
      learner.viewDecision(0, row, 0);
      assertThat(row).containsExactly(1, row[1], 1, 0, 0, 0, 0, 0, 0, 0);
      assertThat(learner.isFinite()).isTrue();
      assertThat(learner.model().parameters()).isNotEqualTo(before);
    }
  }

  @Test
  void aRestoredLearnerGoesOnBitForBit() {
    try (PocaLearner learner = learner(5);
        PocaLearner other = learner(6)) {
      TeamTesting.afterTwoUpdates(learner);
      learner.scaleLearningRate(0.5f);
      byte[] before = TeamTesting.saved(learner);
      TeamTesting.restore(other, before);
      assertThat(TeamTesting.saved(other)).isEqualTo(before);
      byte[] after = TeamTesting.afterTwoUpdates(learner);
      assertThat(TeamTesting.afterTwoUpdates(other)).isEqualTo(after).isNotEqualTo(before);
    }
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    byte[] alone;
    try (PocaLearner learner = learner(5)) {
      alone = TeamTesting.afterTwoUpdates(learner);
    }
    try (Workers three = new Workers(3)) {
      settings.workers = three;
      try (PocaLearner learner = learner(5)) {
        assertThat(TeamTesting.afterTwoUpdates(learner)).isEqualTo(alone);
      }
    }
  }

  @Test
  void updatesAllocateNothing() {
    try (PocaLearner learner = learner(5)) {
      TeamTesting.assertUpdatesAllocateNothing(learner);
    }
  }

  @Test
  void aMemoryIsRefusedInOneLine() {
    settings.network =
        new NetworkSettings(false, 8, 1, Activation.TANH)
            .withMemory(new MemorySettings(MemorySettings.Type.GRU, 16, 8));
    LearnerContext context = settings.context("poca", 1);
    assertThatThrownBy(() -> new Poca().create(context))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("behaviors.Toy.network_settings: poca learns no memory");
  }
}
