package io.github.gdxbrains.train;

import io.github.gdxbrains.league.Rating;
import java.util.List;

/**
 * How a league stands: the content of {@code league.json}.
 *
 * @param learningTeam whose turn it is to learn
 * @param sides in the order of their policies' names
 */
public record LeagueTable(int learningTeam, List<Standing> sides) {
  /** Copies the list. */
  public LeagueTable {
    sides = List.copyOf(sides);
  }

  /**
   * Policies that play in the same teams, as they are now.
   *
   * @param name of the side
   * @param rating for its margin each match counts 0.99 times as much as the next
   * @param matches that they were rated by
   * @param snapshots all so far
   */
  public record Standing(String name, Rating rating, long matches, List<Kept> snapshots) {
    /** Copies the list. */
    public Standing {
      snapshots = List.copyOf(snapshots);
    }
  }

  /**
   * A snapshot.
   *
   * @param steps decisions of all learning agents before it was made
   * @param brains names of its files in the league's folder
   * @param rating begins as that of its policies, with their margin
   * @param matches since it was made
   * @param isInWindow whether opponents are drawn from it
   */
  public record Kept(
      long steps, List<String> brains, Rating rating, long matches, boolean isInWindow) {
    /** Copies the list. */
    public Kept {
      brains = List.copyOf(brains);
    }
  }
}
