package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.ParameterSource;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Draws the parameters of each episode in the order of the game's list; never changes. */
public final class EpisodeParameters implements ParameterSource {
  private final Parameters base;
  private final List<ParameterSpec> specs;
  private final List<EpisodeValue> values;

  /**
   * @param base the values of all other parameters
   * @param values by parameter
   */
  public EpisodeParameters(Game game, Parameters base, Map<String, EpisodeValue> values) {
    Parameters constants = base;
    List<ParameterSpec> drawn = new ArrayList<>();
    for (ParameterSpec spec : game.parameters()) {
      EpisodeValue value = values.get(spec.name());
      if (value instanceof Constant constant) {
        constants = constants.with(spec.name(), constant.value());
      } else if (value != null) {
        drawn.add(spec);
      }
    }
    this.base = constants;
    specs = List.copyOf(drawn);
    this.values = specs.stream().map(spec -> values.get(spec.name())).toList();
  }

  @Override
  public Parameters next(RandomStream random) {
    Parameters parameters = base;
    for (int i = 0; i < specs.size(); i++) {
      ParameterSpec spec = specs.get(i);
      float drawn = values.get(i).draw(random);
      parameters = parameters.with(spec.name(), Math.max(spec.low(), Math.min(spec.high(), drawn)));
    }
    return parameters;
  }
}
