package io.github.gdxbrains.learner.optioncritic;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.learner.Schedule;

/**
 * The option-critic's hyperparameters; those that PPO has too are as PPO's.
 *
 * @param options how many options there are, at least 2
 * @param explorationEpsilon probability with which any option begins in place of the best one
 * @param deliberationCost what it costs that an option ends
 * @param terminationCoef weight of the terminations' loss
 * @param batchSize decisions in a minibatch
 * @param bufferSize decisions in a rollout, of all agents together
 * @param learningRate of Adam
 * @param learningRateSchedule how it changes
 * @param beta weight of the entropy bonus
 * @param epsilon how far the probability ratio may move before it is clipped
 * @param lambd λ of the returns
 * @param numEpoch passes over each rollout
 * @param normalizeAdvantage whether advantages are normalised within each minibatch
 * @param vfCoef weight of the value loss
 * @param maxGradNorm bound on the gradient's global norm
 */
public record OptionCriticConfig(
    int options,
    float explorationEpsilon,
    float deliberationCost,
    float terminationCoef,
    int batchSize,
    int bufferSize,
    float learningRate,
    Schedule learningRateSchedule,
    float beta,
    float epsilon,
    float lambd,
    int numEpoch,
    boolean normalizeAdvantage,
    float vfCoef,
    float maxGradNorm) {
  /** Four options, the paper's cost of 0.01, and PPO's defaults. */
  public static final OptionCriticConfig DEFAULT =
      new OptionCriticConfig(
          4,
          0.1f,
          0.01f,
          1,
          1024,
          10240,
          3e-4f,
          Schedule.LINEAR,
          5e-3f,
          0.2f,
          0.95f,
          3,
          true,
          0.5f,
          0.5f);

  /** Checks the ranges. */
  public OptionCriticConfig {
    InvalidValue.unlessWithin("options", options, 2, 1024);
    InvalidValue.unlessWithin("exploration_epsilon", explorationEpsilon, 0, 1);
    InvalidValue.unlessAtLeast("deliberation_cost", deliberationCost, 0);
    InvalidValue.unlessAtLeast("termination_coef", terminationCoef, 0);
    InvalidValue.unlessAtLeast("batch_size", batchSize, 1);
    InvalidValue.unlessAtLeast("buffer_size", bufferSize, 1);
    InvalidValue.unlessPositive("learning_rate", learningRate);
    InvalidValue.unlessAtLeast("beta", beta, 0);
    InvalidValue.unlessPositive("epsilon", epsilon);
    InvalidValue.unlessWithin("lambd", lambd, 0, 1);
    InvalidValue.unlessAtLeast("num_epoch", numEpoch, 1);
    InvalidValue.unlessAtLeast("vf_coef", vfCoef, 0);
    InvalidValue.unlessPositive("max_grad_norm", maxGradNorm);
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
}
