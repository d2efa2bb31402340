package io.github.gdxbrains.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.GoalSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One agent at x in [0, 10], whose manager chooses among five cells, by way of a level's rollout.
 */
final class GoalRolloutTest {
  private static final float GAMMA = 0.5f;
  private static final BehaviorSpec AGENTS =
      new BehaviorSpec(
          "B",
          ObservationSpace.of(
              ObservationStream.vector("other", 1), ObservationStream.vector("x", 1)),
          ActionSpace.discrete(2));
  private static final BehaviorSpec MANAGER = AGENTS.choosing(ActionSpace.discrete(5));
  private static final GoalSpace GOALS =
      new GoalSpace("x", List.of(0), List.of(0f), List.of(10f), 5, List.of(1f), false);

  // columns of the agents: goal, started, its number, test, a column of the manager's own
  private final Rollout agents = new Rollout(AGENTS, 1, 9, 2, 5, true);
  private final LevelRollout level =
      new LevelRollout(AGENTS, MANAGER, new LevelRollout.Source(1, 1, 0, 3, 2, List.of()), agents);

  private Rollout learned(boolean hindsight) {
    GoalRollout made = new GoalRollout(MANAGER, GOALS, hindsight, 7, 1, 10, 1);
    level.follow(agents, GAMMA);
    made.follow(level.rollout());
    return made.rollout();
  }

  private void decide(float x, int goal, boolean started, boolean isTest, float reward) {
    if (agents.isOpen(0)) {
      agents.close(0, Ending.RUNNING);
    }
    int index = agents.open(0);
    agents.observations()[index * 2] = 100 + x;
    agents.observations()[index * 2 + 1] = x;
    float[] columns = {goal, started ? 1 : 0, 99, isTest ? 1 : 0, 50 + x};
    System.arraycopy(columns, 0, agents.columns(), index * 5, 5);
    agents.reward(0, reward, 0, GAMMA);
  }

  private void end(Ending ending, float x) {
    int index = agents.close(0, ending);
    agents.finalObservations()[index * 2] = 100 + x;
    agents.finalObservations()[index * 2 + 1] = x;
  }

  /** Goals of cells 0 to 4 are 1, 3, 5, 7 and 9. */
  private void play() {
    agents.begin();
    decide(0, 4, true, false, 1); // missed: it comes to 5.5, in cell 2
    decide(3, 4, false, false, 2);
    decide(5.5f, 3, true, false, 4); // reached: 6.5 is near enough to 7
    decide(6.5f, 0, true, true, 8); // a test that fails: it comes to 8.5, in cell 4
    decide(7.5f, 0, false, true, 16);
    decide(8.5f, 1, true, true, 32); // a test that the end cuts short, in cell 4
    end(Ending.TERMINATED, 9.5f);
  }

  @Test
  void aMissedGoalBecomesWhatWasBroughtAbout() {
    play();
    Rollout learned = learned(true);
    assertThat(learned.lanes()).isEqualTo(2);
    assertThat(learned.count(0)).isEqualTo(4);
    assertThat(learned.choices()).startsWith(2, 3, 4, 4);
    // a goal of two ticks: 1 + 0.5 · 2, and 8 + 0.5 · 16, then discounted by 0.5²
    assertThat(learned.rewards()).startsWith(2, 4, 16, 32);
    assertThat(learned.ticks()).startsWith(2, 1, 2, 1);
    assertThat(learned.endings())
        .startsWith(Ending.RUNNING, Ending.RUNNING, Ending.RUNNING, Ending.TERMINATED);
    assertThat(learned.starts()).startsWith(true, false, false, false);
    assertThat(learned.observations()).startsWith(100, 0, 105.5f, 5.5f, 106.5f, 6.5f, 108.5f, 8.5f);
    assertThat(learned.columns()).startsWith(50, 55.5f, 56.5f, 58.5f);
    float[] next = new float[2];
    learned.copyNext(3, next, 0);
    assertThat(next).containsExactly(109.5f, 9.5f);
  }

  @Test
  void aGoalThatATestMissesIsPenalisedWithoutAFuture() {
    play();
    Rollout learned = learned(true);
    int first = learned.first(1);
    assertThat(learned.count(1)).isEqualTo(1);
    assertThat(learned.choices()[first]).isZero();
    assertThat(learned.rewards()[first]).isEqualTo(-7);
    assertThat(learned.endings()[first]).isEqualTo(Ending.TERMINATED);
    assertThat(learned.starts()[first]).isTrue();
    assertThat(learned.observations()[first * 2 + 1]).isEqualTo(6.5f);
  }

  @Test
  void withoutHindsightGoalsStayAsTheyWereChosen() {
    play();
    assertThat(learned(false).choices()).startsWith(4, 3, 0, 1);
  }

  @Test
  void whatIsUnderWayIsLearnedFromInTheNextRollout() {
    agents.begin();
    decide(0, 4, true, false, 1);
    agents.close(0, Ending.RUNNING);
    GoalRollout made = new GoalRollout(MANAGER, GOALS, true, 7, 1, 10, 1);
    level.follow(agents, GAMMA);
    made.follow(level.rollout());
    assertThat(made.rollout().size()).isZero();
    agents.begin();
    decide(2.5f, 3, true, false, 4);
    agents.close(0, Ending.RUNNING);
    level.follow(agents, GAMMA);
    made.follow(level.rollout());
    assertThat(made.rollout().count(0)).isEqualTo(1);
    assertThat(made.rollout().choices()[0]).isEqualTo(1);
    assertThat(made.ended()).isEqualTo(1);
    assertThat(made.reached()).isZero();
  }
}
