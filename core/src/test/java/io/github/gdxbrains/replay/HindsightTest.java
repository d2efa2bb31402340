package io.github.gdxbrains.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.TransitionRecorder;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.GoalSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HindsightTest {
  private static final float GAMMA = 0.5f;
  private static final int[] ONE = {0};

  private static GoalSpace goals(boolean relative) {
    return new GoalSpace("x", List.of(0), List.of(0f), List.of(10f), 5, List.of(1f), relative);
  }

  private static BehaviorSpec told() {
    return new BehaviorSpec(
        "B",
        ObservationSpace.of(
            ObservationStream.vector("other", 1),
            ObservationStream.vector("x", 1),
            goals(false).desired()),
        ActionSpace.discrete(2));
  }

  private static Hindsight hindsight(boolean relative, int relabelled) {
    return new Hindsight(goals(relative), told().observations(), relabelled, 3, GAMMA);
  }

  @Test
  void fourGoalsInHindsightForEachOwnAreFourFifths() {
    assertThat(hindsight(false, 4).ratio()).isEqualTo(0.8f);
    assertThat(hindsight(false, 0).ratio()).isZero();
  }

  @Test
  void anotherGoalIsShownInPlaceOfTheOwn() {
    float[] row = {0, 100, 4, 9, 0}; // from the second on: other, x, goal
    float[] goal = new float[1];
    Hindsight absolute = hindsight(false, 4);
    absolute.desired(row, 1, goal);
    assertThat(goal).containsExactly(9);
    absolute.tell(new float[] {6}, row, 1);
    assertThat(row).containsExactly(0, 100, 4, 6, 0);

    Hindsight relative = hindsight(true, 4);
    relative.desired(row, 1, goal);
    assertThat(goal).containsExactly(4 + 6);
    relative.tell(new float[] {7}, row, 1);
    assertThat(row).containsExactly(0, 100, 4, 7 - 4, 0);
    relative.achieved(row, 1, goal);
    assertThat(goal).containsExactly(4);
  }

  @Test
  void aTickCostsOneUntilTheGoalIsReached() {
    Hindsight hindsight = hindsight(false, 4);
    float[] goal = {5};
    float[] outcome = new float[2];
    hindsight.judge(new float[] {8}, goal, 0.5f, outcome, 0); // a tick
    assertThat(outcome).containsExactly(-1, 0.5f);
    hindsight.judge(new float[] {8}, goal, 0.25f, outcome, 0); // two: -1 - 0.5
    assertThat(outcome).containsExactly(-1.5f, 0.25f);
    hindsight.judge(new float[] {8}, goal, 0, outcome, 0); // it is missed forever
    assertThat(outcome).containsExactly(-2, 0);
    assertThat(hindsight.least()).isEqualTo(-2);
    hindsight.judge(new float[] {5.9f}, goal, 0.25f, outcome, 0);
    assertThat(outcome).containsExactly(0, 0);
    hindsight.judge(new float[] {5.9f}, goal, 0, outcome, 0);
    assertThat(outcome).containsExactly(0, 0);
  }

  /** An agent that sees 0, 1, 2, ..., the end of an episode included. */
  private static ReplayBuffer buffer(Ending ending, int first, int second) {
    BehaviorSpec behavior = told();
    AgentBatch batch = new AgentBatch(behavior, 1, 0);
    Rollout rollout = new Rollout(behavior, 1, 20, 3, 0, true);
    TransitionRecorder recorder = new TransitionRecorder(rollout, GAMMA, 1);
    recorder.setLane(0, 0);
    rollout.begin();
    for (int i = 0; i < first + second; i++) {
      boolean ends = i == first - 1;
      batch.observations()[1] = i + (i >= first ? 1 : 0);
      recorder.decided(batch, ONE, 1);
      batch.endings()[0] = ends ? ending : Ending.RUNNING;
      batch.finalObservations()[1] = first;
      recorder.ticked(batch, 0);
    }
    ReplayBuffer buffer = new ReplayBuffer(behavior, 1, 40, 1, GAMMA, false, 0, true);
    buffer.add(rollout);
    return buffer;
  }

  private static Set<Integer> later(ReplayBuffer buffer, int slot, int reach) {
    RandomStream random = new RandomStream(1);
    Set<Integer> seen = new TreeSet<>();
    float[] row = new float[3];
    for (int i = 0; i < 200; i++) {
      buffer.observation(buffer.drawLater(random, slot, reach), row, 0);
      seen.add((int) row[1]);
    }
    return seen;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERMINATED", "TRUNCATED"})
  void goalsAreWhatFollowsInTheEpisodeItsEndIncluded(Ending ending) {
    ReplayBuffer buffer = buffer(ending, 4, 4);
    assertThat(later(buffer, 0, 3)).containsExactly(1, 2, 3);
    assertThat(later(buffer, 0, 99)).containsExactly(1, 2, 3, 4);
    assertThat(later(buffer, 3, 3)).containsExactly(4);
    // the next episode has no end yet: its last decision is the last that is known
    assertThat(later(buffer, 5, 99)).containsExactly(6, 7);
    assertThat(later(buffer, 6, 1)).containsExactly(7);
  }

  @Test
  void whatATerminationLedToIsKept() {
    ReplayBuffer buffer = buffer(Ending.TERMINATED, 2, 1);
    float[] outcome = new float[2];
    int end = buffer.outcome(1, outcome, 0);
    assertThat(outcome[1]).isZero();
    float[] row = new float[3];
    buffer.observation(end, row, 0);
    assertThat(row[1]).isEqualTo(2);
    assertThat(buffer.size()).isEqualTo(2);
  }
}
