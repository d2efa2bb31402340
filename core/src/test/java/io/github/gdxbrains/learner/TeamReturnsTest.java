package io.github.gdxbrains.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.learner.mappo.MappoLearner;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.JointRollout;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** γ = 1/2 and λ = 1/4, a team of two of whom one leaves in the first tick. */
final class TeamReturnsTest {
  private static final float KEEP = TeamTesting.LAMBDA;

  private final TeamTesting.Settings settings = new TeamTesting.Settings();
  private TeamReturns team;
  private Critic critic;

  /** Computes the returns of the last of some rollouts. */
  private void compute(Ending ending, int ticks, int rollouts) {
    settings.teams = List.of(0, 0);
    settings.arenas = 1;
    settings.network = new NetworkSettings(false, 6, 1, Activation.TANH);
    LearnerContext context = settings.context("mappo", 3);
    team = new TeamReturns(context, KEEP);
    int[] none = new int[6];
    Arrays.fill(none, Critic.NO_OBSERVATION);
    critic =
        new Critic(
            context,
            "value",
            ObservationSpace.of(ObservationStream.vector("team", 6)),
            none,
            (item, row, at) -> {
              int from = (item < 0 ? ~item : item) * 6;
              System.arraycopy(team.observations(item), from, row, at, 6);
            },
            8,
            new RandomStream(1));
    try (MappoLearner acting = new MappoLearner(context)) {
      Rollout rollout = TeamTesting.rollout(acting, 2, ticks);
      Runnable[] then = new Runnable[rollouts];
      Arrays.fill(then, (Runnable) () -> team.compute(rollout, critic));
      TeamTesting.collect(TeamTesting.farewell(ending), acting, 1, ticks, rollout, then);
    }
  }

  private float v(int moment) {
    return team.values()[moment];
  }

  private static void expect(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-5));
  }

  @Test
  void whoLeftIsCreditedWithWhatTheTeamGetsLater() {
    compute(Ending.TERMINATED, 3, 1);
    assertThat(team.count()).isEqualTo(3);
    assertThat(team.present(0)).isEqualTo(2);
    assertThat(team.present(1)).isEqualTo(1);
    assertThat(team.teams().source(0, 1)).isNotEqualTo(JointRollout.ABSENT);
    double third = 8;
    double second = 4 + 0.5 * (0.75 * v(2) + 0.25 * third);
    double first = 13 + 0.5 * (0.75 * v(1) + 0.25 * second);
    expect(team.returns()[2], third);
    expect(team.returns()[1], second);
    expect(team.returns()[0], first); // of the second member's only decision, too
    expect(team.advantages()[0], first - v(0));
    assertThat(v(1)).isNotEqualTo(v(2)).isNotZero();
  }

  @Test
  void aTruncatedEpisodeIsWorthWhatTheCriticSeesAtItsEnd() {
    compute(Ending.TRUNCATED, 3, 1);
    float[] last = new float[1];
    critic.estimate(new int[] {~2}, 1, last);
    expect(team.returns()[2], 8 + 0.5 * last[0]);
    assertThat(last[0]).isNotEqualTo(v(2)).isNotZero();
  }

  @Test
  void theEndOfARolloutIsWorthWhatTheCriticSeesThen() {
    compute(Ending.TERMINATED, 2, 1);
    assertThat(team.count()).isEqualTo(2);
    float[] next = new float[1];
    critic.estimate(new int[] {2}, 1, next);
    expect(team.returns()[1], 4 + 0.5 * next[0]);
    assertThat(next[0]).isNotZero();
  }

  @Test
  void theNextRolloutGoesOnWithoutTheLeaver() {
    compute(Ending.TERMINATED, 2, 2);
    // tick 3 of the first episode, then tick 1 of the second
    assertThat(team.count()).isEqualTo(2);
    assertThat(team.present(0)).isEqualTo(1);
    expect(team.returns()[0], 8);
    assertThat(team.present(1)).isEqualTo(2);
  }
}
