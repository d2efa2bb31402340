package io.github.gdxbrains.arena;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a game's parameters for one episode: every parameter has one, within its bounds.
 */
public final class Parameters {
  private final Map<String, Float> values;

  private Parameters(Map<String, Float> values) {
    this.values = values;
  }

  /** All parameters at their defaults. */
  public static Parameters defaults(Game game) {
    return of(game, Map.of());
  }

  /**
   * The given values, and defaults for the rest.
   *
   * @throws IllegalArgumentException if the game has no such parameter, or a value is out of bounds
   */
  public static Parameters of(Game game, Map<String, Float> given) {
    List<ParameterSpec> specs = game.parameters();
    Map<String, Float> values = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      values.put(spec.name(), spec.byDefault());
    }
    for (Map.Entry<String, Float> entry : given.entrySet()) {
      ParameterSpec spec =
          specs.stream()
              .filter(s -> s.name().equals(entry.getKey()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          game.name()
                              + " has no parameter "
                              + entry.getKey()
                              + "; it has "
                              + values.keySet()));
      float value = entry.getValue();
      if (!(spec.low() <= value && value <= spec.high())) {
        throw new IllegalArgumentException(
            "parameter "
                + spec.name()
                + " is "
                + value
                + ", but must be within ["
                + spec.low()
                + ", "
                + spec.high()
                + "]");
      }
      values.put(spec.name(), value);
    }
    return new Parameters(values);
  }

  /**
   * The value of a parameter.
   *
   * @throws IllegalArgumentException if the game has no such parameter
   */
  public float get(String name) {
    Float value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no parameter " + name + "; there are " + values.keySet());
    }
    return value;
  }

  /** The value of a parameter that counts something, rounded. */
  public int count(String name) {
    return Math.round(get(name));
  }

  /** All values by name. */
  public Map<String, Float> values() {
    return Map.copyOf(values);
  }
}
