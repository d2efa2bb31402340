package io.github.gdxbrains.train;

import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.league.Crosstable;
import io.github.gdxbrains.league.Rating;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Everybody against everybody, each pair as {@link Evaluator} lets two contestants play: sides are
 * swapped half-way.
 *
 * @param names of the contestants, who are numbered in this order
 * @param pairings in the order in which they were played
 * @param results of all
 * @param ratings of all
 */
public record Tournament(
    List<String> names, List<Pairing> pairings, Crosstable results, List<Rating> ratings) {
  /** Copies the lists. */
  public Tournament {
    names = List.copyOf(names);
    pairings = List.copyOf(pairings);
    ratings = List.copyOf(ratings);
  }

  /**
   * Two contestants.
   *
   * @param first number of the one
   * @param second number of the other
   * @param evaluation of the first against the second
   */
  public record Pairing(int first, int second, Evaluation evaluation) {}

  /** Hears how a tournament goes. */
  @FunctionalInterface
  public interface Listener {
    /** A pair has played all of its episodes. */
    void played(Pairing pairing);
  }

  /** How many pairs so many contestants make. */
  public static int pairs(int contestants) {
    return contestants * (contestants - 1) / 2;
  }

  /**
   * Plays all pairs. A pair's episodes depend on the seed and the two contestants' numbers alone:
   * who is added at the end changes nothing of what the others play.
   *
   * @param episodes of each pair, at least 1
   * @param deterministic as reported; what the brains do is their own
   * @throws UserError if the game has one team, or if there are less than two contestants
   */
  public static Tournament play(
      ArenaSetup setup,
      List<Evaluator.Contestant> contestants,
      int episodes,
      long seed,
      boolean deterministic,
      Workers workers,
      Listener listener) {
    List<String> names = contestants.stream().map(Evaluator.Contestant::name).toList();
    requirePlayable(setup, names);
    List<Pairing> pairings = new ArrayList<>();
    Crosstable results = new Crosstable(names.size());
    for (int first = 0; first < names.size(); first++) {
      for (int second = first + 1; second < names.size(); second++) {
        Evaluation evaluation =
            Evaluator.evaluate(
                setup,
                contestants.get(first),
                contestants.get(second),
                episodes,
                RandomStream.derive(seed, first, second),
                deterministic,
                workers);
        results.add(first, second, evaluation.wins(), evaluation.draws(), evaluation.losses());
        pairings.add(new Pairing(first, second, evaluation));
        listener.played(pairings.get(pairings.size() - 1));
      }
    }
    return new Tournament(names, pairings, results, Rating.all(results));
  }

  /**
   * Refuses what cannot be a tournament, before anybody is asked for a brain.
   *
   * @throws UserError if the game has one team, or if there are less than two names
   */
  public static void requirePlayable(ArenaSetup setup, List<String> names) {
    if (setup.teams() < 2) {
      throw new UserError(
          setup.game().name() + " has one team, but a tournament needs a game with two or more");
    }
    if (names.size() < 2) {
      throw new UserError(
          "a tournament needs two brains or more, but there is only "
              + (names.isEmpty() ? "none" : names.get(0)));
    }
  }

  /** The contestants' numbers from the strongest on; equals stay in their order. */
  public List<Integer> ranking() {
    return IntStream.range(0, names.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer number) -> -ratings.get(number).elo()))
        .toList();
  }
}
