package io.github.gdxbrains.train;

import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.PolicySharing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A policy and the seats that it plays.
 *
 * @param name the behavior's if it is shared, else {@link SeatSpec#ownPolicy}
 * @param seats their numbers in any arena, at least one, in ascending order
 */
record PolicySeats(String name, List<Integer> seats) {
  /**
   * The policies of a behavior; none if the game has no seat for it.
   *
   * @param seats all of the game
   * @throws UserError if two seats that want their own policies would give them the same name
   */
  static List<PolicySeats> of(String behavior, PolicySharing sharing, List<SeatSpec> seats) {
    List<Integer> own =
        IntStream.range(0, seats.size())
            .filter(seat -> seats.get(seat).behavior().equals(behavior))
            .boxed()
            .toList();
    if (sharing == PolicySharing.SHARED) {
      return own.isEmpty() ? List.of() : List.of(new PolicySeats(behavior, own));
    }
    List<PolicySeats> policies = new ArrayList<>();
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
