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
 * @param isFixed whether it holds for as long as a world lives, because seats, spaces or what the
 *     world is made of depend on it; all others may change from episode to episode
 */
public record ParameterSpec(
    String name,
    float byDefault,
    float low,
    float high,
    String unit,
    String description,
    boolean isFixed) {
  /** Checks that the default is within the bounds. */
  public ParameterSpec {
    if (!(low <= byDefault && byDefault <= high)) {
      throw new IllegalArgumentException(
          name + ": the default " + byDefault + " is not within [" + low + ", " + high + "]");
    }
  }

  /** One that may change from episode to episode: worlds take it when they are reset. */
  public ParameterSpec(
      String name, float byDefault, float low, float high, String unit, String description) {
    this(name, byDefault, low, high, unit, description, false);
  }

  /** The same as one that worlds are made with. */
  public ParameterSpec fixed() {
    return new ParameterSpec(name, byDefault, low, high, unit, description, true);
  }

  /** Whether a value is within the bounds. */
  public boolean allows(float value) {
    return low <= value && value <= high;
  }
}
