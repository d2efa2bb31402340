package io.github.gdxbrains.train;

import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.catalog.PolicyMap;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.PolicySharing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A policy and the seats that it learns from.
 *
 * @param name the behavior's if it is shared, else {@link SeatSpec#teamPolicy} or {@link
 *     SeatSpec#ownPolicy}
 * @param lanes for each lane of an arena in its rollouts the numbers of the seats that feed it, in
 *     ascending order: one or, in self-play, where one team learns at a time, one of each team
 */
record PolicySeats(String name, List<List<Integer>> lanes) {
  /** The teams that the policy plays. */
  Set<Integer> teams(List<SeatSpec> seats) {
    Set<Integer> teams = new TreeSet<>();
    lanes.forEach(lane -> lane.forEach(seat -> teams.add(seats.get(seat).team())));
    return teams;
  }

  /** The team of each lane: only lanes of one team learn at a time. */
  List<Integer> teamsOfLanes(List<SeatSpec> seats) {
    boolean isSelfPlay = lanes.get(0).size() > 1;
    return lanes.stream().map(lane -> isSelfPlay ? 0 : seats.get(lane.get(0)).team()).toList();
  }

  private static PolicySeats of(
      String name, List<Integer> own, boolean selfPlay, List<SeatSpec> seats) {
    if (!selfPlay) {
      return new PolicySeats(name, own.stream().map(List::of).toList());
    }
    Map<Integer, Integer> taken = new HashMap<>();
    List<List<Integer>> lanes = new ArrayList<>();
    for (int seat : own) {
      int lane = taken.merge(seats.get(seat).team(), 1, Integer::sum) - 1;
      if (lane == lanes.size()) {
        lanes.add(new ArrayList<>());
      }
      lanes.get(lane).add(seat);
    }
    return new PolicySeats(name, lanes);
  }

  /**
   * The policies of a behavior that learn; none if the game has no seat for it that learns.
   *
   * @param seats all of the game
   * @param map says which of them learn
   * @throws UserError if two seats that want their own policies would give them the same name
   */
  static List<PolicySeats> of(
      String behavior, BehaviorConfig config, List<SeatSpec> seats, PolicyMap map) {
    PolicySharing sharing = config.policy();
    boolean selfPlay = config.selfPlay().isPresent();
    List<Integer> own =
        IntStream.range(0, seats.size())
            .filter(
                seat -> seats.get(seat).behavior().equals(behavior) && map.learns(seats.get(seat)))
            .boxed()
            .toList();
    if (sharing == PolicySharing.SHARED) {
      return own.isEmpty() ? List.of() : List.of(of(behavior, own, selfPlay, seats));
    }
    List<PolicySeats> policies = new ArrayList<>();
    if (sharing == PolicySharing.PER_TEAM) {
      Map<String, List<Integer>> teams = new LinkedHashMap<>();
      for (int seat : own) {
        teams.computeIfAbsent(seats.get(seat).teamPolicy(), team -> new ArrayList<>()).add(seat);
      }
      teams.forEach((name, members) -> policies.add(of(name, members, selfPlay, seats)));
      return policies;
    }
    Set<String> names = new HashSet<>();
    for (int seat : own) {
      String name = seats.get(seat).ownPolicy();
      if (!names.add(name.toLowerCase(Locale.ROOT))) { // as some file systems compare names
        throw new UserError(
            "behaviors."
                + behavior
                + ".policy is per_agent, but two seats would both have the policy "
                + name
                + ": rename the seat '"
                + seats.get(seat).name()
                + "'");
      }
      policies.add(of(name, List.of(seat), selfPlay, seats));
    }
    return policies;
  }
}
