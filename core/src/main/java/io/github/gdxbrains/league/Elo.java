package io.github.gdxbrains.league;

/**
 * Elo's rating system (A. Elo, "The Rating of Chessplayers, Past and Present", 1978): pure
 * functions of two ratings.
 */
public final class Elo {
  /** What ratings start from, ML-Agents' {@code initial_elo}, and what they are on average. */
  public static final double INITIAL = 1200;

  /** A difference of so many points multiplies the odds by ten. */
  static final double POINTS_PER_TENFOLD = 400;

  private Elo() {}

  /**
   * What a player is expected to score in a match, from 0 to 1, where a win is 1 and a draw 0.5:
   * {@code 1 / (1 + 10^((opponent - rating) / 400))}.
   */
  public static double expectedScore(double rating, double opponent) {
    return 1 / (1 + Math.pow(10, (opponent - rating) / POINTS_PER_TENFOLD));
  }

  /**
   * How many points a match moves a player's rating; the opponent's moves by as many the other way.
   *
   * @param score what the player made of the match: 1 for a win, 0.5 for a draw, 0 for a loss
   * @param k the most points that a match moves. ML-Agents' is 1, for each agent of the team; 16 to
   *     32 are usual among people. Greater is faster and less steady.
   */
  public static double change(double rating, double opponent, double score, double k) {
    return k * (score - expectedScore(rating, opponent));
  }
}
