package io.github.gdxbrains.train;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.catalog.PolicyMap;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.league.Rating;
import io.github.gdxbrains.league.SelfPlay;
import io.github.gdxbrains.league.Side;
import io.github.gdxbrains.learner.Assessment;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Player;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.SeatMap;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The learners of a run, one for each behavior or, where its teams or agents have their own
 * policies, one for each team or seat of it; those who play without learning; and the rollouts that
 * they learn from.
 */
final class Policies implements AutoCloseable {
  /** What learns one policy. */
  record Policy(
      PolicySeats played,
      BehaviorSpec behavior,
      BehaviorConfig config,
      Learner learner,
      Rollout rollout,
      Metrics metrics) {
    String name() {
      return played.name();
    }
  }

  private final Map<String, Policy> policies = new LinkedHashMap<>();
  private final List<SeatSpec> seats;
  private final PolicyMap map;

  /** Whoever plays without learning, and for each seat the number of its player among them. */
  private final List<Player> frozen = new ArrayList<>();

  private final int[] frozenOfSeat;
  private final Optional<SelfPlay> league;

  /**
   * Makes the learners.
   *
   * @param seed that the learners' seeds are derived from
   * @throws UserError if the experiment leaves out a behavior or names another, or a learner
   *     refuses
   */
  Policies(ArenaSetup arenas, Trainer.Setup setup, Workers workers, long seed) {
    Map<String, BehaviorConfig> configs = setup.config().behaviors();
    map = setup.config().players();
    seats = arenas.seats();
    requireKnown(arenas, configs);
    try {
      SelfPlays.check(setup.config(), configs, seats);
    } catch (InvalidValue refused) {
      throw new UserError("behaviors." + refused.getMessage(), refused);
    }
    frozenOfSeat = freeze(arenas, setup);
    for (BehaviorSpec behavior : arenas.behaviors()) {
      if (!map.learns(behavior.name(), seats)) {
        continue;
      }
      BehaviorConfig config = configs.get(behavior.name());
      List<PolicySeats> sharing = PolicySeats.of(behavior.name(), config, seats, map);
      for (PolicySeats played : sharing) {
        int arenaCount = setup.config().envSettings().numEnvs();
        List<Integer> teams = played.teamsOfLanes(seats);
        long own = RandomStream.derive(seed, policies.size());
        // learners count their own decisions: a policy gets its part of those of all agents
        BehaviorConfig part = config.withMaxSteps(Math.max(1, config.maxSteps() / sharing.size()));
        LearnerContext context =
            new LearnerContext(
                behavior,
                part,
                setup.backend(),
                workers,
                teams,
                arenaCount,
                own,
                (name, spec, options) -> Brains.model(name, setup.game(), spec, options));
        Learner learner = setup.learners().create(context);
        int horizon = learner.horizon();
        int period = behavior.decisionPeriod();
        // episodes that end between two decisions make more, shorter transitions
        int capacity = period == 1 ? horizon : Math.min(horizon * period, 2 * horizon + 2);
        Rollout rollout = rollout(behavior, context.lanes(), capacity, learner);
        policies.put(
            played.name(), new Policy(played, behavior, config, learner, rollout, new Metrics()));
      }
    }
    league =
        SelfPlays.of(
            policies.values(),
            seats,
            setup.config().envSettings().numEnvs(),
            setup.backend(),
            this::model);
  }

  /** Seats that share a brain share a player: it decides for them at once. */
  private int[] freeze(ArenaSetup arenas, Trainer.Setup setup) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] players = new int[seats.size()];
    for (int i = 0; i < players.length; i++) {
      SeatSpec seat = seats.get(i);
      if (!map.learns(seat)) {
        String name = Brains.ofSeat(map.player(seat), setup.game(), seat);
        players[i] =
            numbers.computeIfAbsent(
                seat.behavior() + "=" + name,
                first -> {
                  BehaviorSpec behavior = arenas.behavior(seat.behavior());
                  frozen.add(
                      Player.frozen(
                          behavior.name(),
                          Brains.named(name, setup.game(), behavior, setup.backend(), false)));
                  return frozen.size() - 1;
                });
      }
    }
    return players;
  }

  private static Rollout rollout(BehaviorSpec behavior, int lanes, int capacity, Learner learner) {
    int inputs = behavior.observations().inputs();
    try {
      return new Rollout(
          behavior,
          lanes,
          capacity,
          inputs,
          learner.columns(),
          learner.wantsFinalObservations(),
          learner.rewardTerms());
    } catch (ArithmeticException | OutOfMemoryError tooLarge) {
      throw new UserError(
          "a rollout of "
              + lanes
              + " agents of "
              + behavior.name()
              + " x "
              + capacity
              + " decisions x "
              + inputs
              + " numbers does not fit in memory: lower buffer_size or num_envs",
          tooLarge);
    }
  }

  private void requireKnown(ArenaSetup arenas, Map<String, BehaviorConfig> configs) {
    String game = arenas.game().name();
    List<String> names = arenas.behaviors().stream().map(BehaviorSpec::name).toList();
    for (String name : configs.keySet()) {
      if (!names.contains(name)) {
        throw UserError.unknown("behavior of " + game, name, names);
      }
    }
    for (String name : names) {
      if (map.learns(name, seats) && !configs.containsKey(name)) {
        throw new UserError("behaviors has no entry for " + game + "'s " + name);
      }
    }
  }

  /** All of them, in the order of the game's behaviors and seats. */
  Iterable<Policy> all() {
    return policies.values();
  }

  /** The learners' names, each once, joined by commas. */
  String trainers() {
    return policies.values().stream()
        .map(policy -> policy.config().trainerType())
        .distinct()
        .collect(Collectors.joining(","));
  }

  /** How each of them learns. */
  List<BehaviorConfig> configs() {
    return policies.values().stream().map(Policy::config).toList();
  }

  /** What the collector lets play: the acting brains, recorded, and those that do not learn. */
  List<Player> players() {
    List<Player> players = new ArrayList<>();
    for (Policy policy : policies.values()) {
      players.add(
          new Player(
              policy.behavior().name(),
              policy.learner().acting(),
              Optional.of(
                  new Player.Recording(
                      policy.rollout(),
                      policy.config().extrinsic().gamma(),
                      policy.played().lanes()))));
    }
    players.addAll(frozen);
    if (league.isPresent()) {
      for (Side side : league.get().sides()) {
        for (String policy : side.policies()) {
          String behavior = policies.get(policy).behavior().name();
          for (int slot = 0; slot < SelfPlay.SLOTS; slot++) {
            players.add(Player.frozen(behavior, side.opponent(policy, slot)));
          }
        }
      }
    }
    return players;
  }

  /**
   * Every seat that learns is played by the most specific policy that there is for it: its own, its
   * team's, or that of its behavior. In self-play that holds for the team whose turn it is; the
   * others are played by opponents.
   */
  SeatMap seatMap() {
    List<String> names = List.copyOf(policies.keySet());
    int[] players = new int[seats.size()];
    for (int seat = 0; seat < players.length; seat++) {
      players[seat] =
          map.learns(seats.get(seat))
              ? names.indexOf(seats.get(seat).policy(policies.keySet()))
              : names.size() + frozenOfSeat[seat];
    }
    return league.isEmpty()
        ? (arena, episode, seat) -> players[seat]
        : seatMap(league.get(), players);
  }

  /** The first player of each policy's opponents stands behind those who do not learn. */
  private SeatMap seatMap(SelfPlay selfPlay, int[] players) {
    List<String> opponents = new ArrayList<>();
    selfPlay.sides().forEach(side -> opponents.addAll(side.policies()));
    int[] teams = new int[players.length];
    int[] substitutes = new int[players.length];
    for (int seat = 0; seat < players.length; seat++) {
      String policy = seats.get(seat).policy(policies.keySet());
      int first = policies.size() + frozen.size();
      teams[seat] = seats.get(seat).team();
      substitutes[seat] =
          map.learns(seats.get(seat)) ? first + opponents.indexOf(policy) * SelfPlay.SLOTS : -1;
    }
    return (arena, episode, seat) ->
        substitutes[seat] < 0 || teams[seat] == selfPlay.learningTeam()
            ? players[seat]
            : substitutes[seat] + selfPlay.opponent(arena, episode, teams[seat]);
  }

  /** The league in which they learn by self-play. */
  Optional<SelfPlay> league() {
    return league;
  }

  /** Whether it is a policy's turn to learn. */
  private boolean learns(Policy policy) {
    return league.isEmpty() || league.get().learns(policy.name());
  }

  /** Floats that the acting brains write for each row. */
  int columns() {
    return policies.values().stream().mapToInt(p -> p.learner().columns()).max().orElse(0);
  }

  /** Ticks of a rollout: as many as the learner that wants the shortest asks for. */
  int ticksPerRollout() {
    return policies.values().stream()
        .filter(this::learns)
        .mapToInt(p -> Math.multiplyExact(p.learner().horizon(), p.behavior().decisionPeriod()))
        .min()
        .orElse(1);
  }

  /** Decisions in a rollout whose episodes do not end early. */
  long stepsPerRollout() {
    return policies.values().stream()
        .filter(this::learns)
        .mapToLong(p -> (long) p.rollout().lanes() * p.learner().horizon())
        .sum();
  }

  /** Decisions in the rollouts at hand. */
  long collected() {
    return policies.values().stream().mapToLong(p -> p.rollout().size()).sum();
  }

  /**
   * Lets every learner learn whose turn it is.
   *
   * @param progress how much of the run is over, from 0 to 1
   * @return the name of a policy whose parameters are no longer finite; empty if there is none
   */
  Optional<String> learn(double progress) {
    Optional<String> faulty = Optional.empty();
    for (Policy policy : policies.values()) {
      if (!learns(policy)) {
        continue;
      }
      policy.learner().update(policy.rollout(), progress, policy.metrics());
      if (!policy.learner().isFinite()) {
        faulty = Optional.of(policy.name());
      }
    }
    return faulty;
  }

  /**
   * What the critics of those who have just learned made of their rollouts.
   *
   * @param behavior of these policies; empty for all
   */
  List<Assessment> assessments(Optional<String> behavior) {
    return policies.values().stream()
        .filter(policy -> learns(policy) && plays(policy.name(), behavior))
        .flatMap(policy -> policy.learner().assessment().stream())
        .toList();
  }

  /** What one of them has learned so far. */
  Model model(String policy) {
    return policies.get(policy).learner().model();
  }

  /** What they have learned so far, by the policies' names and in their order. */
  Map<String, Model> models() {
    Map<String, Model> models = new TreeMap<>();
    policies.forEach((name, policy) -> models.put(name, policy.learner().model()));
    return models;
  }

  /** Adds what the last updates measured; with several policies each name gets a prefix. */
  void report(Metrics row) {
    policies.forEach(
        (policyName, policy) -> {
          String prefix = policies.size() == 1 ? "" : policyName + "/";
          for (String name : policy.metrics().names()) {
            row.put(prefix + name, policy.metrics().get(name));
          }
        });
    if (league.isPresent()) {
      List<Side> sides = league.get().sides();
      for (Side side : sides) {
        row.put(sides.size() == 1 ? "elo" : side.name() + "/elo", side.rating().elo());
      }
    }
  }

  /**
   * The ratings of the sides that play a behavior, averaged; NaN without self-play.
   *
   * @param behavior empty for all
   */
  double elo(Optional<String> behavior) {
    return league.stream()
        .flatMap(selfPlay -> selfPlay.sides().stream())
        .filter(side -> side.policies().stream().anyMatch(name -> plays(name, behavior)))
        .mapToDouble(side -> side.rating().elo())
        .average()
        .orElse(Double.NaN);
  }

  private boolean plays(String policy, Optional<String> behavior) {
    return behavior.isEmpty() || policies.get(policy).behavior().name().equals(behavior.get());
  }

  /** Entropy of the first policy in its last update; NaN if its learner measures none. */
  double entropy() {
    return policies.values().iterator().next().metrics().get("entropy");
  }

  /** The rating of each side that learns by self-play, by its name; empty without any. */
  Map<String, Rating> ratings() {
    Map<String, Rating> ratings = new TreeMap<>();
    league.ifPresent(l -> l.sides().forEach(side -> ratings.put(side.name(), side.rating())));
    return ratings;
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(policies.size());
    for (Policy policy : policies.values()) {
      out.writeUTF(policy.name());
      out.writeUTF(policy.config().trainerType());
      policy.learner().save(out);
    }
    if (league.isPresent()) {
      league.get().save(out);
    }
  }

  void load(DataInput in) throws IOException {
    CheckpointError.unlessEqual("policies", in.readInt(), policies.size());
    for (Policy policy : policies.values()) {
      CheckpointError.unlessEqual("policy", in.readUTF(), policy.name());
      CheckpointError.unlessEqual("trainer_type", in.readUTF(), policy.config().trainerType());
      policy.learner().load(in);
    }
    if (league.isPresent()) {
      league.get().load(in);
    }
  }

  /** Whether a learner's kept transitions are handled in some way. */
  boolean anyReplay(Learner.Replay replay) {
    return policies.values().stream().anyMatch(policy -> policy.learner().replay() == replay);
  }

  void saveReplay(DataOutput out) throws IOException {
    for (Policy policy : policies.values()) {
      if (policy.learner().replay() == Learner.Replay.SAVED) {
        policy.learner().saveReplay(out);
      }
    }
  }

  void loadReplay(DataInput in) throws IOException {
    for (Policy policy : policies.values()) {
      if (policy.learner().replay() == Learner.Replay.SAVED) {
        policy.learner().loadReplay(in);
      }
    }
  }

  @Override
  public void close() {
    policies.values().forEach(policy -> policy.learner().close());
  }
}
