package io.github.gdxbrains.headless.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BootstrapTest {
  @Test
  void theIntervalOfTwoRunsReachesFromOneToTheOther() {
    // of four samples of two one is the lower run twice, one the higher run twice
    Interval interval = new Bootstrap(2, 0).interval(new double[] {3, 5}, Statistics::mean);

    assertThat(interval).isEqualTo(new Interval(3, 5));
  }

  @Test
  void theIntervalOfTheMeanIsAboutTwoStandardErrors() {
    double[] values = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
    double standardError = Math.sqrt((100.0 * 100 - 1) / 12) / Math.sqrt(100);

    Interval interval = new Bootstrap(100, 0).interval(values, Statistics::mean);

    assertThat(interval.low()).isEqualTo(49.5 - 1.96 * standardError, within(0.5));
    assertThat(interval.high()).isEqualTo(49.5 + 1.96 * standardError, within(0.5));
  }

  @Test
  void equalInputGivesEqualIntervalsButSeriesAreDrawnApart() {
    double[] values = {0.3, 1.7, 2.2, 8.9, 4.1, 3.3, 0.1};

    Interval interval = new Bootstrap(7, 0).interval(values, Statistics::interquartileMean);

    assertThat(new Bootstrap(7, 0).interval(values, Statistics::interquartileMean))
        .isEqualTo(interval);
    assertThat(new Bootstrap(7, 1).interval(values, Statistics::interquartileMean))
        .isNotEqualTo(interval);
  }

  @Test
  void runsAreDrawnWithinTheirOwnSeries() {
    Bootstrap mine = new Bootstrap(3, 0);
    Bootstrap others = new Bootstrap(2, 1);

    Interval apart =
        mine.interval(
            new double[] {5, 6, 7},
            others,
            new double[] {1, 2},
            Statistics::probabilityOfImprovement);
    Interval mixed =
        mine.interval(
            new double[] {1, 6, 7},
            others,
            new double[] {2, 3},
            Statistics::probabilityOfImprovement);

    assertThat(apart).isEqualTo(new Interval(1, 1));
    // all three draws are the loser once in 27 samples, more often than once in 40
    assertThat(mixed).isEqualTo(new Interval(0, 1));
  }
}
