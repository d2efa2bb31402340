package io.github.gdxbrains.brain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.GoalSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Agents at x in [0, 8], with goals at 1, 3, 5 and 7, or at -3, -1, 1 and 3 from where they are.
 */
final class GoalBrainTest {
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Toy",
          ObservationSpace.of(
              ObservationStream.vector("wish", 1), ObservationStream.vector("x", 1, 0, 8)),
          ActionSpace.discrete(9));
  private static final BehaviorSpec MANAGER = BEHAVIOR.choosing(ActionSpace.discrete(4));

  /** Chooses a number of what it sees, and notes all that it saw. */
  private static final class Noting implements Brain {
    private final int input;
    private final List<String> seen = new ArrayList<>();

    Noting(int input) {
      this.input = input;
    }

    @Override
    public void decide(AgentBatch batch, int[] rows, int count) {
      float[] row = new float[batch.inputsPerRow()];
      for (int i = 0; i < count; i++) {
        batch.copyInputs(false, rows[i], row, 0);
        seen.add(rows[i] + Arrays.toString(row));
        batch.action(rows[i]).choose(0, Math.round(Math.abs(row[input])));
      }
    }
  }

  private final Noting manager = new Noting(0);
  private final Noting worker = new Noting(2);
  private final Noting tester = new Noting(2);
  private AgentBatch batch;

  private static GoalSpace goals(boolean relative) {
    float low = relative ? -4 : 0;
    return new GoalSpace(
        "x", List.of(0), List.of(low), List.of(low + 8), 4, List.of(0.5f), relative);
  }

  private static BehaviorSpec told(boolean relative) {
    return BEHAVIOR.extended(List.of(goals(relative).desired()), 0);
  }

  private GoalBrain brain(boolean relative, float testRatio) {
    GoalBrain brain =
        new GoalBrain(
            BEHAVIOR,
            goals(relative),
            3,
            new HierarchicalBrain.Level(MANAGER, capacity -> manager, 0),
            new HierarchicalBrain.Level(told(relative), capacity -> worker, 0),
            new GoalBrain.Tests(testRatio, capacity -> tester),
            2);
    batch = new AgentBatch(BEHAVIOR, 2, 4);
    batch.reserveStates(brain.stateSize());
    return brain;
  }

  /** Two decisions, of agents at some places; the goal that each would choose is its wish. */
  private void decide(Brain brain, float x0, int wish0, float x1, int wish1) {
    float[] now = {wish0, x0, wish1, x1};
    System.arraycopy(now, 0, batch.observations(), 0, 4);
    brain.decide(batch, new int[] {0, 1}, 2);
  }

  @Test
  void aGoalHoldsForItsPeriodOrUntilItIsReached() {
    GoalBrain brain = brain(false, 0);
    decide(brain, 0, 3, 0, 1);
    assertThat(batch.choices()).containsExactly(7, 3); // the worker's choice is its goal
    assertThat(batch.columns()).containsExactly(3, 1, 7, 0, 1, 1, 3, 0);
    decide(brain, 1, 0, 2.4f, 0); // 2.4 is not near enough to 3
    assertThat(batch.columns()).containsExactly(3, 0, 7, 0, 1, 0, 3, 0);
    decide(brain, 2, 0, 2.6f, 0);
    assertThat(batch.columns()).containsExactly(3, 0, 7, 0, 0, 1, 1, 0);
    decide(brain, 3, 2, 2.6f, 0);
    assertThat(batch.columns()).containsExactly(2, 1, 5, 0, 0, 0, 1, 0);
    assertThat(manager.seen)
        .containsExactly("0[3.0, 0.0]", "1[1.0, 0.0]", "1[0.0, 2.6]", "0[2.0, 3.0]");
    assertThat(worker.seen).startsWith("0[3.0, 0.0, 7.0]", "1[1.0, 0.0, 3.0]", "0[0.0, 1.0, 7.0]");
    assertThat(tester.seen).isEmpty();
  }

  @Test
  void aRelativeGoalStaysWhereItWasWhileTheAgentMoves() {
    GoalBrain brain = brain(true, 0);
    decide(brain, 2, 3, 2, 0); // to 5, and to -1
    decide(brain, 4, 0, 1, 0);
    assertThat(worker.seen)
        .containsExactly(
            "0[3.0, 2.0, 3.0]", "1[0.0, 2.0, -3.0]", "0[0.0, 4.0, 1.0]", "1[0.0, 1.0, -2.0]");
    decide(brain, 5, 1, 1, 0); // reached: now to 4
    assertThat(batch.columns()).startsWith(1, 1, -1, 0);
  }

  @Test
  void inATestItIsTheOtherWorkerThatActs() {
    GoalBrain brain = brain(false, 1);
    decide(brain, 0, 3, 0, 1);
    assertThat(worker.seen).isEmpty();
    assertThat(tester.seen).containsExactly("0[3.0, 0.0, 7.0]", "1[1.0, 0.0, 3.0]");
    assertThat(batch.columns()).containsExactly(3, 1, 7, 1, 1, 1, 3, 1);
  }

  @Test
  void aBrainFileHoldsGoalsAndBothLevels() {
    GoalModel model =
        new GoalModel(
            BEHAVIOR, 5, goals(true), new RandomModel(MANAGER), new RandomModel(told(true)));
    GoalModel read =
        (GoalModel)
            BrainFile.parse(new BrainFile("toy", model, Map.of()).toBytes(), "toy.brain").model();
    assertThat(read).isEqualTo(model);
  }

  @Test
  void levelsThatDoNotFitAreRefused() {
    GoalSpace goals = goals(false);
    RandomModel fits = new RandomModel(MANAGER);
    RandomModel untold = new RandomModel(BEHAVIOR.choosing(ActionSpace.discrete(4)));
    assertThatThrownBy(() -> new GoalModel(BEHAVIOR, 5, goals, fits, untold))
        .isInstanceOf(UserError.class)
        .hasMessage("the worker acts by Discrete[n=4], but must act by Discrete[n=9]");
    RandomModel other = new RandomModel(BEHAVIOR.choosing(ActionSpace.discrete(3)));
    assertThatThrownBy(() -> new GoalModel(BEHAVIOR, 5, goals, other, new RandomModel(told(false))))
        .isInstanceOf(UserError.class)
        .hasMessage("the manager acts by Discrete[n=3], but must act by Discrete[n=4]");
  }
}
