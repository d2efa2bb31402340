package io.github.gdxbrains.curriculum;

/**
 * The values of a parameter among which a teacher chooses.
 *
 * @param parameter its name
 * @param low least value
 * @param high greatest value
 */
public record Interval(String parameter, float low, float high) {
  float width() {
    return high - low;
  }

  float clamp(float value) {
    return Math.max(low, Math.min(high, value));
  }
}
