package io.github.gdxbrains.train;

import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.catalog.PolicyMap;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.PolicySharing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A policy and the seats that it plays.
 *
 * @param name the behavior's if it is shared, else {@link SeatSpec#teamPolicy} or {@link
 *     SeatSpec#ownPolicy}
 * @param seats their numbers in any arena, at least one, in ascending order
 */
record PolicySeats(String name, List<Integer> seats) {
  /**
   * The policies of a behavior that learn; none if the game has no seat for it that learns.
   *
   * @param seats all of the game
   * @param map says which of them learn
   * @throws UserError if two seats that want their own policies would give them the same name
   */
  static List<PolicySeats> of(
      String behavior, PolicySharing sharing, List<SeatSpec> seats, PolicyMap map) {
    List<Integer> own =
        IntStream.range(0, seats.size())
            .filter(
                seat -> seats.get(seat).behavior().equals(behavior) && map.learns(seats.get(seat)))
            .boxed()
            .toList();
    if (sharing == PolicySharing.SHARED) {
      return own.isEmpty() ? List.of() : List.of(new PolicySeats(behavior, own));
    }
    List<PolicySeats> policies = new ArrayList<>();
    if (sharing == PolicySharing.PER_TEAM) {
      Map<String, List<Integer>> teams = new LinkedHashMap<>();
      for (int seat : own) {
        teams.computeIfAbsent(seats.get(seat).teamPolicy(), team -> new ArrayList<>()).add(seat);
      }
      teams.forEach((name, members) -> policies.add(new PolicySeats(name, members)));
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
      policies.add(new PolicySeats(name, List.of(seat)));
    }
    return policies;
  }
}
