package io.github.gdxbrains.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.badlogic.ashley.core.Entity;
import org.junit.jupiter.api.Test;

final class RewardTermsTest {
  private static final Entity ENTITY = new Entity();

  private double state;

  private float evaluate(RewardTerm term, double state) {
    this.state = state;
    return term.evaluate(ENTITY);
  }

  @Test
  void progressIsHowMuchSmallerADistanceBecomes() {
    Progress progress = new Progress("nearer", e -> state);
    state = 7;
    progress.begin(ENTITY);
    assertThat(evaluate(progress, 5)).isEqualTo(2);
    assertThat(evaluate(progress, 5.5)).isEqualTo(-0.5f);
    assertThat(progress.terminate()).isZero();
    state = 3;
    progress.begin(ENTITY);
    assertThat(evaluate(progress, 3)).as("the episode before is forgotten").isZero();
  }

  @Test
  void survivalIsTakenBackOfTheTickThatTerminates() {
    Survival survival = new Survival("alive");
    survival.begin(ENTITY);
    assertThat(survival.evaluate(ENTITY)).isEqualTo(1);
    assertThat(survival.evaluate(ENTITY)).isEqualTo(1);
    assertThat(survival.terminate()).isEqualTo(-1);

    survival.begin(ENTITY);
    survival.evaluate(ENTITY);
    assertThat(survival.rest()).isZero();
    assertThat(survival.terminate()).as("it was out of the last tick anyhow").isZero();
  }

  @Test
  void aDangerZoneCostsItsDepth() {
    DangerZone zone = new DangerZone("lava", e -> 4 - state); // a circle of radius 4
    assertThat(evaluate(zone, 1)).isEqualTo(-3);
    assertThat(evaluate(zone, 3.5)).isEqualTo(-0.5f);
    assertThat(evaluate(zone, 4)).isZero();
    assertThat(evaluate(zone, 9)).isZero();
  }

  @Test
  void proximityIsOneAtTheGoalAndNothingFromItsRangeOn() {
    GoalProximity proximity = new GoalProximity("near", 8, e -> state);
    assertThat(evaluate(proximity, 0)).isEqualTo(1);
    assertThat(evaluate(proximity, 2)).isEqualTo(0.75f);
    assertThat(evaluate(proximity, 8)).isZero();
    assertThat(evaluate(proximity, 20)).isZero();
    assertThatThrownBy(() -> new GoalProximity("near", 0, e -> state))
        .hasMessage("near: range is 0.0, but must be greater than 0");
  }

  @Test
  void aScheduledWeightGoesStraightToItsEndAndStays() {
    RewardWeight weight = new RewardWeight.Scheduled(new RewardWeight.Line(0.5f, 0.1f, 1000));
    assertThat(weight.at(0)).isEqualTo(0.5f);
    assertThat(weight.at(250)).isEqualTo(0.4f);
    assertThat(weight.at(1000)).isEqualTo(0.1f);
    assertThat(weight.at(5000)).isEqualTo(0.1f);
    assertThat(weight.last()).isEqualTo(0.1f);
  }
}
