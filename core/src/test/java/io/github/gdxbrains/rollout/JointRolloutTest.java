package io.github.gdxbrains.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Teams {0, 0, 1} in two arenas: lanes 0 and 1 are the first group, lane 2 the second. */
class JointRolloutTest {
  private static final float GAMMA = 0.5f;
  private static final int CAPACITY = 4;

  private final BehaviorSpec behavior =
      new BehaviorSpec(
          "B",
          ObservationSpace.of(ObservationStream.vector("x", 1)),
          ActionSpace.discrete(3),
          true,
          1);
  private final Rollout rollout = new Rollout(behavior, 6, CAPACITY, 1, 0, true);
  private final JointRollout teams = new JointRollout(behavior, List.of(0, 0, 1), 2, CAPACITY);
  private final Rollout joint = teams.rollout();

  private int decide(int lane, long episode, int time, float observation, int choice) {
    int index = rollout.open(lane);
    rollout.observations()[index] = observation;
    rollout.choices()[index] = choice;
    rollout.forbidden()[index * 3 + 2] = true;
    rollout.episodes()[index] = episode;
    rollout.times()[index] = time;
    return index;
  }

  private void tick(int lane, float own, float group) {
    rollout.reward(lane, own + group, group, GAMMA);
  }

  private void goOn(int lane) {
    rollout.close(lane, Ending.RUNNING);
  }

  private void cutOff(int lane, float finalObservation) {
    int index = rollout.close(lane, Ending.TRUNCATED);
    rollout.finalObservations()[index] = finalObservation;
    rollout.finalForbidden()[index * 3] = true;
  }

  private void due(int lane, float observation) {
    rollout.close(lane, Ending.RUNNING);
    rollout.lastObservations()[lane] = observation;
    rollout.assessed(lane);
  }

  private float[] seen(int index) {
    return Arrays.copyOfRange(joint.observations(), index * 4, index * 4 + 4);
  }

  @Test
  void membersThatDecideTogetherMakeOneMoment() {
    rollout.begin();
    int a = decide(0, 0, 0, 10, 1);
    int b = decide(1, 0, 0, 20, 2);
    tick(0, 1, 100);
    tick(1, 2, 100);
    goOn(0);
    goOn(1);
    decide(0, 0, 1, 11, 0);
    decide(1, 0, 1, 21, 1);
    tick(0, 3, 0);
    tick(1, 4, 0);
    due(0, 12);
    due(1, 22);
    decide(2, 0, 0, 30, 1);
    tick(2, 7, 5);
    rollout.close(2, Ending.TERMINATED);

    teams.fill(rollout);

    assertEquals(2, teams.members());
    assertEquals(4, teams.groups());
    assertEquals(2, joint.count(0));
    int first = joint.first(0);
    assertArrayEquals(new float[] {10, 20, 1, 1}, seen(first));
    assertArrayEquals(new float[] {11, 21, 1, 1}, seen(first + 1));
    assertArrayEquals(new float[] {12, 22, 1, 1}, seen(first + 2));
    assertTrue(teams.isFollowed(0));
    assertEquals(a, teams.source(first, 0));
    assertEquals(b, teams.source(first, 1));
    assertArrayEquals(new int[] {1, 2}, Arrays.copyOfRange(joint.choices(), 0, 2));
    assertArrayEquals(
        new boolean[] {false, false, true, false, false, true},
        Arrays.copyOfRange(joint.forbidden(), 0, 6));
    assertEquals(103, joint.rewards()[first]);
    assertEquals(100, joint.groupRewards()[first]);
    assertEquals(7, joint.rewards()[first + 1]);
    assertTrue(joint.starts()[first]);
    assertFalse(joint.starts()[first + 1]);

    int other = joint.first(1);
    assertEquals(1, joint.count(1));
    assertArrayEquals(new float[] {30, 0, 1, 0}, seen(other));
    assertEquals(JointRollout.ABSENT, teams.source(other, 1));
    assertEquals(12, joint.rewards()[other]);
    assertEquals(Ending.TERMINATED, joint.endings()[other]);
    assertFalse(teams.isFollowed(1));
    assertEquals(0, joint.count(2));
  }

  @Test
  void whoLeavesIsAbsentFromThenOnAndItsTeamsMomentsGoOn() {
    rollout.begin();
    decide(0, 3, 0, 10, 0);
    decide(1, 3, 0, 20, 0);
    tick(0, 0, 8);
    tick(1, -1, 8); // leaves: its transition stays open
    goOn(0);
    decide(0, 3, 1, 11, 0);
    tick(0, 0, 4);
    tick(1, 0, 4);
    due(0, 12);
    teams.fill(rollout);

    int first = joint.first(0);
    assertEquals(2, joint.count(0));
    assertEquals(8 - 1 + 0, joint.rewards()[first], "the group's reward of one tick, and its own");
    assertEquals(1, joint.ticks()[first]);
    assertArrayEquals(new float[] {11, 0, 1, 0}, seen(first + 1));
    assertArrayEquals(new float[] {12, 0, 1, 0}, seen(first + 2));
    assertEquals(4, joint.rewards()[first + 1]);

    rollout.begin();
    int last = decide(0, 3, 2, 12, 2);
    tick(0, 0, 2);
    tick(1, 0, 2);
    cutOff(0, 13);
    rollout.close(1, Ending.TERMINATED);
    decide(0, 4, 0, 50, 0);
    decide(1, 4, 0, 60, 0);
    tick(0, 0, 1);
    tick(1, 0, 1);
    due(0, 51);
    due(1, 61);
    teams.fill(rollout);

    assertEquals(2, joint.count(0), "the leaver's old decision is not told again");
    assertEquals(last, teams.source(first, 0));
    assertEquals(JointRollout.ABSENT, teams.source(first, 1));
    assertEquals(2, joint.rewards()[first]);
    assertEquals(Ending.TRUNCATED, joint.endings()[first]);
    assertFalse(joint.starts()[first]);
    assertArrayEquals(
        new float[] {13, 0, 1, 0},
        Arrays.copyOfRange(joint.finalObservations(), first * 4, first * 4 + 4));
    assertTrue(joint.finalForbidden()[0]);
    assertFalse(joint.finalForbidden()[3]);
    assertTrue(joint.starts()[first + 1]);
    assertArrayEquals(new float[] {50, 60, 1, 1}, seen(first + 1));
  }

  @Test
  void theLastMomentOfAllLastsToTheEnd() {
    rollout.begin();
    decide(0, 0, 0, 10, 0);
    decide(1, 0, 0, 20, 0);
    tick(0, 1, 16);
    tick(1, 2, 16); // both leave
    teams.fill(rollout);
    assertEquals(0, joint.count(0));

    rollout.begin();
    tick(0, 0, 16);
    tick(1, 0, 16);
    rollout.close(0, Ending.TERMINATED);
    rollout.close(1, Ending.TERMINATED);
    teams.fill(rollout);
    int first = joint.first(0);
    assertEquals(1, joint.count(0));
    assertEquals(3 + 16 + 8, joint.rewards()[first]);
    assertEquals(2, joint.ticks()[first]);
    assertTrue(joint.starts()[first]);
    assertEquals(Ending.TERMINATED, joint.endings()[first]);
  }

  @Test
  void aRestartBreaksOffWhatRan() {
    rollout.begin();
    decide(0, 0, 5, 10, 0);
    decide(1, 0, 5, 20, 0);
    tick(0, 1, 0);
    tick(1, 1, 0);
    due(0, 11);
    due(1, 21);
    teams.fill(rollout);
    rollout.clear();

    decide(0, 0, 0, 30, 0);
    decide(1, 0, 0, 40, 0);
    tick(0, 1, 0);
    tick(1, 1, 0);
    due(0, 31);
    due(1, 41);
    teams.fill(rollout);
    assertEquals(1, joint.count(0));
    assertTrue(joint.starts()[joint.first(0)]);
  }
}
