package io.github.gdxbrains.train;

import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.league.SelfPlay;
import io.github.gdxbrains.league.Side;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.nn.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What an experiment says about self-play, as the league wants it. */
final class SelfPlays {
  private SelfPlays() {}

  /**
   * Refuses self-play that cannot be.
   *
   * @param configs of the behaviors
   * @throws InvalidValue with a behavior's name as its key
   */
  static void check(
      ExperimentConfig experiment, Map<String, BehaviorConfig> configs, List<SeatSpec> seats) {
    Set<Integer> teams = new TreeSet<>();
    Set<String> learning = new TreeSet<>();
    for (SeatSpec seat : seats) {
      if (experiment.players().learns(seat)) {
        teams.add(seat.team());
        learning.add(seat.behavior());
      }
    }
    learning.retainAll(configs.keySet());
    Optional<String> first =
        learning.stream().filter(name -> configs.get(name).selfPlay().isPresent()).findFirst();
    if (first.isEmpty()) {
      return;
    }
    if (teams.size() < 2) {
      throw new InvalidValue(
          first.get(),
          "has self_play, but " + experiment.game() + " has no second team that learns");
    }
    for (String name : learning) {
      if (configs.get(name).selfPlay().isEmpty()) {
        throw new InvalidValue(name, "lacks self_play, which " + first.get() + " has");
      }
    }
    Map<String, Set<Integer>> teamsOfBehaviors = new TreeMap<>();
    for (String name : learning) {
      for (PolicySeats policy :
          PolicySeats.of(name, configs.get(name), seats, experiment.players())) {
        teamsOfBehaviors.computeIfAbsent(name, n -> new TreeSet<>()).addAll(policy.teams(seats));
      }
    }
    for (Set<String> side : SelfPlay.sides(teamsOfBehaviors)) {
      String one = side.iterator().next();
      for (String name : side) {
        if (!configs.get(name).selfPlay().equals(configs.get(one).selfPlay())) {
          throw new InvalidValue(
              name, "has another self_play than " + one + ", beside which it plays");
        }
      }
    }
  }

  /**
   * The league of a run's policies; empty if they do not learn by self-play.
   *
   * @param latest what a policy knows now, by its name
   */
  static Optional<SelfPlay> of(
      Iterable<Policies.Policy> policies,
      List<SeatSpec> seats,
      int arenas,
      Backend backend,
      Function<String, Model> latest) {
    int[] seatsOfTeam = new int[1 + seats.stream().mapToInt(SeatSpec::team).max().orElse(0)];
    Map<String, Set<Integer>> teams = new TreeMap<>();
    Map<String, Policies.Policy> byName = new TreeMap<>();
    for (Policies.Policy policy : policies) {
      if (policy.config().selfPlay().isEmpty()) {
        return Optional.empty();
      }
      teams.put(policy.name(), policy.played().teams(seats));
      byName.put(policy.name(), policy);
      policy
          .played()
          .lanes()
          .forEach(lane -> lane.forEach(seat -> seatsOfTeam[seats.get(seat).team()]++));
    }
    int[] sideOfTeam = new int[seatsOfTeam.length];
    Arrays.fill(sideOfTeam, -1);
    List<Side> sides = new ArrayList<>();
    for (Set<String> names : SelfPlay.sides(teams)) {
      Map<String, Set<Integer>> own = new TreeMap<>();
      for (String name : names) {
        own.put(name, teams.get(name));
        teams.get(name).forEach(team -> sideOfTeam[team] = sides.size());
      }
      Policies.Policy any = byName.get(names.iterator().next());
      sides.add(
          new Side(own, any.config().selfPlay().orElseThrow(), SelfPlay.SLOTS, backend, latest));
    }
    return Optional.of(new SelfPlay(sides, sideOfTeam, seatsOfTeam, arenas));
  }
}
