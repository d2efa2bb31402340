package io.github.gdxbrains.headless.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class StatisticsTest {
  private static double iqm(double... values) {
    return Statistics.interquartileMean(values);
  }

  @Test
  void theInterquartileMeanIsThatOfTheMiddleHalf() {
    assertThat(iqm(100, 4, 1, 2)).isEqualTo(3);
    assertThat(iqm(8, 7, 6, 5, 4, 3, 2, -90)).isEqualTo(4.5);
  }

  @Test
  void valuesAtTheQuartilesCountInPart() {
    assertThat(iqm(100, 0, 10, 2, 1)).isEqualTo((0.75 * 1 + 2 + 0.75 * 10) / 2.5, within(1e-12));
    assertThat(iqm(9, 0, 3)).isEqualTo((0.25 * 0 + 3 + 0.25 * 9) / 1.5, within(1e-12));
    assertThat(iqm(0, 1, 2, 4, 8, 16)).isEqualTo((0.5 * 1 + 2 + 4 + 0.5 * 8) / 3, within(1e-12));
    assertThat(iqm(3, 5)).isEqualTo(4);
    assertThat(iqm(7)).isEqualTo(7);
  }

  @Test
  void whatLiesOutsideTheMiddleHalfMayBeInfinite() {
    assertThat(iqm(1, 2, 4, Double.POSITIVE_INFINITY)).isEqualTo(3);
  }

  @Test
  void theInputKeepsItsOrder() {
    double[] values = {3, 1, 2};
    Statistics.interquartileMean(values);
    Statistics.median(values);
    assertThat(values).containsExactly(3, 1, 2);
  }

  @Test
  void theMedianMayBeInfinite() {
    assertThat(Statistics.median(new double[] {9, 1, 4})).isEqualTo(4);
    assertThat(Statistics.median(new double[] {9, 1, 4, 5})).isEqualTo(4.5);
    double never = Double.POSITIVE_INFINITY;
    assertThat(Statistics.median(new double[] {never, 1, never})).isInfinite();
    assertThat(Statistics.median(new double[] {never, 1, never, never})).isInfinite();
    assertThat(Statistics.median(new double[] {never, 1, 2})).isEqualTo(2);
  }

  @Test
  void percentilesLieBetweenNeighbours() {
    double[] sorted = {0, 10, 20, 40, 80};
    assertThat(Statistics.percentile(sorted, 0)).isZero();
    assertThat(Statistics.percentile(sorted, 0.5)).isEqualTo(20);
    assertThat(Statistics.percentile(sorted, 0.9)).isEqualTo(40 + 0.6 * 40, within(1e-12));
    assertThat(Statistics.percentile(sorted, 1)).isEqualTo(80);
  }

  @Test
  void improvementCountsPairsAndTiesHalf() {
    // 1 < 2, 1 < 3, 3 > 2, 3 = 3
    assertThat(Statistics.probabilityOfImprovement(new double[] {1, 3}, new double[] {2, 3}))
        .isEqualTo(1.5 / 4);
  }
}
