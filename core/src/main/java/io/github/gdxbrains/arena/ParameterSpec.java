package io.github.gdxbrains.arena;

/**
 * A number that an experiment may set for a game.
 *
 * @param name as in {@code environment_parameters}
 * @param byDefault its value when nothing is said
 * @param low least allowed value
 * @param high greatest allowed value
 * @param unit such as {@code s} or {@code m}, or empty
 * @param description one line
 */
public record ParameterSpec(
    String name, float byDefault, float low, float high, String unit, String description) {
  /** Checks that the default is within the bounds. */
  public ParameterSpec {
    if (!(low <= byDefault && byDefault <= high)) {
      throw new IllegalArgumentException(
          name + ": the default " + byDefault + " is not within [" + low + ", " + high + "]");
    }
  }
}
