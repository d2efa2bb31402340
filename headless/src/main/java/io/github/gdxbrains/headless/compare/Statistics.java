package io.github.gdxbrains.headless.compare;

import java.util.Arrays;

/** What one number says of several runs: pure functions of at least one value. */
public final class Statistics {
  private Statistics() {}

  /** The arithmetic mean. */
  public static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /**
   * The interquartile mean, IQM (Agarwal et al., arXiv:2108.13264, section 4.3): the mean of the
   * middle half of the values. Where a quarter of them is no whole number, the two at the edges
   * count in part: of five values 0, 0.75, 1, 0.75 and 0, in their order. Of one or two values it
   * is the mean.
   */
  public static double interquartileMean(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = 0.25 * sorted.length;
    double high = 0.75 * sorted.length;
    double sum = 0;
    for (int i = 0; i < sorted.length; i++) {
      // the i-th value stands from i to i + 1; what lies between the quartiles counts
      double weight = Math.max(0, Math.min(i + 1, high) - Math.max(i, low));
      sum += weight * (weight > 0 ? sorted[i] : 0); // an infinity outside counts nothing
    }
    return sum / (high - low);
  }

  /** The middle value, or the mean of the two in the middle; infinities are in order. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = sorted[(sorted.length - 1) / 2];
    double high = sorted[sorted.length / 2];
    return low == high ? low : (low + high) / 2;
  }

  /**
   * The value below which a share of the values lies, interpolated linearly between neighbours.
   *
   * @param sorted in ascending order
   * @param share from 0 (the least) to 1 (the greatest)
   */
  public static double percentile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /**
   * The probability of improvement (arXiv:2108.13264, section 4.3): how likely a run of x is above
   * a run of y, over all pairs; a tie counts one half.
   */
  public static double probabilityOfImprovement(double[] x, double[] y) {
    double wins = 0;
    for (double mine : x) {
      for (double other : y) {
        wins += mine > other ? 1 : mine == other ? 0.5 : 0;
      }
    }
    return wins / x.length / y.length;
  }
}
