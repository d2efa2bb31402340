package io.github.gdxbrains.learner.qmix;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.explore.Decay;
import io.github.gdxbrains.learner.ErrorLoss;
import io.github.gdxbrains.learner.OptimizerKind;
import io.github.gdxbrains.learner.Schedule;
import io.github.gdxbrains.nn.Optimizer;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Hyperparameters of VDN and QMIX, with DQN's names, and PyMARL's for the mixing network.
 *
 * @param mixing how the members' utilities make the team's value
 * @param mixingEmbedDim units of the monotonic mixing network's hidden layer; 32 if empty
 * @param hypernetEmbed units of the hidden layer of the networks that give the mixing network's
 *     weights, 0 for none; 64 if empty
 * @param batchSize moments of a team in a minibatch
 * @param bufferSize moments that are kept for replay, of all teams together
 * @param bufferInitSteps decisions of all agents before learning starts
 * @param learningRate of the optimiser
 * @param learningRateSchedule how it changes
 * @param trainFreq decisions of all agents for every {@code gradientSteps} steps of the optimiser
 * @param gradientSteps steps of the optimiser for every {@code trainFreq} decisions
 * @param targetUpdateInterval decisions of all agents from one update of the target networks to the
 *     next
 * @param tau share of the networks in each update of the target networks; 1 replaces them
 * @param doubleQ whether the network chooses the options that the target network values
 *     (arXiv:1509.06461)
 * @param loss of the temporal-difference error of a team's value
 * @param maxGradNorm bound on the global norm of each network's gradient
 * @param explorationInitialEps ε at the start
 * @param explorationFinalEps ε in the end
 * @param explorationSteps decisions of all agents over which ε falls; a tenth of {@code max_steps}
 *     if empty
 * @param saveReplayBuffer whether checkpoints hold the replay buffer; without it a resumed run is
 *     not exact
 * @param optimizer what turns gradients into steps
 * @param weightDecay of {@code adamw}, the only one that has it; its default, 0.01, if empty
 * @param momentum of {@code rmsprop} or {@code sgd}, the only ones that have it; 0 if empty
 */
public record QmixConfig(
    MixingKind mixing,
    OptionalInt mixingEmbedDim,
    OptionalInt hypernetEmbed,
    int batchSize,
    int bufferSize,
    int bufferInitSteps,
    float learningRate,
    Schedule learningRateSchedule,
    int trainFreq,
    int gradientSteps,
    int targetUpdateInterval,
    float tau,
    boolean doubleQ,
    ErrorLoss loss,
    float maxGradNorm,
    float explorationInitialEps,
    float explorationFinalEps,
    OptionalLong explorationSteps,
    boolean saveReplayBuffer,
    OptimizerKind optimizer,
    OptionalDouble weightDecay,
    OptionalDouble momentum) {

  /** How the members' utilities make the team's value. */
  public enum MixingKind {
    /** Their sum: VDN. */
    SUM,
    /** A network that depends on the state and grows with each of them: QMIX. */
    MONOTONIC
  }

  /** VDN. */
  public static final QmixConfig VDN = defaults(MixingKind.SUM);

  /** QMIX. */
  public static final QmixConfig QMIX = defaults(MixingKind.MONOTONIC);

  private static QmixConfig defaults(MixingKind mixing) {
    return new QmixConfig(
        mixing,
        OptionalInt.empty(),
        OptionalInt.empty(),
        64,
        50_000,
        1_000,
        5e-4f,
        Schedule.CONSTANT,
        4,
        1,
        2_000,
        1,
        true,
        ErrorLoss.SQUARED,
        10,
        1,
        0.05f,
        OptionalLong.empty(),
        true,
        OptimizerKind.ADAM,
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  /** Checks the ranges, and that nothing is given for a mixing that has no network. */
  public QmixConfig {
    within("mixing_embed_dim", mixingEmbedDim, mixing, 1);
    within("hypernet_embed", hypernetEmbed, mixing, 0);
    InvalidValue.unlessAtLeast("batch_size", batchSize, 1);
    InvalidValue.unlessAtLeast("buffer_size", bufferSize, 1);
    if (bufferSize < 2L * batchSize) {
      throw new InvalidValue(
          "buffer_size",
          "is " + bufferSize + ", but must be at least twice batch_size " + batchSize);
    }
    InvalidValue.unlessAtLeast("buffer_init_steps", bufferInitSteps, 0);
    InvalidValue.unlessPositive("learning_rate", learningRate);
    InvalidValue.unlessAtLeast("train_freq", trainFreq, 1);
    InvalidValue.unlessAtLeast("gradient_steps", gradientSteps, 1);
    InvalidValue.unlessAtLeast("target_update_interval", targetUpdateInterval, 1);
    InvalidValue.unlessPositive("tau", tau);
    InvalidValue.unlessWithin("tau", tau, 0, 1);
    InvalidValue.unlessPositive("max_grad_norm", maxGradNorm);
    InvalidValue.unlessWithin("exploration_initial_eps", explorationInitialEps, 0, 1);
    InvalidValue.unlessWithin("exploration_final_eps", explorationFinalEps, 0, 1);
    if (explorationSteps.isPresent()) {
      InvalidValue.unlessAtLeast("exploration_steps", explorationSteps.getAsLong(), 0);
    }
    optimizer.with(weightDecay, momentum);
  }

  private static void within(String key, OptionalInt value, MixingKind mixing, int low) {
    if (value.isPresent()) {
      if (mixing != MixingKind.MONOTONIC) {
        throw new InvalidValue(key, "means nothing without mixing: monotonic: leave it out");
      }
      InvalidValue.unlessWithin(key, value.getAsInt(), low, 65536);
    }
  }

  /** The mixing of so many members. */
  Mixing mixing(int members) {
    return mixing == MixingKind.SUM
        ? new Mixing.Sum(members)
        : new Mixing.Monotonic(members, mixingEmbedDim.orElse(32));
  }

  /** Units of the hypernetworks' hidden layer; 0 for none. */
  int hypernetUnits() {
    return hypernetEmbed.orElse(64);
  }

  /** The optimiser with its constants. */
  Optimizer steps() {
    return optimizer.with(weightDecay, momentum);
  }

  /** ε over the steps of a run of so many. */
  Decay epsilon(long maxSteps) {
    return new Decay(
        explorationInitialEps, explorationFinalEps, explorationSteps.orElse(maxSteps / 10));
  }
}
