package io.github.gdxbrains.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.random.RandomStream;
import org.junit.jupiter.api.Test;

final class RunningStatisticsTest {
  /** Column 0 has mean 1000 and deviation 0.5, column 1 mean -2 and deviation 3. */
  private static float[] rows(int count) {
    RandomStream random = new RandomStream(5);
    float[] values = new float[2 * count];
    for (int row = 0; row < count; row++) {
      values[2 * row] = (float) (1000 + 0.5 * random.nextGaussian());
      values[2 * row + 1] = (float) (-2 + 3 * random.nextGaussian());
    }
    return values;
  }

  private static double[] meanAndVariance(float[] values, int column) {
    int count = values.length / 2;
    double mean = 0;
    for (int row = 0; row < count; row++) {
      mean += values[2 * row + column] / (double) count;
    }
    double variance = 0;
    for (int row = 0; row < count; row++) {
      variance += Math.pow(values[2 * row + column] - mean, 2) / count;
    }
    return new double[] {mean, variance};
  }

  @Test
  void theyAreThoseOfTwoPasses() {
    float[] values = rows(5000);
    RunningStatistics statistics = new RunningStatistics(2);
    statistics.add(values, 0, 5000);
    for (int column = 0; column < 2; column++) {
      double[] expected = meanAndVariance(values, column);
      assertThat(statistics.mean(column)).isCloseTo(expected[0], within(1e-9));
      assertThat(statistics.variance(column)).isCloseTo(expected[1], within(1e-9));
    }
    assertThat(statistics.count()).isEqualTo(5000);
  }

  @Test
  void mergedPartsGiveTheWhole() {
    float[] values = rows(5000);
    RunningStatistics whole = new RunningStatistics(2);
    whole.add(values, 0, 5000);
    RunningStatistics merged = new RunningStatistics(2);
    int[] ends = {0, 1, 700, 700, 5000};
    for (int part = 0; part + 1 < ends.length; part++) {
      RunningStatistics piece = new RunningStatistics(2);
      piece.add(values, 2 * ends[part], ends[part + 1] - ends[part]);
      merged.merge(piece);
    }
    for (int column = 0; column < 2; column++) {
      assertThat(merged.mean(column)).isCloseTo(whole.mean(column), within(1e-9));
      assertThat(merged.variance(column)).isCloseTo(whole.variance(column), within(1e-9));
    }
    assertThat(merged.count()).isEqualTo(5000);
  }

  @Test
  void restoredStatisticsGoOnAsTheOriginal() {
    float[] values = rows(300);
    RunningStatistics original = new RunningStatistics(2);
    original.add(values, 0, 100);
    double[] saved = new double[original.savedSize() + 1];
    original.save(saved, 1);
    RunningStatistics restored = new RunningStatistics(2);
    restored.restore(saved, 1);
    original.add(values, 200, 200);
    restored.add(values, 200, 200);
    for (int column = 0; column < 2; column++) {
      assertThat(restored.mean(column)).isEqualTo(original.mean(column));
      assertThat(restored.variance(column)).isEqualTo(original.variance(column));
    }
  }

  @Test
  void whatIsWrittenIsMeanAndInverseDeviation() {
    RunningStatistics statistics = new RunningStatistics(2);
    float[] mean = new float[2];
    float[] scale = new float[2];
    statistics.write(mean, scale);
    assertThat(mean).containsOnly(0f);
    assertThat(scale).containsOnly(1f);
    Sequences input = Sequences.rows(2, 2).use(2);
    System.arraycopy(new float[] {1, 7, 5, 7}, 0, input.values(), 0, 4);
    statistics.add(input);
    statistics.write(mean, scale);
    assertThat(mean).containsExactly(3f, 7f);
    assertThat(scale[0]).isCloseTo(0.5f, within(1e-6f));
    assertThat(scale[1]).isCloseTo(1e4f, within(1f));
    statistics.clear();
    assertThat(statistics.variance(0)).isEqualTo(1);
  }

  @Test
  void otherWidthsAreRefused() {
    assertThatThrownBy(() -> new RunningStatistics(2).merge(new RunningStatistics(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3")
        .hasMessageContaining("2");
  }
}
