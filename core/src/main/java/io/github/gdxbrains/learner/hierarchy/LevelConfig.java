package io.github.gdxbrains.learner.hierarchy;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.PolicySharing;
import io.github.gdxbrains.learner.RewardSignals;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One level of a hierarchy: who plays it, or how it learns.
 *
 * @param brain who plays it without learning: {@code random}, a script of the game, or a brain
 *     file; empty for a level that learns
 * @param trainerType how it learns, if it does
 * @param hyperparameters the learner's own record
 * @param networkSettings its network
 * @param rewardSignals empty for those of the behavior
 * @param rewards weights of reward terms that make the level's own reward; empty if the behavior's
 *     reward is the level's
 * @param timeHorizon decisions of the level after which a trajectory is cut and bootstrapped
 * @param observations names of the streams that it sees; empty for all
 */
public record LevelConfig(
    Optional<String> brain,
    String trainerType,
    Record hyperparameters,
    NetworkSettings networkSettings,
    Optional<RewardSignals> rewardSignals,
    Map<String, Float> rewards,
    int timeHorizon,
    List<String> observations) {
  /** Copies the collections and checks the horizon. */
  public LevelConfig {
    rewards = Collections.unmodifiableSortedMap(new TreeMap<>(rewards));
    observations = List.copyOf(observations);
    InvalidValue.unlessAtLeast("time_horizon", timeHorizon, 1);
  }

  /** A level that learns, by default settings but for its learner's own. */
  public static LevelConfig learned(String trainerType, Record hyperparameters) {
    return new LevelConfig(
        Optional.empty(),
        trainerType,
        hyperparameters,
        NetworkSettings.DEFAULT,
        Optional.empty(),
        Map.of(),
        64,
        List.of());
  }

  /** A level that does not learn. */
  public LevelConfig playedBy(String brain) {
    return new LevelConfig(
        Optional.of(brain),
        trainerType,
        hyperparameters,
        networkSettings,
        rewardSignals,
        rewards,
        timeHorizon,
        observations);
  }

  /** The same with another network. */
  public LevelConfig with(NetworkSettings network) {
    return new LevelConfig(
        brain,
        trainerType,
        hyperparameters,
        network,
        rewardSignals,
        rewards,
        timeHorizon,
        observations);
  }

  boolean learns() {
    return brain.isEmpty();
  }

  /**
   * What it sees of what a behavior's agents do, whose actions are its own.
   *
   * @throws InvalidValue if it is to see what is not there
   */
  BehaviorSpec of(String path, BehaviorSpec behavior) {
    try {
      return behavior.seeing(observations);
    } catch (UserError unknown) {
      throw new InvalidValue(path + ".observations", "is wrong: " + unknown.getMessage());
    }
  }

  /**
   * Its settings as those of a behavior; what is said of runs is the whole hierarchy's.
   *
   * @param maxSteps how often it decides at least
   */
  BehaviorConfig of(BehaviorConfig whole, long maxSteps) {
    return new BehaviorConfig(
        trainerType,
        PolicySharing.SHARED,
        whole.communication(),
        hyperparameters,
        networkSettings,
        rewardSignals.orElse(whole.rewardSignals()),
        Optional.empty(),
        maxSteps,
        timeHorizon,
        whole.summaryFreq(),
        whole.checkpointInterval(),
        whole.keepCheckpoints());
  }
}
