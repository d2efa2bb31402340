package io.github.gdxbrains.train;

import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.rollout.Player;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The players of a game that nobody learns from. All seats that a contestant plays by one brain
 * have one {@link Player}, which decides for them at once.
 */
public final class Lineup {
  private final List<SeatSpec> seats;
  private final List<Player> players = new ArrayList<>();

  /** A line-up without players, for these seats. */
  public Lineup(List<SeatSpec> seats) {
    this.seats = List.copyOf(seats);
  }

  /**
   * Adds a contestant's players for all seats.
   *
   * @return for each seat the number of the player who would take it
   * @throws UserError if the contestant has no brain for a seat
   */
  public int[] add(Evaluator.Contestant contestant) {
    return add(contestant, team -> true);
  }

  /**
   * Adds a contestant's players for the seats of some teams.
   *
   * @return for each seat the number of the player who would take it, -1 in other teams
   * @throws UserError if the contestant has no brain for a seat
   */
  public int[] add(Evaluator.Contestant contestant, IntPredicate teams) {
    Map<String, BrainSource> brains = contestant.brains();
    Map<String, Integer> numbers = new HashMap<>();
    int[] bySeat = new int[seats.size()];
    for (int seat = 0; seat < bySeat.length; seat++) {
      bySeat[seat] = -1;
      if (!teams.test(seats.get(seat).team())) {
        continue;
      }
      String behavior = seats.get(seat).behavior();
      String policy = seats.get(seat).policy(brains.keySet());
      if (!brains.containsKey(policy)) {
        throw new UserError(
            contestant.name() + " has no brain for the seat '" + seats.get(seat).name() + "'");
      }
      if (!numbers.containsKey(policy)) {
        numbers.put(policy, players.size());
        players.add(Player.frozen(behavior, brains.get(policy)));
      }
      bySeat[seat] = numbers.get(policy);
    }
    return bySeat;
  }

  /** Numbers of the players of a behavior's seats. */
  public List<Integer> playersOf(String behavior) {
    return IntStream.range(0, players.size())
        .filter(player -> players.get(player).behavior().equals(behavior))
        .boxed()
        .toList();
  }

  /** All players, in the order of their numbers. */
  public List<Player> players() {
    return List.copyOf(players);
  }
}
