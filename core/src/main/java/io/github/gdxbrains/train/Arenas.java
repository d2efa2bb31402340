package io.github.gdxbrains.train;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.catalog.Extensions;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.curriculum.EnvironmentParameter;
import io.github.gdxbrains.curriculum.EpisodeParameters;
import io.github.gdxbrains.reward.RewardTermFactory;
import io.github.gdxbrains.reward.RewardWeights;
import io.github.gdxbrains.sensor.SensorFactory;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an experiment says about its arenas, as arenas want it. */
public final class Arenas {
  private Arenas() {}

  /** The reward terms that a game's agents have by themselves, by behavior. */
  static Map<String, List<String>> ownTerms(Game game, Parameters parameters) {
    Map<String, List<String>> terms = new LinkedHashMap<>();
    try (Arena arena = new Arena(ArenaSetup.of(game, parameters), 0)) {
      for (int seat = 0; seat < arena.seats().size(); seat++) {
        terms.put(arena.seats().get(seat).behavior(), arena.agent(seat).termNames());
      }
    }
    return terms;
  }

  /**
   * Looks up an experiment's parameters, reward terms, sensors and messages. The parameters of
   * episodes are those of evaluations; a {@link Trainer} puts its own in their place.
   *
   * @throws UserError if the game has no such parameter, term, sensor or behavior, or if messages
   *     have nobody to go to
   */
  public static ArenaSetup setup(ExperimentConfig config, Game game, Extensions extensions) {
    Parameters parameters = shape(game, config.environmentParameters());
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
    Map<String, Integer> messageSizes = new HashMap<>();
    config
        .behaviors()
        .forEach(
            (behavior, settings) ->
                settings
                    .communication()
                    .ifPresent(said -> messageSizes.put(behavior, said.messageSize())));
    return setup(game, parameters, config.evaluationWeights(), sensors, terms, messageSizes)
        .withSource(new EpisodeParameters(game, parameters, config.evaluationParameters()));
  }

  /** The parameters that worlds are made with: those that vary have a value that is typical. */
  public static Parameters shape(Game game, Map<String, EnvironmentParameter> settings) {
    Map<String, Float> values = new HashMap<>();
    settings.forEach((name, setting) -> values.put(name, setting.last().typical()));
    return parameters(game, values);
  }

  /**
   * A game's arenas in which brains find what they were trained with: where a behavior that they
   * were trained for sees or does more than the game's own, its agents get the sensors of these
   * names and messages.
   *
   * @param trained behaviors of brains; of two for the same behavior the first counts
   */
  public static ArenaSetup fitting(
      Collection<BehaviorSpec> trained, Game game, Parameters parameters, Extensions extensions) {
    Map<String, List<SensorFactory>> sensors = new HashMap<>();
    Map<String, Integer> messageSizes = new HashMap<>();
    for (BehaviorSpec own : game.behaviors(parameters)) {
      trained.stream()
          .filter(behavior -> behavior.name().equals(own.name()))
          .findFirst()
          .ifPresent(
              behavior -> {
                List<String> added = new ArrayList<>(streamNames(behavior));
                added.removeAll(streamNames(own));
                sensors.put(own.name(), named(added, game, own.name(), extensions));
                int numbers = behavior.actions().continuous() - own.actions().continuous();
                if (added.contains(ArenaSetup.MESSAGES) && numbers > 0) {
                  messageSizes.put(own.name(), numbers);
                }
              });
    }
    RewardWeights own = RewardWeights.of(Map.of());
    return setup(game, parameters, own, sensors, Map.of(), messageSizes);
  }

  private static ArenaSetup setup(
      Game game,
      Parameters parameters,
      RewardWeights weights,
      Map<String, List<SensorFactory>> sensors,
      Map<String, List<RewardTermFactory>> terms,
      Map<String, Integer> messageSizes) {
    try {
      return new ArenaSetup(
          game, parameters, random -> parameters, weights, sensors, terms, messageSizes);
    } catch (InvalidValue unheard) {
      String key = "behaviors." + unheard.key() + ".communication: ";
      throw new UserError(key + unheard.getMessage(), unheard);
    }
  }

  private static List<String> streamNames(BehaviorSpec behavior) {
    return behavior.observations().streams().stream().map(ObservationStream::name).toList();
  }

  /** The sensors of these names; what does not fit the behavior is left out. */
  private static List<SensorFactory> named(
      List<String> names, Game game, String behavior, Extensions extensions) {
    return names.stream()
        .flatMap(name -> extensions.sensors().stream().filter(s -> s.name().equals(name)))
        .filter(sensor -> sensor.fits(game.name(), behavior))
        .toList();
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
