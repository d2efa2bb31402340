package io.github.gdxbrains.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import org.junit.jupiter.api.Test;

final class AdvantagesTest {
  private static final int VALUE = 1;
  private static final int COLUMNS = 2;
  private static final float GAMMA = 0.9f;
  private static final float LAMBDA = 0.8f;

  private final Rollout rollout = rollout();
  private final float[] advantages = new float[rollout.slots()];
  private final float[] returns = new float[rollout.slots()];

  private static Rollout rollout() {
    BehaviorSpec behavior =
        new BehaviorSpec(
            "B", ObservationSpace.of(ObservationStream.vector("x", 1)), ActionSpace.discrete(2));
    return new Rollout(behavior, 2, 6, 1, COLUMNS);
  }

  /** A transition of some ticks with one reward in the first of them. */
  private int add(int lane, float value, float reward, int ticks, Ending ending) {
    int index = rollout.open(lane);
    rollout.columns()[index * COLUMNS + VALUE] = value;
    for (int tick = 0; tick < ticks; tick++) {
      rollout.reward(lane, tick == 0 ? reward : 0, 0, GAMMA);
    }
    rollout.close(lane, ending);
    return index;
  }

  private void last(int lane, float value) {
    rollout.lastColumns()[lane * COLUMNS + VALUE] = value;
    rollout.assessed(lane);
  }

  private void compute(int horizon, float strength) {
    Advantages.gae(rollout, 0, 2, VALUE, GAMMA, LAMBDA, strength, horizon, advantages, returns);
  }

  private void expect(int index, double advantage, double value) {
    assertThat((double) advantages[index]).isCloseTo(advantage, within(1e-5));
    assertThat((double) returns[index]).isCloseTo(advantage + value, within(1e-5));
  }

  @Test
  void aTerminationHasNothingAfterIt() {
    int first = add(0, 3, 1, 1, Ending.RUNNING);
    int second = add(0, 4, 2, 1, Ending.TERMINATED);
    compute(100, 1);
    // δ1 = 2 - 4 = -2; δ0 = 1 + 0.9 · 4 - 3 = 1.6; A0 = 1.6 + 0.72 · -2
    expect(second, -2, 4);
    expect(first, 0.16, 3);
  }

  @Test
  void aTruncationIsWorthItsFinalObservation() {
    int first = add(0, 3, 1, 1, Ending.RUNNING);
    int second = add(0, 4, 2, 1, Ending.TRUNCATED);
    rollout.finalColumns()[second * COLUMNS + VALUE] = 10;
    compute(100, 1);
    // δ1 = 2 + 0.9 · 10 - 4 = 7; A0 = 1.6 + 0.72 · 7
    expect(second, 7, 4);
    expect(first, 6.64, 3);
  }

  private void computeAsOneLife(float... rewards) {
    float[] byIndex = new float[rollout.slots()];
    System.arraycopy(rewards, 0, byIndex, rollout.first(0), rewards.length);
    Advantages.gae(
        rollout, 0, 1, byIndex, false, VALUE, GAMMA, LAMBDA, 2, 100, advantages, returns);
  }

  @Test
  void otherRewardsGoOnBeyondATermination() {
    int first = add(0, 3, 100, 1, Ending.TERMINATED);
    int second = add(0, 4, 100, 2, Ending.RUNNING);
    last(0, 5);
    computeAsOneLife(1, 2);
    // strength 2: δ1 = 4 + 0.81 · 5 - 4 = 4.05; δ0 = 2 + 0.9 · 4 - 3 = 2.6; A0 = 2.6 + 0.72 · 4.05
    expect(second, 4.05, 4);
    expect(first, 5.516, 3);
  }

  @Test
  void otherRewardsAreCutAtATruncation() {
    int first = add(0, 3, 100, 1, Ending.TRUNCATED);
    rollout.finalColumns()[first * COLUMNS + VALUE] = 10;
    add(0, 4, 100, 1, Ending.RUNNING);
    last(0, 5);
    computeAsOneLife(1, 2);
    expect(first, 2 + 0.9 * 10 - 3, 3);
  }

  @Test
  void beforeTheNextEpisodeBeginsTheLastValueStandsInForItsFirst() {
    int only = add(0, 3, 100, 1, Ending.TERMINATED);
    computeAsOneLife(1);
    expect(only, 2 + 0.9 * 3 - 3, 3);
    int open = rollout.open(0);
    rollout.columns()[open * COLUMNS + VALUE] = 6;
    computeAsOneLife(1);
    expect(only, 2 + 0.9 * 6 - 3, 3);
  }

  @Test
  void nothingCrossesAnEnding() {
    int first = add(0, 3, 1, 1, Ending.TERMINATED);
    add(0, 50, 100, 1, Ending.RUNNING);
    last(0, 60);
    compute(100, 1);
    expect(first, -2, 3);
  }

  @Test
  void theEndOfARolloutIsWorthWhatIsSeenThen() {
    int only = add(0, 3, 1, 1, Ending.RUNNING);
    last(0, 5);
    int other = add(1, 2, 7, 1, Ending.RUNNING);
    last(1, -4);
    compute(100, 1);
    expect(only, 1 + 0.9 * 5 - 3, 3);
    expect(other, 7 + 0.9 * -4 - 2, 2);
  }

  @Test
  void anOpenTransitionStandsForWhatFollowsTheLastFinishedOne() {
    int only = add(0, 3, 1, 1, Ending.RUNNING);
    int open = rollout.open(0);
    rollout.columns()[open * COLUMNS + VALUE] = 6;
    compute(100, 1);
    expect(only, 1 + 0.9 * 6 - 3, 3);
  }

  @Test
  void longTransitionsAreDiscountedByTheirTicks() {
    int first = add(0, 3, 1, 3, Ending.RUNNING);
    int second = add(0, 4, 2, 2, Ending.RUNNING);
    last(0, 5);
    compute(100, 1);
    double later = 2 + 0.81 * 5 - 4;
    expect(second, later, 4);
    expect(first, 1 + 0.729 * 4 - 3 + 0.729 * 0.8 * later, 3);
  }

  @Test
  void theTimeHorizonCutsTheSumAndTakesTheCriticsValue() {
    int first = add(0, 3, 1, 1, Ending.RUNNING);
    int second = add(0, 4, 2, 1, Ending.RUNNING);
    int third = add(0, 5, 3, 1, Ending.RUNNING);
    last(0, 6);
    compute(2, 1);
    double a2 = 3 + 0.9 * 6 - 5;
    double a1 = 2 + 0.9 * 5 - 4;
    expect(third, a2, 5);
    expect(second, a1, 4);
    expect(first, 1 + 0.9 * 4 - 3 + 0.72 * a1, 3);
  }

  @Test
  void strengthMultipliesRewardsAlone() {
    int only = add(0, 3, 1.5f, 1, Ending.RUNNING);
    last(0, 5);
    compute(100, 4);
    expect(only, 6 + 0.9 * 5 - 3, 3);
  }

  @Test
  void lanesOutsideTheRangeAreLeftAlone() {
    int first = add(0, 3, 1, 1, Ending.TERMINATED);
    int second = add(1, 2, 7, 1, Ending.TERMINATED);
    advantages[first] = 99;
    Advantages.gae(rollout, 1, 2, VALUE, GAMMA, LAMBDA, 1, 100, advantages, returns);
    assertThat(advantages[first]).isEqualTo(99);
    expect(second, 5, 2);
  }

  @Test
  void whatDoesNotFitLeavesTheValueThatFollowsTheLastOneKept() {
    for (int t = 0; t < 6; t++) {
      add(0, t, 1, 1, Ending.RUNNING);
    }
    int last = rollout.first(0) + 5;
    add(0, 8, 1, 1, Ending.TERMINATED); // its value is what follows; it is lost itself
    assertThat(rollout.open(0)).isEqualTo(-1);
    assertThat(rollout.isOpen(0)).isFalse();
    compute(100, 1);
    expect(last, 1 + 0.9 * 8 - 5, 5);
    assertThat(rollout.count(0)).isEqualTo(6);
    assertThat(rollout.dropped()).isEqualTo(2);
    rollout.begin();
    assertThat(rollout.open(0)).isEqualTo(rollout.first(0));
  }

  @Test
  void whatFollowsLostTransitionsDoesNotFollowTheLastOneKept() {
    for (int t = 0; t < 7; t++) { // the last one does not fit
      add(0, t, 1, 1, Ending.RUNNING);
    }
    rollout.begin();
    assertThat(rollout.starts()[rollout.open(0)]).isTrue();
    add(1, 1, 1, 1, Ending.RUNNING);
    rollout.begin();
    assertThat(rollout.starts()[rollout.open(1)]).isFalse();
  }

  @Test
  void anotherRolloutGoesOnWhereOneStops() {
    add(0, 1, 1, 1, Ending.RUNNING);
    int open = rollout.open(0);
    rollout.columns()[open * COLUMNS + VALUE] = 7;
    rollout.reward(0, 3, 0, 0.5f);
    add(1, 1, 1, 1, Ending.TERMINATED);
    Rollout next = rollout();
    next.begin(rollout);
    assertThat(next.size()).isZero();
    assertThat(next.isOpen(0)).isTrue();
    assertThat(next.isOpen(1)).isFalse();
    next.reward(0, 4, 0, 0.5f);
    int index = next.close(0, Ending.RUNNING);
    assertThat(index).isEqualTo(next.first(0));
    assertThat(next.rewards()[index]).isEqualTo(3 + 0.5f * 4);
    assertThat(next.ticks()[index]).isEqualTo(2);
    assertThat(next.columns()[index * COLUMNS + VALUE]).isEqualTo(7);
    assertThat(next.starts()[index]).isFalse();
    assertThat(next.starts()[next.open(1)]).isTrue(); // its episode had ended
    assertThat(rollout.count(0)).isEqualTo(1);
  }

  @Test
  void powersAreExact() {
    assertThat(Advantages.power(0.5f, 0)).isEqualTo(1);
    assertThat(Advantages.power(0.5f, 3)).isEqualTo(0.125f);
  }
}
