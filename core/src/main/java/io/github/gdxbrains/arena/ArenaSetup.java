package io.github.gdxbrains.arena;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.reward.RewardTermFactory;
import io.github.gdxbrains.reward.RewardWeights;
import io.github.gdxbrains.sensor.SensorFactory;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What all arenas of a run have in common.
 *
 * @param game what they are copies of
 * @param shape the parameters that worlds are made with
 * @param source where each episode's parameters come from
 * @param weights of reward terms, where they differ from the game's own
 * @param sensors added to the agents of a behavior, by behavior
 * @param terms added to the rewards of a behavior, by behavior; their weights are 1 unless given
 * @param messageSizes how many numbers the agents of a behavior send to their team mates at each
 *     decision, by behavior; those that are not named send nothing
 */
public record ArenaSetup(
    Game game,
    Parameters shape,
    ParameterSource source,
    RewardWeights weights,
    Map<String, List<SensorFactory>> sensors,
    Map<String, List<RewardTermFactory>> terms,
    Map<String, Integer> messageSizes) {
  /** The observation stream of what team mates have sent. */
  public static final String MESSAGES = "messages";

  /**
   * Copies the maps.
   *
   * @throws InvalidValue if agents of a behavior, its key, send messages that nobody hears, or have
   *     a stream of that name
   */
  public ArenaSetup {
    sensors = Map.copyOf(sensors);
    terms = Map.copyOf(terms);
    messageSizes = Map.copyOf(messageSizes);
    for (BehaviorSpec own : game.behaviors(shape)) {
      String behavior = own.name();
      if (!messageSizes.containsKey(behavior)) {
        continue;
      }
      if (streamNames(own).contains(MESSAGES)) {
        throw new InvalidValue(behavior, "has an observation stream named messages already");
      }
      if (mates(game.seats(shape), messageSizes, behavior) == 0) {
        throw new InvalidValue(
            behavior,
            "has nobody to talk to: its agents have no team mates with messages of "
                + messageSizes.get(behavior)
                + " numbers");
      }
    }
  }

  /** A game as it comes, with constant parameters. */
  public static ArenaSetup of(Game game, Parameters parameters) {
    return new ArenaSetup(
        game,
        parameters,
        random -> parameters,
        RewardWeights.of(Map.of()),
        Map.of(),
        Map.of(),
        Map.of());
  }

  /** The same with parameters from elsewhere; what shapes the worlds stays. */
  public ArenaSetup withSource(ParameterSource source) {
    return new ArenaSetup(game, shape, source, weights, sensors, terms, messageSizes);
  }

  /** The same with other weights of reward terms. */
  public ArenaSetup withWeights(RewardWeights weights) {
    return new ArenaSetup(game, shape, source, weights, sensors, terms, messageSizes);
  }

  private static List<String> streamNames(BehaviorSpec behavior) {
    return behavior.observations().streams().stream().map(ObservationStream::name).toList();
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

  /**
   * The seats whose messages a seat's agent hears: of its team, with messages of the same size,
   * without itself, in order; none if it sends none.
   */
  List<Integer> mates(int seat) {
    return mates(seats(), messageSizes, seat);
  }

  private static List<Integer> mates(List<SeatSpec> seats, Map<String, Integer> sizes, int seat) {
    int team = seats.get(seat).team();
    int size = sizes.getOrDefault(seats.get(seat).behavior(), 0);
    return IntStream.range(0, seats.size())
        .filter(mate -> mate != seat && size > 0 && seats.get(mate).team() == team)
        .filter(mate -> sizes.getOrDefault(seats.get(mate).behavior(), 0) == size)
        .boxed()
        .toList();
  }

  /** The most mates that an agent of a behavior hears. */
  private static int mates(List<SeatSpec> seats, Map<String, Integer> sizes, String behavior) {
    return IntStream.range(0, seats.size())
        .filter(seat -> seats.get(seat).behavior().equals(behavior))
        .map(seat -> mates(seats, sizes, seat).size())
        .max()
        .orElse(0);
  }

  /**
   * The stream of what a behavior's agents hear: a message for each team mate in the order of the
   * seats, without oneself. Where others of the behavior have more mates, zeros follow.
   */
  ObservationStream messages(String behavior) {
    int mates = mates(seats(), messageSizes, behavior);
    return ObservationStream.vector(MESSAGES, mates * messageSizes.get(behavior), -1, 1);
  }

  /** The game's behaviors with the streams of added sensors, and with messages. */
  public List<BehaviorSpec> behaviors() {
    List<BehaviorSpec> behaviors = new ArrayList<>();
    for (BehaviorSpec own : game.behaviors(shape)) {
      List<ObservationStream> streams = new ArrayList<>();
      for (SensorFactory sensor : sensors.getOrDefault(own.name(), List.of())) {
        streams.add(sensor.create().stream());
      }
      if (messageSizes.containsKey(own.name())) {
        streams.add(messages(own.name()));
      }
      behaviors.add(own.extended(streams, messageSizes.getOrDefault(own.name(), 0)));
    }
    return behaviors;
  }
}
