package io.github.gdxbrains.headless.compare;

import io.github.gdxbrains.random.RandomStream;
import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * The percentile bootstrap over runs (arXiv:2108.13264, section 4.1): a statistic of many samples,
 * each as many runs as there are, drawn with replacement. It is stratified: the runs of each series
 * are drawn among themselves. Which runs are drawn is fixed by a seed and the same for every point
 * of a curve, so equal input gives equal intervals.
 */
public final class Bootstrap {
  /** How many samples are drawn. */
  public static final int RESAMPLES = 2000;

  private static final double CONFIDENCE = 0.95;
  private static final long SEED = 20210813;

  private final int[][] picks;

  /**
   * Draws the samples.
   *
   * @param runs how many there are
   * @param stratum number of the series, so that two series are drawn independently
   */
  public Bootstrap(int runs, int stratum) {
    RandomStream random = new RandomStream(RandomStream.derive(SEED, stratum));
    picks = new int[RESAMPLES][runs];
    for (int[] sample : picks) {
      for (int i = 0; i < runs; i++) {
        sample[i] = random.nextInt(runs);
      }
    }
  }

  /** The interval of a statistic of one value for each run. */
  public Interval interval(double[] values, ToDoubleFunction<double[]> statistic) {
    double[] sample = new double[values.length];
    double[] results = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      fill(sample, values, r);
      results[r] = statistic.applyAsDouble(sample);
    }
    return middle(results);
  }

  /** The interval of a statistic of two series, this bootstrap's and another's. */
  public Interval interval(
      double[] values,
      Bootstrap other,
      double[] others,
      ToDoubleBiFunction<double[], double[]> statistic) {
    double[] sample = new double[values.length];
    double[] otherSample = new double[others.length];
    double[] results = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      fill(sample, values, r);
      other.fill(otherSample, others, r);
      results[r] = statistic.applyAsDouble(sample, otherSample);
    }
    return middle(results);
  }

  private void fill(double[] sample, double[] values, int resample) {
    for (int i = 0; i < sample.length; i++) {
      sample[i] = values[picks[resample][i]];
    }
  }

  private static Interval middle(double[] results) {
    Arrays.sort(results);
    double tail = (1 - CONFIDENCE) / 2;
    return new Interval(
        Statistics.percentile(results, tail), Statistics.percentile(results, 1 - tail));
  }
}
