package io.github.gdxbrains.arena;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.reward.RewardTermFactory;
import io.github.gdxbrains.sensor.SensorFactory;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What all arenas of a run have in common.
 *
 * @param game what they are copies of
 * @param shape the parameters that worlds are made with
 * @param source where each episode's parameters come from
 * @param weights of reward terms, by behavior and term, where they differ from the game's own
 * @param sensors added to the agents of a behavior, by behavior
 * @param terms added to the rewards of a behavior, by behavior; their weights are 1 unless given
 */
public record ArenaSetup(
    Game game,
    Parameters shape,
    ParameterSource source,
    Map<String, Map<String, Float>> weights,
    Map<String, List<SensorFactory>> sensors,
    Map<String, List<RewardTermFactory>> terms) {
  /** Copies the maps. */
  public ArenaSetup {
    weights = Map.copyOf(weights);
    sensors = Map.copyOf(sensors);
    terms = Map.copyOf(terms);
  }

  /** A game as it comes, with constant parameters. */
  public static ArenaSetup of(Game game, Parameters parameters) {
    return new ArenaSetup(game, parameters, random -> parameters, Map.of(), Map.of(), Map.of());
  }

  /** The seats of every arena. */
  public List<SeatSpec> seats() {
    return game.seats(shape);
  }

  /**
   * One of {@link #behaviors}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public BehaviorSpec behavior(String name) {
    return behaviors().stream()
        .filter(behavior -> behavior.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(game.name() + " has no behavior " + name));
  }

  /** How many teams there are, at least 1. */
  public int teams() {
    return 1 + seats().stream().mapToInt(SeatSpec::team).max().orElse(0);
  }

  /** The game's behaviors with the streams of added sensors. */
  public List<BehaviorSpec> behaviors() {
    List<BehaviorSpec> behaviors = new ArrayList<>();
    for (BehaviorSpec own : game.behaviors(shape)) {
      List<ObservationStream> streams = new ArrayList<>(own.observations().streams());
      for (SensorFactory sensor : sensors.getOrDefault(own.name(), List.of())) {
        streams.add(sensor.create().stream());
      }
      behaviors.add(own.withObservations(new ObservationSpace(streams)));
    }
    return behaviors;
  }
}
