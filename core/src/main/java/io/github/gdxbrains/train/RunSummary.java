package io.github.gdxbrains.train;

import io.github.gdxbrains.curriculum.LessonReport;
import io.github.gdxbrains.league.Rating;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What came of a run: the content of {@code summary.json}.
 *
 * @param game which game
 * @param trainer which learner
 * @param backend which backend computed
 * @param seed of the run
 * @param threads how many worked
 * @param steps decisions of learning agents
 * @param episodes finished
 * @param updates of the learners
 * @param wallSeconds of training, of all sittings together, evaluation not counted
 * @param simulateSeconds of that, spent in arenas (the mean over threads)
 * @param inferSeconds of that, spent deciding (the mean over threads)
 * @param learnSeconds of that, spent in updates
 * @param meanReturn over the last 100 episodes; NaN if none finished
 * @param solvedAtStep step at which that mean first reached the game's solved return
 * @param solvedAtSeconds training seconds at that step
 * @param evaluation of the best brain after training
 * @param elo how strong the policies of each side are that learned by self-play; else empty
 * @param lessons how far each curriculum has come, by parameter; empty if there is none
 * @param rewardAlarms steps at which the return rose while the game's own score fell; see {@link
 *     RewardAlarm}
 * @param parametersSha256 of the last parameters
 */
public record RunSummary(
    String game,
    String trainer,
    String backend,
    long seed,
    int threads,
    long steps,
    long episodes,
    long updates,
    double wallSeconds,
    double simulateSeconds,
    double inferSeconds,
    double learnSeconds,
    double meanReturn,
    OptionalLong solvedAtStep,
    OptionalDouble solvedAtSeconds,
    Optional<Evaluation> evaluation,
    Map<String, Rating> elo,
    Map<String, LessonReport> lessons,
    List<Long> rewardAlarms,
    String parametersSha256) {
  /** Copies the list, and the maps, sorted by their names. */
  public RunSummary {
    elo = Collections.unmodifiableSortedMap(new TreeMap<>(elo));
    lessons = Collections.unmodifiableSortedMap(new TreeMap<>(lessons));
    rewardAlarms = List.copyOf(rewardAlarms);
  }

  /** Decisions a second over the whole run. */
  public double stepsPerSecond() {
    return wallSeconds > 0 ? steps / wallSeconds : 0;
  }
}
