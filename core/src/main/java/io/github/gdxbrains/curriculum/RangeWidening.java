package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.config.InvalidValue;
import java.util.Map;
import java.util.Optional;

/**
 * Widens each parameter's range while the agents do well at its ends (see {@link
 * RangeWideningTeacher}).
 *
 * @param rangeWidening how
 */
public record RangeWidening(Widening rangeWidening) implements TeacherSettings {
  /**
   * When and by how much.
   *
   * @param behavior whose return counts; empty for the only one that learns
   * @param thresholdLow mean return below which a range narrows
   * @param thresholdHigh mean return from which it widens
   * @param episodes at an end of a range over which the return is averaged, at least 1
   * @param step by which an end moves, as a share of the sampler's interval
   * @param boundaryProbability that an episode is played at an end of a range
   * @param start values from which ranges widen, by parameter; the game's defaults for the rest
   */
  public record Widening(
      Optional<String> behavior,
      double thresholdLow,
      double thresholdHigh,
      int episodes,
      float step,
      float boundaryProbability,
      Map<String, Float> start) {
    /** Widens with any positive return, narrows with any negative one. */
    public static final Widening DEFAULT =
        new Widening(Optional.empty(), 0, 0, 50, 0.1f, 0.5f, Map.of());

    /** Checks the ranges, and copies the map. */
    public Widening {
      start = Map.copyOf(start);
      InvalidValue.unlessAtLeast("threshold_high", thresholdHigh, thresholdLow);
      InvalidValue.unlessWithin("episodes", episodes, 1, 1_000_000);
      InvalidValue.unlessPositive("step", step);
      InvalidValue.unlessWithin("step", step, 0, 1);
      InvalidValue.unlessPositive("boundary_probability", boundaryProbability);
      InvalidValue.unlessWithin("boundary_probability", boundaryProbability, 0, 1);
    }
  }

  @Override
  public String name() {
    return "range_widening";
  }

  @Override
  public Optional<String> behavior() {
    return rangeWidening.behavior();
  }
}
