package io.github.gdxbrains.catalog;

import io.github.gdxbrains.arena.SeatSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who plays the seats that do not learn: {@code policy_map} of an experiment.
 *
 * @param players what {@link Brains} calls a brain, or {@link #LEARNER}, by policy: under a
 *     behavior's name for all its seats, under {@link SeatSpec#teamPolicy} for those of one team,
 *     under {@link SeatSpec#ownPolicy} for one; the most specific name counts
 */
public record PolicyMap(Map<String, String> players) {
  /** Whoever plays a seat learns: what holds for seats that nothing is said of. */
  public static final String LEARNER = "learner";

  /** Copies the map. */
  public PolicyMap {
    players = Map.copyOf(players);
  }

  /** What {@link Brains} calls the brain that plays a seat, or {@link #LEARNER}. */
  public String player(SeatSpec seat) {
    return players.getOrDefault(seat.policy(players.keySet()), LEARNER);
  }

  /** Whether whoever plays a seat learns. */
  public boolean learns(SeatSpec seat) {
    return player(seat).equals(LEARNER);
  }

  /** Whether a behavior needs a learner: all do but those whose seats others play. */
  public boolean learns(String behavior, List<SeatSpec> seats) {
    List<SeatSpec> own = seats.stream().filter(s -> s.behavior().equals(behavior)).toList();
    return own.isEmpty() || own.stream().anyMatch(this::learns);
  }

  /**
   * The seats that do not learn, but have teammates that do: wherever the learned brains play
   * later, they have the company that they learned in. Teams on which nobody learned are left out,
   * so that the learned brains may play there if they can.
   */
  public List<SeatSpec> company(List<SeatSpec> seats) {
    List<SeatSpec> company = new ArrayList<>();
    for (SeatSpec seat : seats) {
      boolean hasLearner = seats.stream().anyMatch(s -> s.team() == seat.team() && learns(s));
      if (!learns(seat) && hasLearner) {
        company.add(seat);
      }
    }
    return company;
  }
}
