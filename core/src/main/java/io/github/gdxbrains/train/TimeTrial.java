package io.github.gdxbrains.train;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How fast each of some candidates is at its best. They make passes by turns, so that what else the
 * machine does slows down all of them, for as long as one of them still gets faster: code that is
 * not compiled yet may be a hundred times slower, and is compiled while the others are at work.
 */
final class TimeTrial {
  /** Passes of each candidate at least, however long they take. */
  static final int MIN_ROUNDS = 3;

  /** It is over when so many rounds in a row made nobody faster. */
  static final int CALM_ROUNDS = 10;

  /** It is over, too, when all passes together took that long. */
  static final long BUDGET_NANOS = 1_000_000_000;

  /** What counts as faster: a shorter time is at most this part of the one before. */
  private static final double FALL = 0.95;

  private TimeTrial() {}

  /**
   * The shortest pass of each candidate.
   *
   * @param candidates make a pass and say how many nanoseconds it took
   */
  static long[] shortest(List<LongSupplier> candidates) {
    long[] shortest = new long[candidates.size()];
    long[] noted = new long[candidates.size()];
    Arrays.fill(shortest, Long.MAX_VALUE);
    Arrays.fill(noted, Long.MAX_VALUE);
    long spent = 0;
    int calm = 0;
    for (int round = 0;
        round < MIN_ROUNDS || (calm < CALM_ROUNDS && spent < BUDGET_NANOS);
        round++) {
      calm++;
      for (int i = 0; i < shortest.length; i++) {
        long nanos = candidates.get(i).getAsLong();
        spent += nanos;
        shortest[i] = Math.min(shortest[i], nanos);
        if (shortest[i] <= FALL * noted[i]) {
          noted[i] = shortest[i];
          calm = 0;
        }
      }
    }
    return shortest;
  }
}
