package io.github.gdxbrains.learner;

import io.github.gdxbrains.config.InvalidValue;
import java.util.OptionalLong;

/**
 * A policy learns against past versions of its opponents: {@code self_play}, with ML-Agents' names,
 * meanings and defaults.
 *
 * @param saveSteps decisions of the learning agents from one snapshot of their policy to the next
 * @param teamChange decisions of the learning agents after which another team's turn to learn
 *     comes; empty for five times {@code save_steps}
 * @param swapSteps decisions of the opponents after which they are drawn anew; episodes that have
 *     begun keep theirs, so that it takes no less than a few of these
 * @param window how many of the newest snapshots opponents are drawn from
 * @param playAgainstLatestModelRatio the chance that an opponent is drawn to be the policy as it is
 *     now, rather than one of the snapshots
 * @param initialElo what ratings start from
 * @param matchmaking which of the snapshots are drawn more often
 */
public record SelfPlaySettings(
    long saveSteps,
    OptionalLong teamChange,
    long swapSteps,
    int window,
    float playAgainstLatestModelRatio,
    double initialElo,
    Matchmaking matchmaking) {
  /** ML-Agents'. */
  public static final SelfPlaySettings DEFAULT =
      new SelfPlaySettings(
          20_000, OptionalLong.empty(), 2_000, 10, 0.5f, 1200, Matchmaking.UNIFORM);

  /** Checks the ranges. */
  public SelfPlaySettings {
    InvalidValue.unlessAtLeast("save_steps", saveSteps, 1);
    InvalidValue.unlessAtLeast("team_change", teamChange.orElse(1), 1);
    InvalidValue.unlessAtLeast("swap_steps", swapSteps, 1);
    InvalidValue.unlessWithin("window", window, 1, 1000);
    InvalidValue.unlessWithin("play_against_latest_model_ratio", playAgainstLatestModelRatio, 0, 1);
    InvalidValue.unlessWithin("initial_elo", initialElo, -1e6, 1e6);
  }

  /** {@code team_change} as it counts. */
  public long stepsOfATurn() {
    return teamChange.orElse(5 * saveSteps);
  }
}
