package io.github.gdxbrains.train;

import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.curriculum.CriticErrors;
import io.github.gdxbrains.learner.Assessment;
import io.github.gdxbrains.rollout.Rollout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What critics made of each finished episode: sums over the decisions of the seats that learned in
 * it, those in earlier rollouts too. Episodes are found by the numbers that arenas gave them.
 */
final class EpisodeErrors {
  // what is summed
  private static final int DECISIONS = 0;
  private static final int ABSOLUTE = 1;
  private static final int POSITIVE = 2;
  private static final int VALUE = 3;
  private static final int REWARD = 4;
  private static final int LANES = 5;
  private static final int SUMS = 6;

  /**
   * By arena: {@code [episode][SUMS]}, the finished ones of the last rollout in the order of the
   * arena's log, then the one that is running.
   */
  private final double[][] sums;

  /** By arena: how many have finished. */
  private final int[] finished;

  /** By arena: the number of the running episode. */
  private final long[] running;

  EpisodeErrors(int arenas) {
    sums = new double[arenas][SUMS];
    finished = new int[arenas];
    running = new long[arenas];
  }

  /** All arenas start afresh: no episode goes on. */
  void clear() {
    for (int a = 0; a < sums.length; a++) {
      Arrays.fill(sums[a], 0);
      finished[a] = 0;
      running[a] = -1;
    }
  }

  /** Goes on with the episodes of another rollout; what {@link #add} adds is theirs. */
  void begin(List<Arena> arenas) {
    for (int a = 0; a < sums.length; a++) {
      EpisodeLog log = arenas.get(a).log();
      int open = finished[a] * SUMS;
      finished[a] = log.count();
      if (sums[a].length < (finished[a] + 1) * SUMS) {
        sums[a] = Arrays.copyOf(sums[a], 2 * (finished[a] + 1) * SUMS);
      }
      int goesOn = place(arenas.get(a), running[a]);
      for (int i = 0; i < SUMS; i++) { // what was running is the first of all, or was discarded
        sums[a][i] = goesOn == 0 ? sums[a][open + i] : 0;
      }
      Arrays.fill(sums[a], SUMS, sums[a].length, 0);
      running[a] = arenas.get(a).episode();
    }
  }

  /** Where the sums of an arena's episode are; -1 if it was discarded. */
  private static int place(Arena arena, long episode) {
    EpisodeLog log = arena.log();
    for (int e = 0; e < log.count(); e++) {
      if (log.number(e) == episode) {
        return e;
      }
    }
    return arena.episode() == episode ? log.count() : -1;
  }

  /** Adds what a critic made of the rollout. */
  void add(List<Arena> arenas, Assessment assessment) {
    Rollout rollout = assessment.rollout();
    int lanes = rollout.lanes() / arenas.size();
    for (int lane = 0; lane < rollout.lanes(); lane++) {
      add(arenas.get(lane / lanes), assessment, lane);
    }
  }

  private void add(Arena arena, Assessment assessment, int lane) {
    Rollout rollout = assessment.rollout();
    double[] own = sums[arena.number()];
    long episode = -1;
    int place = -1;
    for (int t = 0; t < rollout.count(lane); t++) {
      int index = rollout.first(lane) + t;
      if (rollout.episodes()[index] != episode) {
        episode = rollout.episodes()[index];
        place = place(arena, episode);
      }
      if (place >= 0) {
        float advantage = assessment.advantages()[index];
        int at = place * SUMS;
        own[at + DECISIONS]++;
        own[at + ABSOLUTE] += Math.abs(advantage);
        own[at + POSITIVE] += Math.max(0, advantage);
        own[at + VALUE] += assessment.returns()[index] - advantage;
        own[at + REWARD] += assessment.strength() * rollout.rewards()[index];
        own[at + LANES] += rollout.starts()[index] ? 1 : 0;
      }
    }
  }

  /** What came of a finished episode; empty if nobody learned from it. */
  Optional<CriticErrors> of(Arena arena, int episode) {
    double[] own = sums[arena.number()];
    int at = episode * SUMS;
    double decisions = own[at + DECISIONS];
    if (decisions == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new CriticErrors(
            own[at + ABSOLUTE] / decisions,
            own[at + POSITIVE] / decisions,
            own[at + VALUE] / decisions,
            own[at + REWARD] / Math.max(1, own[at + LANES])));
  }
}
