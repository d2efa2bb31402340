package io.github.gdxbrains.train;

/**
 * How a brain did in evaluation episodes.
 *
 * @param episodes how many were played
 * @param meanReturn of the brain's agents, an episode's agents averaged
 * @param stdReturn standard deviation of that over episodes
 * @param wins episodes in which the brain's team scored more than every other
 * @param draws episodes in which it scored as much as the best other
 * @param losses the rest; with one team all three are 0
 * @param meanScore of the brain's team by the game's own rules: goals, pipes passed
 * @param meanTicks mean length of an episode in ticks
 * @param opponent who sat on the other teams; empty with one team
 * @param deterministic whether the brain took its most likely action
 */
public record Evaluation(
    int episodes,
    double meanReturn,
    double stdReturn,
    int wins,
    int draws,
    int losses,
    double meanScore,
    double meanTicks,
    String opponent,
    boolean deterministic) {
  /** (wins + draws / 2) / episodes, or NaN with one team. */
  public double scoreRate() {
    int decided = wins + draws + losses;
    return decided == 0 ? Double.NaN : (wins + draws / 2.0) / decided;
  }

  /** What counts as better: the score rate where there are teams, else the mean return. */
  public double score() {
    return Double.isNaN(scoreRate()) ? meanReturn : scoreRate();
  }
}
