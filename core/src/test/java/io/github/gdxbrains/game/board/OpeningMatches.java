package io.github.gdxbrains.game.board;

import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.train.Evaluation;
import io.github.gdxbrains.train.Evaluator;
import java.util.Map;

/** Two brains at a board from distinct openings, each opening twice with seats swapped. */
public final class OpeningMatches {
  private OpeningMatches() {}

  /**
   * Plays.
   *
   * @param openings how many, of so many moves
   * @param firstSeed of the episodes
   */
  public static Evaluation play(
      Game game, BrainSource brain, BrainSource opponent, int openings, int moves, long firstSeed) {
    Parameters parameters = Parameters.of(game, Map.of("opening_moves", (float) moves));
    String behavior = game.behaviors(parameters).get(0).name();
    try (Workers workers = new Workers(1)) {
      return Evaluator.evaluatePairs(
          ArenaSetup.of(game, parameters),
          new Evaluator.Contestant("brain", Map.of(behavior, brain)),
          new Evaluator.Contestant("opponent", Map.of(behavior, opponent)),
          openings,
          firstSeed,
          true,
          workers);
    }
  }
}
