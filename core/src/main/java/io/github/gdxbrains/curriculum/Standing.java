package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.arena.Arena;
import java.util.Optional;

/** How a run stands between two rollouts, as lessons are judged by. */
public interface Standing {
  /** Decisions of learning agents so far. */
  long steps();

  /** The share of the run that is over, from 0 to 1. */
  double progress();

  /**
   * The mean return of the seats that learn in a finished episode.
   *
   * @param behavior of these seats; empty for all
   * @param episode place in the arena's log
   * @return NaN if none of these seats learned in it
   */
  double meanReturn(Optional<String> behavior, Arena arena, int episode);

  /**
   * How a finished episode turned out against what was expected, by the critic of the behavior that
   * the teacher judges by.
   *
   * @param episode place in the arena's log
   * @return empty if nobody learned from the episode, or there is no such teacher
   */
  Optional<CriticErrors> criticErrors(Arena arena, int episode);

  /**
   * The rating of a behavior's policies in self-play, the mean if there are several sides.
   *
   * @param behavior empty for all
   */
  double elo(Optional<String> behavior);
}
