package io.github.gdxbrains.nn;

import java.util.Arrays;

/**
 * Mean and variance of each input over all rows seen, for a network's normaliser. Rows are added
 * one by one (Welford 1962); statistics of disjoint rows are merged (Chan, Golub and LeVeque,
 * "Updating formulae and a pairwise algorithm for computing sample variances", 1979, eq. 2.1). In
 * double; the result depends on the order, so add and merge in a fixed one.
 */
public final class RunningStatistics {
  /** Keeps the scale of an input that never changes finite. */
  private static final double EPSILON = 1e-8;

  private final double[] mean;
  private final double[] squares;
  private double count;

  /**
   * Statistics of no rows: mean 0, variance 1.
   *
   * @param inputs numbers in a row, at least 1
   * @throws IllegalArgumentException if {@code inputs} is less than 1
   */
  public RunningStatistics(int inputs) {
    if (inputs < 1) {
      throw new IllegalArgumentException("inputs is " + inputs + ", but must be at least 1");
    }
    mean = new double[inputs];
    squares = new double[inputs];
  }

  /** Numbers in a row. */
  public int inputs() {
    return mean.length;
  }

  /** How many rows were added. */
  public long count() {
    return (long) count;
  }

  /** Forgets all rows. */
  public void clear() {
    count = 0;
    Arrays.fill(mean, 0);
    Arrays.fill(squares, 0);
  }

  /** Adds rows, one after another. */
  public void add(Sequences rows) {
    if (rows.inputs() != mean.length) {
      throw new IllegalArgumentException(
          "rows have " + rows.inputs() + " numbers, the statistics " + mean.length);
    }
    add(rows.values(), 0, rows.rowCount());
  }

  /**
   * Adds rows, one after another.
   *
   * @param values row-major
   * @param offset of the first row's first number
   * @param rows how many
   */
  public void add(float[] values, int offset, int rows) {
    int from = offset;
    for (int row = 0; row < rows; row++) {
      count++;
      for (int i = 0; i < mean.length; i++) {
        double value = values[from++];
        double delta = value - mean[i];
        mean[i] += delta / count;
        squares[i] += delta * (value - mean[i]);
      }
    }
  }

  /** Adds all rows that another has seen. */
  public void merge(RunningStatistics other) {
    if (other.mean.length != mean.length) {
      throw new IllegalArgumentException(
          "cannot merge statistics of "
              + other.mean.length
              + " inputs into those of "
              + mean.length);
    }
    if (other.count == 0) {
      return;
    }
    double total = count + other.count;
    for (int i = 0; i < mean.length; i++) {
      double delta = other.mean[i] - mean[i];
      mean[i] += delta * (other.count / total);
      squares[i] += other.squares[i] + delta * delta * (count * (other.count / total));
    }
    count = total;
  }

  /** Mean of an input; 0 before the first row. */
  public double mean(int input) {
    return mean[input];
  }

  /** Variance of an input over the rows seen (divided by their number); 1 before the first row. */
  public double variance(int input) {
    return count == 0 ? 1 : squares[input] / count;
  }

  /** Writes what {@link Network#setNormalizer} takes: the means and {@code 1 / √(var + 1e-8)}. */
  public void write(float[] means, float[] scales) {
    for (int i = 0; i < mean.length; i++) {
      means[i] = (float) mean[i];
      scales[i] = (float) (1 / Math.sqrt(variance(i) + EPSILON));
    }
  }

  /** How many numbers {@link #save} writes. */
  public int savedSize() {
    return 1 + 2 * mean.length;
  }

  /** Copies the whole state into {@code target[offset … offset + savedSize() - 1]}. */
  public void save(double[] target, int offset) {
    target[offset] = count;
    System.arraycopy(mean, 0, target, offset + 1, mean.length);
    System.arraycopy(squares, 0, target, offset + 1 + mean.length, mean.length);
  }

  /** Restores what {@link #save} gave. */
  public void restore(double[] source, int offset) {
    count = source[offset];
    System.arraycopy(source, offset + 1, mean, 0, mean.length);
    System.arraycopy(source, offset + 1 + mean.length, squares, 0, mean.length);
  }
}
