package io.github.gdxbrains.headless.progress;

/** Lets something happen at most once in a while. */
final class Pace {
  private final double periodSeconds;
  private long last;

  /**
   * @param isDueAtOnce whether the first time is now, rather than a period from now
   */
  Pace(double periodSeconds, boolean isDueAtOnce) {
    this.periodSeconds = periodSeconds;
    last = System.nanoTime() - (isDueAtOnce ? (long) (1e9 * periodSeconds) : 0);
  }

  /** Whether it may happen now; if so, the next period begins. */
  boolean isDue() {
    long now = System.nanoTime();
    boolean isDue = (now - last) / 1e9 >= periodSeconds;
    last = isDue ? now : last;
    return isDue;
  }
}
