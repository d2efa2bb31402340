package io.github.gdxbrains.league;

/** How often each of some players won, drew and lost against each other. */
public final class Crosstable {
  private final int[][] wins;
  private final int[][] draws;

  /** A table of players who have not met yet, numbered from 0. */
  public Crosstable(int players) {
    wins = new int[players][players];
    draws = new int[players][players];
  }

  /** How many there are. */
  public int players() {
    return wins.length;
  }

  /**
   * Adds matches.
   *
   * @param wins of the player
   * @param draws of both
   * @param losses of the player
   * @throws IllegalArgumentException if a player would meet themselves, or a number is negative
   */
  public void add(int player, int opponent, int wins, int draws, int losses) {
    if (player == opponent || Math.min(wins, Math.min(draws, losses)) < 0) {
      throw new IllegalArgumentException(
          "player " + player + " against " + opponent + ": " + wins + ", " + draws + ", " + losses);
    }
    this.wins[player][opponent] += wins;
    this.wins[opponent][player] += losses;
    this.draws[player][opponent] += draws;
    this.draws[opponent][player] += draws;
  }

  /** Matches that a player won against another. */
  public int wins(int player, int opponent) {
    return wins[player][opponent];
  }

  /** Matches of two players that nobody won. */
  public int draws(int player, int opponent) {
    return draws[player][opponent];
  }

  /** All matches of two players. */
  public int matches(int player, int opponent) {
    return wins[player][opponent] + draws[player][opponent] + wins[opponent][player];
  }

  /** (wins + draws / 2) / matches against one opponent; NaN if they have not met. */
  public double scoreRate(int player, int opponent) {
    return (wins[player][opponent] + draws[player][opponent] / 2.0) / matches(player, opponent);
  }

  /** All matches that a player won. */
  public int wins(int player) {
    int sum = 0;
    for (int opponent = 0; opponent < players(); opponent++) {
      sum += wins[player][opponent];
    }
    return sum;
  }

  /** All matches of a player that nobody won. */
  public int draws(int player) {
    int sum = 0;
    for (int opponent = 0; opponent < players(); opponent++) {
      sum += draws[player][opponent];
    }
    return sum;
  }

  /** All matches that a player lost. */
  public int losses(int player) {
    int sum = 0;
    for (int opponent = 0; opponent < players(); opponent++) {
      sum += wins[opponent][player];
    }
    return sum;
  }

  /** (wins + draws / 2) / matches against all; NaN if the player has met nobody. */
  public double scoreRate(int player) {
    return (wins(player) + draws(player) / 2.0) / (wins(player) + draws(player) + losses(player));
  }
}
