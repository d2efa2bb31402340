package io.github.gdxbrains.learner;

import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.policy.ActionDistribution;
import io.github.gdxbrains.rollout.Rollout;
import java.util.OptionalDouble;

/**
 * The losses of proximal policy optimisation (arXiv:1707.06347) and their gradients, one decision
 * at a time, for every learner whose policy learns by them.
 */
public final class ClippedLosses {
  /** Sum of the policy's losses, among the sums that the methods here add to. */
  public static final int POLICY_LOSS = 0;

  /** Sum of the critic's losses. */
  public static final int VALUE_LOSS = 1;

  /** Sum of the entropies, in nats. */
  public static final int ENTROPY = 2;

  /** Sum of the approximate KL divergences {@code r - 1 - log r}. */
  public static final int KL = 3;

  /** How many ratios were beyond the clip. */
  public static final int CLIPPED = 4;

  /** How many sums there are. */
  public static final int STATISTICS = 5;

  private static final float ADVANTAGE_EPSILON = 1e-8f;

  private ClippedLosses() {}

  /**
   * The gradient of one decision's loss with respect to the policy's outputs: minus the clipped
   * surrogate (eq. 7) minus {@code beta} times the entropy (eq. 9).
   *
   * @param rollout where the decision is, with what a {@link NeuralBrain} wrote about it
   * @param index of its transition
   * @param advantage A
   * @param epsilon how far the ratio may move before it is clipped
   * @param beta weight of the entropy
   * @param perRow what the loss is multiplied by: 1 / decisions of the minibatch
   * @param outputs the policy's outputs of now, at {@code policy}
   * @param outputGradients receives the gradient, at {@code policy}
   * @param sums are added to
   */
  public static void policy(
      ActionDistribution distribution,
      Rollout rollout,
      int index,
      float advantage,
      float epsilon,
      float beta,
      float perRow,
      float[] outputs,
      float[] outputGradients,
      int policy,
      double[] sums) {
    int columns = rollout.columnCount();
    int branches = distribution.branchCount();
    // r = π(a|s) / π_old(a|s); L = -min(r A, clip(r, 1 - ε, 1 + ε) A)
    float logProb =
        distribution.logProb(
            outputs,
            policy,
            rollout.forbidden(),
            index * distribution.options(),
            rollout.choices(),
            index * branches,
            rollout.columns(),
            index * columns + NeuralBrain.NUMBERS,
            outputGradients,
            policy);
    float logRatio = logProb - rollout.columns()[index * columns + NeuralBrain.LOG_PROB];
    float ratio = (float) Math.exp(logRatio);
    float clippedRatio = Math.max(1 - epsilon, Math.min(1 + epsilon, ratio));
    float surrogate = ratio * advantage;
    float clippedSurrogate = clippedRatio * advantage;
    boolean isClipped = clippedSurrogate < surrogate;
    // ∂L/∂ log π = -r A where the unclipped term is the smaller one, else 0
    float byLogProb = isClipped ? 0 : -surrogate * perRow;
    sums[POLICY_LOSS] -= Math.min(surrogate, clippedSurrogate);
    sums[ENTROPY] += distribution.entropy(outputGradients, policy);
    sums[KL] += ratio - 1 - logRatio; // the low-variance estimator k3
    sums[CLIPPED] += Math.abs(ratio - 1) > epsilon ? 1 : 0;
    distribution.gradient(
        byLogProb, -beta * perRow, rollout.choices(), index * branches, outputGradients, policy);
  }

  /**
   * The derivative of {@code (V - R)²} with respect to V, or of the larger of that and its twin
   * whose V is held near the old one.
   *
   * @param value V
   * @param old what the critic said before the update
   * @param target R
   * @param clipRange how far V may move from the old one; empty for no clipping
   * @param sums are added to
   */
  public static float value(
      float value, float old, float target, OptionalDouble clipRange, double[] sums) {
    float error = value - target;
    float squared = error * error;
    float byValue = 2 * error;
    if (clipRange.isPresent()) {
      float range = (float) clipRange.getAsDouble();
      float moved = value - old;
      float clippedError = old + Math.max(-range, Math.min(range, moved)) - target;
      if (clippedError * clippedError > squared) {
        squared = clippedError * clippedError;
        byValue = Math.abs(moved) < range ? 2 * clippedError : 0;
      }
    }
    sums[VALUE_LOSS] += squared;
    return byValue;
  }

  /**
   * Brings a minibatch's advantages to mean 0 and deviation 1.
   *
   * @param advantages of the minibatch's rows
   * @param rows how many
   * @param decisions how many of them count, at least 2
   * @param sum of the advantages that count
   * @param squares sum of their squares
   */
  public static void normalize(
      float[] advantages, int rows, int decisions, double sum, double squares) {
    double mean = sum / decisions;
    double variance = Math.max(0, squares - sum * mean) / (decisions - 1);
    float scale = (float) (1 / (Math.sqrt(variance) + ADVANTAGE_EPSILON));
    for (int i = 0; i < rows; i++) {
      advantages[i] = (advantages[i] - (float) mean) * scale;
    }
  }
}
