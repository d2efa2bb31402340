package io.github.gdxbrains.headless.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.headless.compare.RunCurve.Axis;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunCurveTest {
  private static final RunCurve CURVE =
      new RunCurve(new double[] {100, 200, 400}, new double[] {1, 3, 4}, new double[] {10, 30, 20});

  @Test
  void valuesLieLinearlyBetweenRows() {
    assertThat(CURVE.at(Axis.STEPS, 150)).isEqualTo(20);
    assertThat(CURVE.at(Axis.STEPS, 300)).isEqualTo(25);
    assertThat(CURVE.at(Axis.SECONDS, 1.5)).isEqualTo(15);
    assertThat(CURVE.at(Axis.STEPS, 200)).isEqualTo(30);
  }

  @Test
  void theLastValueIsKept() {
    assertThat(CURVE.at(Axis.SECONDS, 99)).isEqualTo(20);
    assertThat(CURVE.at(Axis.SECONDS, 0)).isEqualTo(10);
  }

  @Test
  void theFirstRowAboveAThresholdCountsEvenIfTheRunFallsAgain() {
    assertThat(CURVE.reaching(25)).hasValue(1);
    assertThat(CURVE.reaching(10)).hasValue(0);
    assertThat(CURVE.reaching(31)).isEmpty();
  }

  @Test
  void linesRunWhereAllRunsHaveRowsAndOverSecondsToTheLastEnd() {
    RunCurve slow =
        new RunCurve(new double[] {200, 300}, new double[] {2, 8}, new double[] {50, 70});
    MetricComparison.Result result =
        MetricComparison.Result.of("x", List.of("a", "b"), List.of(CURVE, slow), 0);

    MetricComparison.Line steps = result.line(Axis.STEPS, Statistics::mean);
    MetricComparison.Line seconds = result.line(Axis.SECONDS, Statistics::mean);

    assertThat(steps.x()[0]).isEqualTo(200);
    assertThat(steps.y()[0]).isEqualTo((30 + 50) / 2.0);
    assertThat(steps.intervals().get(0)).isEqualTo(new Interval(30, 50));
    assertThat(steps.x()[199]).isEqualTo(300);
    assertThat(steps.y()[199]).isEqualTo((25 + 70) / 2.0);
    assertThat(seconds.x()[0]).isEqualTo(2);
    assertThat(seconds.y()[0]).isEqualTo((20 + 50) / 2.0);
    assertThat(seconds.x()[199]).isEqualTo(8);
    assertThat(seconds.y()[199]).isEqualTo((20 + 70) / 2.0);
  }

  @Test
  void aSingleRunHasNoIntervals() {
    MetricComparison.Result result =
        MetricComparison.Result.of("x", List.of("a"), List.of(CURVE), 0);

    assertThat(result.line(Axis.STEPS, Statistics::mean).intervals()).isEmpty();
    assertThat(result.last().meanInterval()).isEmpty();
    assertThat(result.last().iqm()).isEqualTo(20);
  }

  @Test
  void runsThatNeverReachAThresholdAreTheLast() {
    RunCurve never = new RunCurve(new double[] {100}, new double[] {1}, new double[] {0});
    MetricComparison.Result most =
        MetricComparison.Result.of("x", List.of("a", "b", "c"), List.of(CURVE, never, CURVE), 0);
    MetricComparison.Result few =
        MetricComparison.Result.of("x", List.of("a", "b", "c"), List.of(never, never, CURVE), 0);

    assertThat(most.reached(25)).isEqualTo(2);
    assertThat(most.placeOf(25, Axis.STEPS)).isEqualTo(200);
    assertThat(most.placeOf(25, Axis.SECONDS)).isEqualTo(3);
    assertThat(few.placeOf(25, Axis.STEPS)).isInfinite();
  }
}
