package io.github.gdxbrains.learner;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.nn.Optimizer;
import java.util.OptionalDouble;

/**
 * Hyperparameters of the learners that are PPO with a critic of whole teams. They are PPO's, whose
 * names and defaults they have, but for {@code shared_critic}: this critic sees something else than
 * the policy.
 *
 * @param batchSize decisions in a minibatch
 * @param bufferSize decisions in a rollout, of all agents together
 * @param learningRate of the optimisers
 * @param learningRateSchedule how it changes
 * @param beta weight of the entropy bonus
 * @param betaSchedule how it changes: constant or linear
 * @param epsilon how far the probability ratio may move before it is clipped
 * @param epsilonSchedule how it changes: constant or linear
 * @param lambd λ of the returns
 * @param numEpoch passes over each rollout
 * @param normalizeAdvantage whether advantages are normalised within each minibatch
 * @param normalizeValue whether the critic learns returns less their running mean, divided by their
 *     running deviation (rl_games' name)
 * @param clipRangeVf how far the value may move from its old one before its loss is clipped, in
 *     deviations with {@code normalize_value}; empty for no clipping
 * @param vfCoef weight of the value loss
 * @param maxGradNorm bound on the global norm of each network's gradient
 * @param targetKl approximate KL divergence beyond 1.5 times which an update stops early; empty for
 *     never
 * @param optimizer what turns gradients into steps
 * @param weightDecay of {@code adamw}, the only one that has it; its default, 0.01, if empty
 * @param momentum of {@code rmsprop} or {@code sgd}, the only ones that have it; 0 if empty
 * @param learningRateWarmup share of the run over which the learning rate first rises from a tenth
 *     of itself, in [0, 1)
 */
public record TeamPpoConfig(
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
    boolean normalizeAdvantage,
    boolean normalizeValue,
    OptionalDouble clipRangeVf,
    float vfCoef,
    float maxGradNorm,
    OptionalDouble targetKl,
    OptimizerKind optimizer,
    OptionalDouble weightDecay,
    OptionalDouble momentum,
    float learningRateWarmup) {
  /** PPO's defaults. */
  public static TeamPpoConfig defaults(boolean normalizeValue) {
    return new TeamPpoConfig(
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
        true,
        normalizeValue,
        OptionalDouble.empty(),
        0.5f,
        0.5f,
        OptionalDouble.empty(),
        OptimizerKind.ADAM,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        0);
  }

  /** Checks the ranges. */
  public TeamPpoConfig {
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

  /**
   * Those of a learner.
   *
   * @throws UserError if its network has a memory, which a critic of teams has not, or if a rollout
   *     would be smaller than one decision of each agent
   */
  public static TeamPpoConfig of(LearnerContext context) {
    String behavior = context.behavior().name();
    BehaviorConfig config = context.config();
    if (config.networkSettings().memory().isPresent()) {
      throw new UserError(
          "behaviors."
              + behavior
              + ".network_settings: "
              + config.trainerType()
              + " learns no memory: leave it out, or use trainer_type: ppo");
    }
    TeamPpoConfig ppo = (TeamPpoConfig) config.hyperparameters();
    try {
      ppo.requireRoomFor(context.lanes());
    } catch (InvalidValue tooSmall) {
      throw new UserError(behavior + ": " + tooSmall.getMessage(), tooSmall);
    }
    return ppo;
  }

  /** Throws unless a rollout holds at least one decision of each of so many agents. */
  public void requireRoomFor(int agents) {
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
  public float learningRateAt(double progress) {
    return learningRateSchedule.at(learningRate, progress, 1e-10f, learningRateWarmup);
  }

  /** The clip of the ratio when so much of the run is over; ML-Agents' floor. */
  float epsilonAt(double progress) {
    return epsilonSchedule.at(epsilon, progress, 0.1f);
  }

  /** The weight of the entropy when so much of the run is over; ML-Agents' floor. */
  float betaAt(double progress) {
    return betaSchedule.at(beta, progress, 1e-5f);
  }
}
