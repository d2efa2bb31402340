package io.github.gdxbrains.learner;

import io.github.gdxbrains.config.InvalidValue;
import java.util.Optional;

/**
 * How one behavior learns: an entry of {@code behaviors}, with ML-Agents' names.
 *
 * @param trainerType which learner, such as {@code ppo}
 * @param policy whether the behavior's agents share a policy or each have their own; with their
 *     own, everything here holds for each of them alone but {@code max_steps}, {@code summary_freq}
 *     and {@code checkpoint_interval}, which count the decisions of all
 * @param communication what its agents tell their team mates; empty for nothing
 * @param hyperparameters the learner's own record
 * @param networkSettings the network
 * @param rewardSignals what it learns from: the game's reward, and those of its own making
 * @param selfPlay whether its agents learn against past versions of their opponents, and how
 * @param maxSteps decisions of all agents after which the run ends; the most of all behaviors
 *     counts
 * @param timeHorizon decisions after which a trajectory is cut and bootstrapped from the critic
 * @param summaryFreq decisions from one line of metrics to the next
 * @param checkpointInterval decisions from one checkpoint to the next; at each, every arena starts
 *     afresh, so that a resumed run equals an uninterrupted one
 * @param keepCheckpoints how many of the newest checkpoints are kept
 */
public record BehaviorConfig(
    String trainerType,
    PolicySharing policy,
    Optional<CommunicationSettings> communication,
    Record hyperparameters,
    NetworkSettings networkSettings,
    RewardSignals rewardSignals,
    Optional<SelfPlaySettings> selfPlay,
    long maxSteps,
    int timeHorizon,
    int summaryFreq,
    long checkpointInterval,
    int keepCheckpoints) {
  /** Checks the ranges. */
  public BehaviorConfig {
    InvalidValue.unlessAtLeast("max_steps", maxSteps, 1);
    InvalidValue.unlessAtLeast("time_horizon", timeHorizon, 1);
    InvalidValue.unlessAtLeast("summary_freq", summaryFreq, 1);
    InvalidValue.unlessAtLeast("checkpoint_interval", checkpointInterval, 1);
    InvalidValue.unlessAtLeast("keep_checkpoints", keepCheckpoints, 1);
  }

  /** A behavior without self-play whose agents tell each other nothing. */
  public BehaviorConfig(
      String trainerType,
      PolicySharing policy,
      Record hyperparameters,
      NetworkSettings networkSettings,
      RewardSignals rewardSignals,
      long maxSteps,
      int timeHorizon,
      int summaryFreq,
      long checkpointInterval,
      int keepCheckpoints) {
    this(
        trainerType,
        policy,
        Optional.empty(),
        hyperparameters,
        networkSettings,
        rewardSignals,
        Optional.empty(),
        maxSteps,
        timeHorizon,
        summaryFreq,
        checkpointInterval,
        keepCheckpoints);
  }

  /** The same for agents that share a policy. */
  public BehaviorConfig(
      String trainerType,
      Record hyperparameters,
      NetworkSettings networkSettings,
      RewardSignals rewardSignals,
      long maxSteps,
      int timeHorizon,
      int summaryFreq,
      long checkpointInterval,
      int keepCheckpoints) {
    this(
        trainerType,
        PolicySharing.SHARED,
        hyperparameters,
        networkSettings,
        rewardSignals,
        maxSteps,
        timeHorizon,
        summaryFreq,
        checkpointInterval,
        keepCheckpoints);
  }

  /** A learner with its defaults, and ML-Agents' defaults for the rest. */
  public static BehaviorConfig of(String trainerType, Record hyperparameters) {
    return new BehaviorConfig(
        trainerType,
        hyperparameters,
        NetworkSettings.DEFAULT,
        RewardSignals.DEFAULT,
        500_000,
        64,
        50_000,
        500_000,
        5);
  }

  /** The same for another number of decisions. */
  public BehaviorConfig withMaxSteps(long maxSteps) {
    return new BehaviorConfig(
        trainerType,
        policy,
        communication,
        hyperparameters,
        networkSettings,
        rewardSignals,
        selfPlay,
        maxSteps,
        timeHorizon,
        summaryFreq,
        checkpointInterval,
        keepCheckpoints);
  }

  /** The game's own reward. */
  public RewardSignal.Extrinsic extrinsic() {
    return rewardSignals.extrinsic();
  }
}
