package io.github.gdxbrains.explore;

import io.github.gdxbrains.config.InvalidValue;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How the numbers of one observation stream are put into bins.
 *
 * @param bins how many each number has; empty for as many as those of other streams
 * @param low lower end of the first bin; empty for the stream's own bound
 * @param high upper end of the last bin; empty for the stream's own bound
 */
public record StreamBins(OptionalInt bins, OptionalDouble low, OptionalDouble high) {
  /** As many bins as other streams have, between the stream's own bounds. */
  public static final StreamBins DEFAULT =
      new StreamBins(OptionalInt.empty(), OptionalDouble.empty(), OptionalDouble.empty());

  /** Checks the ranges. */
  public StreamBins {
    bins.ifPresent(n -> InvalidValue.unlessWithin("bins", n, 2, Discretizer.MOST_BINS));
    requireFinite("low", low);
    requireFinite("high", high);
    if (low.isPresent() && high.isPresent() && !(low.getAsDouble() < high.getAsDouble())) {
      throw new InvalidValue(
          "low", "is " + low.getAsDouble() + ", but must be less than high " + high.getAsDouble());
    }
  }

  private static void requireFinite(String key, OptionalDouble bound) {
    if (bound.isPresent() && !Double.isFinite(bound.getAsDouble())) {
      throw new InvalidValue(key, "is " + bound.getAsDouble() + ", but must be finite");
    }
  }
}
