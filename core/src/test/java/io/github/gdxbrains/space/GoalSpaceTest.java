package io.github.gdxbrains.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GoalSpaceTest {
  private static final float[] HERE = {1, 20};

  /** Numbers 2 and 0 of a stream, from 0 to 4 in two cells and from 10 to 50 in two. */
  private static GoalSpace goals(boolean relative) {
    return new GoalSpace(
        "place", List.of(2, 0), List.of(0f, 10f), List.of(4f, 50f), 2, List.of(0.5f, 3f), relative);
  }

  private static float[] goal(GoalSpace goals, int number) {
    float[] target = new float[goals.size()];
    goals.goal(number, HERE, target);
    return target;
  }

  @Test
  void aGoalIsTheMiddleOfACell() {
    GoalSpace goals = goals(false);
    assertThat(goals.count()).isEqualTo(4);
    assertThat(goal(goals, 0)).containsExactly(1, 20);
    assertThat(goal(goals, 1)).containsExactly(3, 20);
    assertThat(goal(goals, 2)).containsExactly(1, 40);
    assertThat(goal(goals, 3)).containsExactly(3, 40);
    for (int number = 0; number < 4; number++) {
      assertThat(goals.nearest(HERE, goal(goals, number))).isEqualTo(number);
    }
    assertThat(goals.nearest(HERE, new float[] {1.9f, 30.1f})).isEqualTo(2);
    assertThat(goals.nearest(HERE, new float[] {99, -99})).isEqualTo(1);
    assertThat(goals.desired()).isEqualTo(ObservationStream.vector("desired_goal", 2, 0, 50));
  }

  @Test
  void aRelativeGoalIsAChange() {
    GoalSpace goals = goals(true);
    assertThat(goal(goals, 1)).containsExactly(1 + 3, 20 + 20);
    assertThat(goals.nearest(HERE, new float[] {1 + 3.9f, 20 + 31})).isEqualTo(3);
  }

  @Test
  void withoutAGridOneNumberIsOneAndTheOthersAreZero() {
    GoalSpace goals =
        new GoalSpace(
            "cell",
            List.of(0, 1, 2),
            List.of(0f, 0f, 0f),
            List.of(1f, 1f, 1f),
            0,
            List.of(0.5f, 0.5f, 0.5f),
            false);
    assertThat(goals.count()).isEqualTo(3);
    float[] goal = goal(goals, 1);
    assertThat(goal).containsExactly(0, 1, 0);
    assertThat(goals.isReached(new float[] {0, 1, 0}, goal)).isTrue();
    assertThat(goals.isReached(new float[] {0, 0, 1}, goal)).isFalse();
    assertThat(goals.nearest(HERE, new float[] {0, 0, 1})).isEqualTo(2);
  }

  @Test
  void everyNumberMustBeWithinItsTolerance() {
    GoalSpace goals = goals(false);
    float[] goal = {3, 40};
    assertThat(goals.isReached(new float[] {3.5f, 37}, goal)).isTrue();
    assertThat(goals.isReached(new float[] {3.6f, 40}, goal)).isFalse();
    assertThat(goals.isReached(new float[] {3, 43.1f}, goal)).isFalse();
    assertThat(goals.isReached(new float[] {3, Float.NaN}, goal)).isFalse();
  }

  @Test
  void itFindsItsNumbersAmongThoseThatAnAgentSees() {
    ObservationSpace agent =
        ObservationSpace.of(
            new ObservationStream("eye", ElementType.UINT8, List.of(2), true, 0, 255),
            ObservationStream.vector("speed", 1),
            ObservationStream.vector("place", 3));
    GoalSpace goals = goals(false);
    assertThat(goals.positions(agent)).containsExactly(3, 1);
    ObservationSpace blind = agent.select(List.of("speed"));
    assertThatThrownBy(() -> goals.positions(blind))
        .hasMessage("place[2, 0] is no part of [speed[1]]");

    // told its goal: speed, place, goal, then the bytes and how many there are
    ObservationSpace told =
        new ObservationSpace(
            List.of(
                agent.streams().get(0),
                agent.streams().get(1),
                agent.streams().get(2),
                goals.desired()));
    assertThat(goals.desiredPositions(told)).containsExactly(4, 5);
    assertThat(agent.positionsBeside(told)).containsExactly(0, 1, 2, 3, -1, -2, 4, 5, 6);
  }
}
