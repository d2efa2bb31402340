package io.github.gdxbrains.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ScheduleTest {
  @Test
  void aConstantStaysWhateverTheFloor() {
    assertThat(Schedule.CONSTANT.at(0.2f, 0.9, 0.5f)).isEqualTo(0.2f);
  }

  @Test
  void aLineFallsToItsFloor() {
    assertThat(Schedule.LINEAR.at(0.8f, 0, 0.1f)).isEqualTo(0.8f);
    assertThat(Schedule.LINEAR.at(0.8f, 0.25, 0.1f)).isEqualTo(0.6f);
    assertThat(Schedule.LINEAR.at(0.8f, 0.95, 0.1f)).isEqualTo(0.1f);
    assertThat(Schedule.LINEAR.at(0.8f, 1, 0.1f)).isEqualTo(0.1f);
  }

  @Test
  void aLineStaysAtItsFloorBeyondTheEnd() {
    assertThat(Schedule.LINEAR.at(0.8f, 1.7, 0)).isZero();
  }

  @Test
  void aCosineIsHalfWayInTheMiddleAndFlatAtBothEnds() {
    assertThat(Schedule.COSINE.at(0.8f, 0, 0)).isEqualTo(0.8f);
    assertThat(Schedule.COSINE.at(0.8f, 0.5, 0)).isCloseTo(0.4f, within(1e-7f));
    // (1 + cos(π/3)) / 2 = 3/4
    assertThat(Schedule.COSINE.at(0.8f, 1.0 / 3, 0)).isCloseTo(0.6f, within(1e-7f));
    assertThat(Schedule.COSINE.at(0.8f, 0.01, 0)).isGreaterThan(0.8f * 0.9997f);
    assertThat(Schedule.COSINE.at(0.8f, 0.99, 0)).isLessThan(0.8f * 0.0003f);
    assertThat(Schedule.COSINE.at(0.8f, 2, 0)).isZero();
    assertThat(Schedule.COSINE.at(0.8f, 1, 0.1f)).isEqualTo(0.1f);
  }

  @Test
  void aWarmUpRisesFromATenthAndThenTheScheduleHasTheRest() {
    assertThat(Schedule.CONSTANT.at(0.8f, 0, 0, 0.2)).isCloseTo(0.08f, within(1e-7f));
    assertThat(Schedule.CONSTANT.at(0.8f, 0.1, 0, 0.2)).isCloseTo(0.44f, within(1e-7f));
    assertThat(Schedule.CONSTANT.at(0.8f, 0.2, 0, 0.2)).isEqualTo(0.8f);
    assertThat(Schedule.CONSTANT.at(0.8f, 1, 0, 0.2)).isEqualTo(0.8f);
    assertThat(Schedule.LINEAR.at(0.8f, 0.2, 0, 0.2)).isEqualTo(0.8f);
    assertThat(Schedule.LINEAR.at(0.8f, 0.6, 0, 0.2)).isCloseTo(0.4f, within(1e-7f));
    assertThat(Schedule.LINEAR.at(0.8f, 1, 0, 0.2)).isZero();
    assertThat(Schedule.COSINE.at(0.8f, 0.6, 0, 0.2)).isCloseTo(0.4f, within(1e-7f));
  }

  @Test
  void noWarmUpChangesNothing() {
    for (Schedule schedule : Schedule.values()) {
      for (double progress : new double[] {0, 0.3, 1}) {
        assertThat(schedule.at(0.8f, progress, 1e-3f, 0))
            .isEqualTo(schedule.at(0.8f, progress, 1e-3f));
      }
    }
  }

  @Test
  void onlyLearningRatesFollowACosine() {
    Schedule.LINEAR.requireConstantOrLinear("beta_schedule");
    Schedule.CONSTANT.requireConstantOrLinear("beta_schedule");
    assertThatThrownBy(() -> Schedule.COSINE.requireConstantOrLinear("beta_schedule"))
        .hasMessage("beta_schedule is cosine, but must be constant or linear");
  }
}
