package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.config.InvalidValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A value that follows the number of finished episodes.
 *
 * @param schedule how
 */
public record Scheduled(Line schedule) implements EnvironmentParameter {
  /**
   * A straight line, and its end from then on.
   *
   * @param start value of the first episodes
   * @param end value at the end of the line
   * @param episodes that all arenas together finish on the way, at least 1
   */
  public record Line(float start, float end, long episodes) {
    /** Checks the range. */
    public Line {
      InvalidValue.unlessAtLeast("episodes", episodes, 1);
    }

    /** The value after so many finished episodes. */
    public float at(long finished) {
      double share = Math.min(1, (double) finished / episodes);
      return (float) (start + share * ((double) end - start));
    }
  }

  @Override
  public EpisodeValue last() {
    return new Constant(schedule.end());
  }

  @Override
  public Map<String, Float> limits() {
    Map<String, Float> limits = new LinkedHashMap<>();
    limits.put("schedule.start", schedule.start());
    limits.put("schedule.end", schedule.end());
    return limits;
  }
}
