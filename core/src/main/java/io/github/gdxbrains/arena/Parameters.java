package io.github.gdxbrains.arena;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a game's parameters for one episode: every parameter has one, within its bounds.
 */
public final class Parameters {
  private final String game;
  private final List<ParameterSpec> specs;
  private final float[] values;

  private Parameters(String game, List<ParameterSpec> specs, float[] values) {
    this.game = game;
    this.specs = specs;
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
    List<ParameterSpec> specs = List.copyOf(game.parameters());
    float[] values = new float[specs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = specs.get(i).byDefault();
    }
    Parameters parameters = new Parameters(game.name(), specs, values);
    given.forEach(parameters::set);
    return parameters;
  }

  /**
   * The same with another value of one parameter.
   *
   * @throws IllegalArgumentException if the game has no such parameter, or the value is out of
   *     bounds
   */
  public Parameters with(String name, float value) {
    Parameters changed = new Parameters(game, specs, values.clone());
    changed.set(name, value);
    return changed;
  }

  private void set(String name, float value) {
    int index = index(name);
    ParameterSpec spec = specs.get(index);
    if (!spec.allows(value)) {
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
    values[index] = value;
  }

  private int index(String name) {
    for (int i = 0; i < values.length; i++) {
      if (specs.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        game
            + " has no parameter "
            + name
            + "; it has "
            + specs.stream().map(ParameterSpec::name).toList());
  }

  /**
   * The value of a parameter.
   *
   * @throws IllegalArgumentException if the game has no such parameter
   */
  public float get(String name) {
    return values[index(name)];
  }

  /** The value of a parameter that counts something, rounded. */
  public int count(String name) {
    return Math.round(get(name));
  }

  /** All values by name. */
  public Map<String, Float> values() {
    Map<String, Float> all = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      all.put(specs.get(i).name(), values[i]);
    }
    return Map.copyOf(all);
  }
}
