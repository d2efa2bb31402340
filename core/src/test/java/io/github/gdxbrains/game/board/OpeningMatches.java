package io.github.gdxbrains.game.board;

import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two brains at a board from distinct random openings, each opening twice with seats swapped. */
public final class OpeningMatches {
  /** How the games ended for the first brain. */
  public record Result(int openings, int wins, int draws, int losses) {
    /** Wins and half of the draws as a share of the games. */
    public double scoreRate() {
      return (wins + 0.5 * draws) / (wins + draws + losses);
    }
  }

  private OpeningMatches() {}

  /**
   * Plays.
   *
   * @param openings how many, of so many moves
   * @param firstSeed of the episodes; a seed that gives an opening for the second time is left out
   */
  public static Result play(
      Game game, Brain brain, Brain opponent, int openings, int moves, long firstSeed) {
    Parameters parameters = Parameters.of(game, Map.of("opening_moves", (float) moves));
    Set<String> seen = new HashSet<>();
    int[] outcomes = new int[3];
    try (Playing first = new Playing(game, parameters, List.of(brain, opponent), firstSeed);
        Playing second = new Playing(game, parameters, List.of(opponent, brain), firstSeed)) {
      for (long seed = firstSeed; seen.size() < openings; seed++) {
        first.arena().restart(seed);
        int mover = first.batch().wantsDecision()[0] ? 0 : 1;
        int size = first.batch().inputsPerRow();
        float[] board =
            Arrays.copyOfRange(first.batch().observations(), mover * size, (mover + 1) * size);
        if (seen.add(Arrays.toString(board))) {
          second.arena().restart(seed);
          count(first.play(1), 0, outcomes);
          count(second.play(1), 1, outcomes);
        }
      }
    }
    return new Result(seen.size(), outcomes[2], outcomes[1], outcomes[0]);
  }

  private static void count(EpisodeLog log, int team, int[] outcomes) {
    outcomes[1 + Float.compare(log.score(0, team), log.score(0, 1 - team))]++;
  }
}
