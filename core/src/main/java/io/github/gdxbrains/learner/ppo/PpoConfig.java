package io.github.gdxbrains.learner.ppo;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.learner.OptimizerKind;
import io.github.gdxbrains.learner.Schedule;
import io.github.gdxbrains.nn.Optimizer;
import java.util.OptionalDouble;

/**
 * PPO's hyperparameters, with ML-Agents' names and defaults where it has them and
 * Stable-Baselines3's where it has not.
 *
 * @param batchSize decisions in a minibatch
 * @param bufferSize decisions in a rollout, of all agents together
 * @param learningRate of the optimiser
 * @param learningRateSchedule how it changes
 * @param beta weight of the entropy bonus
 * @param betaSchedule how it changes: constant or linear
 * @param epsilon how far the probability ratio may move before it is clipped
 * @param epsilonSchedule how it changes: constant or linear
 * @param lambd λ of generalised advantage estimation
 * @param numEpoch passes over each rollout
 * @param sharedCritic whether policy and critic share their hidden layers
 * @param normalizeAdvantage whether advantages are normalised within each minibatch
 * @param clipRangeVf how far the value may move from its old one before its loss is clipped; empty
 *     for no clipping
 * @param vfCoef weight of the value loss
 * @param maxGradNorm bound on the gradient's global norm
 * @param targetKl approximate KL divergence beyond 1.5 times which an update stops early; empty for
 *     never
 * @param optimizer what turns gradients into steps
 * @param weightDecay of {@code adamw}, the only one that has it; its default, 0.01, if empty
 * @param momentum of {@code rmsprop} or {@code sgd}, the only ones that have it; 0 if empty
 * @param learningRateWarmup share of the run over which the learning rate first rises from a tenth
 *     of itself, in [0, 1)
 */
public record PpoConfig(
    int batchSize,
    int bufferSize,
    float learningRate,
    Schedule learningRateSchedule,
    float beta,
    Schedule betaSchedule,
    float epsilon,
    Schedule epsilonSchedule,
    float lambd,
    int numEpoch,
    boolean sharedCritic,
    boolean normalizeAdvantage,
    OptionalDouble clipRangeVf,
    float vfCoef,
    float maxGradNorm,
    OptionalDouble targetKl,
    OptimizerKind optimizer,
    OptionalDouble weightDecay,
    OptionalDouble momentum,
    float learningRateWarmup) {
  /** ML-Agents' and Stable-Baselines3's defaults. */
  public static final PpoConfig DEFAULT =
      new PpoConfig(
          1024,
          10240,
          3e-4f,
          Schedule.LINEAR,
          5e-3f,
          Schedule.LINEAR,
          0.2f,
          Schedule.LINEAR,
          0.95f,
          3,
          false,
          true,
          OptionalDouble.empty(),
          0.5f,
          0.5f,
          OptionalDouble.empty());

  /** With Adam, and without a warm-up. */
  public PpoConfig(
      int batchSize,
      int bufferSize,
      float learningRate,
      Schedule learningRateSchedule,
      float beta,
      Schedule betaSchedule,
      float epsilon,
      Schedule epsilonSchedule,
      float lambd,
      int numEpoch,
      boolean sharedCritic,
      boolean normalizeAdvantage,
      OptionalDouble clipRangeVf,
      float vfCoef,
      float maxGradNorm,
      OptionalDouble targetKl) {
    this(
        batchSize,
        bufferSize,
        learningRate,
        learningRateSchedule,
        beta,
        betaSchedule,
        epsilon,
        epsilonSchedule,
        lambd,
        numEpoch,
        sharedCritic,
        normalizeAdvantage,
        clipRangeVf,
        vfCoef,
        maxGradNorm,
        targetKl,
        OptimizerKind.ADAM,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        0);
  }

  /** Checks the ranges. */
  public PpoConfig {
    InvalidValue.unlessAtLeast("batch_size", batchSize, 1);
    InvalidValue.unlessAtLeast("buffer_size", bufferSize, 1);
    if (bufferSize < batchSize) {
      throw new InvalidValue(
          "buffer_size", "is " + bufferSize + ", but must be at least batch_size " + batchSize);
    }
    InvalidValue.unlessPositive("learning_rate", learningRate);
    InvalidValue.unlessAtLeast("beta", beta, 0);
    betaSchedule.requireConstantOrLinear("beta_schedule");
    InvalidValue.unlessPositive("epsilon", epsilon);
    epsilonSchedule.requireConstantOrLinear("epsilon_schedule");
    InvalidValue.unlessWithin("lambd", lambd, 0, 1);
    InvalidValue.unlessAtLeast("num_epoch", numEpoch, 1);
    if (clipRangeVf.isPresent()) {
      InvalidValue.unlessPositive("clip_range_vf", clipRangeVf.getAsDouble());
    }
    InvalidValue.unlessAtLeast("vf_coef", vfCoef, 0);
    InvalidValue.unlessPositive("max_grad_norm", maxGradNorm);
    if (targetKl.isPresent()) {
      InvalidValue.unlessPositive("target_kl", targetKl.getAsDouble());
    }
    optimizer.with(weightDecay, momentum);
    InvalidValue.unlessWithin("learning_rate_warmup", learningRateWarmup, 0, 0.9999);
  }

  /** Throws unless a rollout holds at least one decision of each of so many agents. */
  void requireRoomFor(int agents) {
    if (bufferSize < agents) {
      throw new InvalidValue(
          "buffer_size",
          "is "
              + bufferSize
              + ", but must be at least "
              + agents
              + ", one decision of each agent in all arenas");
    }
  }

  /** The optimiser with its constants. */
  Optimizer steps() {
    return optimizer.with(weightDecay, momentum);
  }

  /** The learning rate when so much of the run is over; never quite zero. */
  float learningRateAt(double progress) {
    return learningRateSchedule.at(learningRate, progress, 1e-10f, learningRateWarmup);
  }
}
