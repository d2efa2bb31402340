package io.github.gdxbrains.train;

import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.catalog.Extensions;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.reward.RewardTermFactory;
import io.github.gdxbrains.sensor.SensorFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an experiment says about its arenas, as arenas want it. */
public final class Arenas {
  private Arenas() {}

  /** The reward terms that a game's agents have by themselves, by behavior. */
  public static Map<String, List<String>> ownTerms(Game game, Parameters parameters) {
    Map<String, List<String>> terms = new LinkedHashMap<>();
    try (Arena arena = new Arena(ArenaSetup.of(game, parameters), 0)) {
      for (int seat = 0; seat < arena.seats().size(); seat++) {
        terms.put(arena.seats().get(seat).behavior(), arena.agent(seat).termNames());
      }
    }
    return terms;
  }

  /**
   * Looks up an experiment's parameters, reward terms and sensors.
   *
   * @throws UserError if the game has no such parameter, term, sensor or behavior
   */
  public static ArenaSetup setup(ExperimentConfig config, Game game, Extensions extensions) {
    Parameters parameters = parameters(game, config.environmentParameters());
    Map<String, List<String>> own = ownTerms(game, parameters);
    Map<String, List<SensorFactory>> sensors = new HashMap<>();
    config
        .sensors()
        .forEach(
            (behavior, names) -> {
              requireBehavior(game, own, behavior);
              List<SensorFactory> list = new ArrayList<>();
              names.forEach(n -> list.add(extensions.sensor(n, game.name(), behavior)));
              sensors.put(behavior, list);
            });
    Map<String, List<RewardTermFactory>> terms = new HashMap<>();
    config
        .rewards()
        .forEach(
            (behavior, weights) -> {
              requireBehavior(game, own, behavior);
              List<RewardTermFactory> list = new ArrayList<>();
              weights.keySet().stream()
                  .filter(name -> !own.get(behavior).contains(name))
                  .sorted()
                  .forEach(
                      name ->
                          list.add(
                              extensions.term(name, game.name(), behavior, own.get(behavior))));
              terms.put(behavior, list);
            });
    return new ArenaSetup(game, parameters, random -> parameters, config.rewards(), sensors, terms);
  }

  private static Parameters parameters(Game game, Map<String, Float> values) {
    try {
      return Parameters.of(game, values);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  private static void requireBehavior(Game game, Map<String, List<String>> own, String behavior) {
    if (!own.containsKey(behavior)) {
      throw UserError.unknown("behavior of " + game.name(), behavior, own.keySet());
    }
  }
}
