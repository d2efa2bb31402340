package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.config.InvalidValue;
import java.util.Optional;

/**
 * Replays the levels that the critic was most wrong about (see {@link LevelReplayTeacher}).
 *
 * @param prioritizedLevelReplay how
 */
public record PrioritizedLevelReplay(Replay prioritizedLevelReplay) implements TeacherSettings {
  /** With all defaults. */
  public static final PrioritizedLevelReplay DEFAULT = new PrioritizedLevelReplay(Replay.DEFAULT);

  /** What makes a level worth playing again: means over the decisions of an episode. */
  public enum Score {
    /** The advantage without its sign: the L1 value loss of arXiv:2010.03934. */
    VALUE_LOSS,
    /** The advantage, or 0 where it is negative (arXiv:2110.02439). */
    POSITIVE_VALUE_LOSS,
    /** How far the value is below the best return yet on the level (arXiv:2110.02439). */
    MAX_MONTE_CARLO
  }

  /** How probable a level is by its score. */
  public enum Prioritization {
    /** As one over its rank, to the power of one over the temperature. */
    RANK,
    /** As its score, to that power. */
    PROPORTIONAL
  }

  /**
   * What is kept, and how it is chosen.
   *
   * @param behavior whose critic counts; empty for the only one that learns
   * @param levels that are kept, at least 1; until there are so many, all episodes are on new ones
   * @param replayProbability that an episode is on one of them from then on
   * @param score what makes a level worth playing again
   * @param prioritization how probable it is by that
   * @param temperature β: the smaller, the more only the best scores count
   * @param stalenessCoefficient ρ: the share of the probability that goes by how long ago a level
   *     was played instead
   */
  public record Replay(
      Optional<String> behavior,
      int levels,
      float replayProbability,
      Score score,
      Prioritization prioritization,
      float temperature,
      float stalenessCoefficient) {
    /** The paper's score, β and ρ; 1000 levels, and new ones half of the time. */
    public static final Replay DEFAULT =
        new Replay(Optional.empty(), 1000, 0.5f, Score.VALUE_LOSS, Prioritization.RANK, 0.1f, 0.1f);

    /** Checks the ranges. */
    public Replay {
      InvalidValue.unlessWithin("levels", levels, 1, 100_000);
      InvalidValue.unlessWithin("replay_probability", replayProbability, 0, 1);
      InvalidValue.unlessPositive("temperature", temperature);
      InvalidValue.unlessWithin("staleness_coefficient", stalenessCoefficient, 0, 1);
    }
  }

  @Override
  public String name() {
    return "prioritized_level_replay";
  }

  @Override
  public Optional<String> behavior() {
    return prioritizedLevelReplay.behavior();
  }

  @Override
  public boolean judgesByCritic() {
    return true;
  }
}
