package io.github.gdxbrains.game.frozenlake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.game.mdp.FiniteMdp;
import io.github.gdxbrains.game.mdp.Policy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FrozenLakeTest {
  private static final FrozenLake GAME = new FrozenLake();
  private static final FrozenLakeMdp SMALL = new FrozenLakeMdp(false, true);
  private static final FrozenLakeMdp LARGE = new FrozenLakeMdp(true, true);

  /** Cells of the 4x4 map that end an episode: 5, 7, 11, 12 are holes, 15 is the goal. */
  @Test
  void holesAndGoalAreWhereGymnasiumHasThem() {
    for (int cell = 0; cell < 16; cell++) {
      boolean isEnd = List.of(5, 7, 11, 12, 15).contains(cell);
      assertThat(SMALL.table().isTerminal(cell)).as("cell %d", cell).isEqualTo(isEnd);
      assertThat(SMALL.table().reward(cell)).isEqualTo(cell == 15 ? 1 : 0);
    }
    for (int cell = 0; cell < 64; cell++) {
      boolean isEnd = List.of(19, 29, 35, 41, 42, 46, 49, 52, 54, 59, 63).contains(cell);
      assertThat(LARGE.table().isTerminal(cell)).as("cell %d", cell).isEqualTo(isEnd);
    }
    assertThat(SMALL.map().start()).isZero();
    assertThat(LARGE.map().start()).isZero();
  }

  @Test
  void aStepOnSlipperyIceHasThreeOutcomesOfOneThird() {
    FiniteMdp table = SMALL.table();
    double third = 1 / 3.0;
    // from 6 (second row, third column): left is 5, down 10, right 7, up 2
    assertTransitions(table, 6, 0, new int[] {2, 5, 10}, third, third, third);
    assertTransitions(table, 6, 1, new int[] {5, 10, 7}, third, third, third);
    assertTransitions(table, 6, 2, new int[] {10, 7, 2}, third, third, third);
    assertTransitions(table, 6, 3, new int[] {7, 2, 5}, third, third, third);
    // in the corner, left and up stay
    assertTransitions(table, 0, 0, new int[] {0, 4}, 2 * third, third);
    assertTransitions(table, 0, 2, new int[] {4, 1, 0}, third, third, third);
    assertTransitions(table, 14, 2, new int[] {14, 15, 10}, third, third, third);
  }

  @Test
  void aStepOnFirmIceGoesWhereItShould() {
    FiniteMdp table = new FrozenLakeMdp(false, false).table();
    assertTransitions(table, 6, 0, new int[] {5}, 1);
    assertTransitions(table, 6, 1, new int[] {10}, 1);
    assertTransitions(table, 6, 2, new int[] {7}, 1);
    assertTransitions(table, 6, 3, new int[] {2}, 1);
    assertTransitions(table, 3, 2, new int[] {3}, 1);
  }

  private static void assertTransitions(
      FiniteMdp table, int state, int action, int[] next, double... probabilities) {
    double sum = 0;
    for (int i = 0; i < next.length; i++) {
      assertThat(table.transition(state, action, next[i]))
          .isCloseTo(probabilities[i], within(1e-15));
      sum += probabilities[i];
    }
    assertThat(sum).as("nothing else is possible").isCloseTo(1, within(1e-15));
  }

  @Test
  void theOptimumWithinAHundredStepsIsKnown() {
    // backward induction written apart in Python; Gymnasium's registry says 0.74 and 0.91
    assertThat(SMALL.successProbability(SMALL.optimal(100), 100))
        .isCloseTo(0.744190287829, within(1e-12));
    assertThat(LARGE.successProbability(LARGE.optimal(200), 200))
        .isCloseTo(0.913220150202, within(1e-12));
  }

  @Test
  void theBestPolicyWithoutTimeLimitIsNearlyAsGoodWithinIt() {
    Policy forever = SMALL.table().optimalForever(0.999);
    // without a limit 14 of 17 walks end at the goal
    assertThat(SMALL.successProbability(forever, 20_000)).isCloseTo(14 / 17.0, within(1e-9));
    double within100 = SMALL.successProbability(forever, 100);
    assertThat(within100).isCloseTo(0.74, within(0.01));
    assertThat(within100).isLessThanOrEqualTo(SMALL.successProbability(SMALL.optimal(100), 100));
  }

  @Test
  void theScriptReachesTheGoalAsOftenAsComputed() {
    Parameters parameters = Parameters.defaults(GAME);
    try (Playing playing =
        new Playing(
            GAME, parameters, List.of(new ScriptedBrain(GAME.scripts().get("scripted"))), 3)) {
      EpisodeLog log = playing.play(20_000);
      double sum = 0;
      for (int i = 0; i < log.count(); i++) {
        assertThat(log.episodeReturn(i, 0)).isIn(0.0, 1.0).isEqualTo((double) log.score(i, 0));
        assertThat(log.ticks(i)).isLessThanOrEqualTo(100);
        sum += log.episodeReturn(i, 0);
      }
      double expected = SMALL.successProbability(SMALL.optimal(100), 100);
      // 4 standard deviations: 4 * sqrt(0.74 * 0.26 / 20000) = 0.0124
      assertThat(sum / log.count()).isCloseTo(expected, within(0.0124));
    }
  }

  @Test
  void theTimeLimitTruncatesAndHolesTerminate() {
    Parameters parameters = Parameters.of(GAME, Map.of(FrozenLake.MAX_STEPS, 4f));
    int[] endings = new int[Ending.values().length];
    try (Playing playing = new Playing(GAME, parameters, List.of(new RandomBrain()), 6)) {
      for (int i = 0; i < 4000; i++) {
        playing.tick();
        Ending ending = playing.batch().endings()[0];
        endings[ending.ordinal()]++;
        if (ending != Ending.RUNNING) {
          float[] last = playing.batch().finalObservations();
          boolean isEnd = last[5] + last[7] + last[11] + last[12] + last[15] == 1;
          assertThat(ending).isEqualTo(isEnd ? Ending.TERMINATED : Ending.TRUNCATED);
          assertThat(playing.batch().observations()[0]).as("at the start again").isEqualTo(1);
        }
      }
    }
    assertThat(endings[Ending.TERMINATED.ordinal()]).isGreaterThan(100);
    assertThat(endings[Ending.TRUNCATED.ordinal()]).isGreaterThan(100);
  }
}
