package io.github.gdxbrains.league;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * How strong a player is among others.
 *
 * @param elo in Elo's points; the mean of all who are rated together is {@link Elo#INITIAL}
 * @param margin half the width of the 95 % interval around it
 */
public record Rating(double elo, double margin) {
  /** Points of Elo in one unit of the natural logarithm of the odds. */
  private static final double POINTS = Elo.POINTS_PER_TENFOLD / Math.log(10);

  /** Standard deviations to either side that hold 95 % of a normal distribution. */
  private static final double DEVIATIONS = 1.959964;

  /** Below this, in natural units, a step no longer moves a rating by a visible amount. */
  private static final double TOLERANCE = 1e-10;

  /**
   * The rating of somebody whom {@link Elo} followed.
   *
   * @param information the sum of {@code p (1 - p)} over the matches, where {@code p} is {@link
   *     Elo#expectedScore}: the Fisher information of a rating fitted to as many matches. Without
   *     any the margin is infinite.
   */
  public static Rating followed(double elo, double information) {
    return new Rating(elo, POINTS * DEVIATIONS / Math.sqrt(information));
  }

  /** Where the interval begins. */
  public double low() {
    return elo - margin;
  }

  /** Where the interval ends. */
  public double high() {
    return elo + margin;
  }

  /**
   * Rates players by all their matches at once: the greatest likelihood in the model of Bradley and
   * Terry (Biometrika 39, 1952), in which a player expects {@link Elo#expectedScore} and a draw is
   * half a win and half a loss. Every pair that has met gets one draw on top, half a win for either
   * (Haldane 1956), so that who never lost has a rating, too.
   *
   * <p>Intervals come from the Fisher information, for differences to the mean of all players. They
   * count every match as won or lost, so they are too wide rather than too narrow where many are
   * drawn.
   *
   * @return in the players' order
   * @throws IllegalArgumentException if there are groups of players between which nobody has met
   */
  public static List<Rating> all(Crosstable results) {
    int players = results.players();
    requireConnected(results);
    double[] strengths = new double[players]; // natural logarithms of odds; their sum stays 0
    double[] gradient = new double[players];
    double[][] inverse;
    double spread;
    do {
      inverse = inverse(information(results, strengths, gradient));
      // Newton's step. Along it the third derivative is at most its spread times the second, so
      // that ln(1 + spread) / spread of it always raises the likelihood (after arXiv:0910.4627).
      double[] step = new double[players];
      for (int i = 0; i < players; i++) {
        for (int j = 0; j < players; j++) {
          step[i] += inverse[i][j] * gradient[j];
        }
      }
      spread = Arrays.stream(step).max().orElse(0) - Arrays.stream(step).min().orElse(0);
      double share = spread > TOLERANCE ? Math.log1p(spread) / spread : 1;
      for (int i = 0; i < players; i++) {
        strengths[i] += share * step[i];
      }
    } while (spread > TOLERANCE);
    List<Rating> ratings = new ArrayList<>();
    for (int i = 0; i < players; i++) {
      double variance = Math.max(0, inverse[i][i] - 1.0 / players);
      ratings.add(
          new Rating(
              Elo.INITIAL + POINTS * strengths[i], POINTS * DEVIATIONS * Math.sqrt(variance)));
    }
    return List.copyOf(ratings);
  }

  /**
   * The Fisher information of all strengths: {@code -m p (1 - p)} for each pair of {@code m}
   * matches of which one expects the share {@code p}, and what makes the sums of rows zero in the
   * diagonal. It knows nothing of the mean of all; so that it can be inverted, 1 / players is added
   * everywhere, which pins the mean and adds as much to the inverse.
   *
   * @param gradient of the logarithm of the likelihood; is filled
   */
  private static double[][] information(Crosstable results, double[] strengths, double[] gradient) {
    int players = strengths.length;
    double[][] information = new double[players][players];
    Arrays.fill(gradient, 0);
    for (double[] row : information) {
      Arrays.fill(row, 1.0 / players);
    }
    for (int i = 0; i < players; i++) {
      for (int j = 0; j < players; j++) {
        if (results.matches(i, j) > 0) {
          double matches = results.matches(i, j) + 1;
          double score = results.wins(i, j) + (results.draws(i, j) + 1) / 2.0;
          double expected = 1 / (1 + Math.exp(strengths[j] - strengths[i]));
          double weight = matches * expected * (1 - expected);
          gradient[i] += score - matches * expected;
          information[i][i] += weight;
          information[i][j] -= weight;
        }
      }
    }
    return information;
  }

  /** The inverse of a positive definite matrix (Gauss and Jordan), which is overwritten. */
  private static double[][] inverse(double[][] matrix) {
    int n = matrix.length;
    double[][] inverse = new double[n][n];
    for (int i = 0; i < n; i++) {
      inverse[i][i] = 1;
    }
    for (int pivot = 0; pivot < n; pivot++) {
      double scale = 1 / matrix[pivot][pivot];
      for (int column = 0; column < n; column++) {
        matrix[pivot][column] *= scale;
        inverse[pivot][column] *= scale;
      }
      for (int row = 0; row < n; row++) {
        double factor = row == pivot ? 0 : matrix[row][pivot];
        for (int column = 0; column < n && factor != 0; column++) {
          matrix[row][column] -= factor * matrix[pivot][column];
          inverse[row][column] -= factor * inverse[pivot][column];
        }
      }
    }
    return inverse;
  }

  /** Two players whom no chain of matches joins cannot be compared. */
  private static void requireConnected(Crosstable results) {
    boolean[] reached = new boolean[results.players()];
    Deque<Integer> next = new ArrayDeque<>();
    if (reached.length > 0) {
      reached[0] = true;
      next.add(0);
    }
    while (!next.isEmpty()) {
      int player = next.remove();
      for (int opponent = 0; opponent < reached.length; opponent++) {
        if (!reached[opponent] && results.matches(player, opponent) > 0) {
          reached[opponent] = true;
          next.add(opponent);
        }
      }
    }
    for (int player = 0; player < reached.length; player++) {
      if (!reached[player]) {
        throw new IllegalArgumentException(
            "no chain of matches joins player " + player + " with player 0");
      }
    }
  }
}
