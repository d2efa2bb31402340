package io.github.gdxbrains.learner;

import static org.assertj.core.api.Assertions.assertThat;

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
}
