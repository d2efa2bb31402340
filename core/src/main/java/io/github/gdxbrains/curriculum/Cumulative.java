package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.random.RandomStream;

/** Draws in proportion to weights. */
final class Cumulative {
  private Cumulative() {}

  /**
   * Draws one of the first {@code count} entries.
   *
   * @param sums of the weights up to and with each entry; the last must be above 0
   */
  static int draw(double[] sums, int count, RandomStream random) {
    double place = random.nextDouble() * sums[count - 1];
    int low = 0;
    int high = count - 1;
    while (low < high) { // the first entry whose sum is above the place
      int middle = (low + high) / 2;
      if (sums[middle] > place) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
