package io.github.gdxbrains.learner.dqn;

import io.github.gdxbrains.learner.ErrorLoss;
import io.github.gdxbrains.policy.ActionValues;
import java.util.Arrays;

/**
 * Targets, losses and gradients of values and of distributions of returns, a transition at a time:
 * pure functions over arrays.
 */
final class ValueLosses {
  private ValueLosses() {}

  /**
   * The categorical projection {@code Φ T Z} (arXiv:1707.06887 algorithm 1): the probabilities of
   * the next state's returns, moved to {@code reward + discount · z} and shared out between the two
   * nearest atoms.
   *
   * @param next probabilities of the next state's option, at {@code n}; unread if discount is 0
   * @param target receives the projected probabilities at {@code t}
   */
  static void project(
      ActionValues.Categorical values,
      float reward,
      float discount,
      float[] next,
      int n,
      float[] target,
      int t) {
    int atoms = values.atoms();
    Arrays.fill(target, t, t + atoms, 0);
    float step = (values.high() - values.low()) / (atoms - 1);
    for (int j = 0; j < (discount == 0 ? 1 : atoms); j++) {
      float probability = discount == 0 ? 1 : next[n + j];
      float moved = reward + discount * values.support(j);
      moved = Math.max(values.low(), Math.min(values.high(), moved));
      float place = Math.min(atoms - 1, (moved - values.low()) / step);
      int lower = (int) place;
      float share = place - lower;
      target[t + lower] += probability * (1 - share);
      if (share > 0) {
        target[t + lower + 1] += probability * share;
      }
    }
  }

  /**
   * The cross-entropy {@code -Σ m log p} of an option's distribution, and {@code scale} times its
   * gradient {@code p - m} by the logits.
   *
   * @param target probabilities m at {@code t}
   * @param probabilities p at {@code p}
   * @param gradients receives the gradient at {@code g}
   */
  static float crossEntropy(
      int atoms,
      float[] target,
      int t,
      float[] probabilities,
      int p,
      float scale,
      float[] gradients,
      int g) {
    double loss = 0;
    for (int i = 0; i < atoms; i++) {
      float m = target[t + i];
      if (m > 0) {
        loss -= m * Math.log(Math.max(1e-30f, probabilities[p + i]));
      }
      gradients[g + i] = scale * (probabilities[p + i] - m);
    }
    return (float) loss;
  }

  /**
   * The quantile regression loss {@code Σ_i mean_j |τ_i - 1{u < 0}| L(u)} with {@code u = target_j
   * - θ_i} and {@code τ_i = (2 i + 1) / (2 N)} (arXiv:1710.10044 eq. 10), and {@code scale} times
   * its gradient.
   *
   * @param target quantiles of the target at {@code t}
   * @param outputs the option's quantiles θ at {@code o}
   * @param gradients receives the gradient at {@code g}
   */
  static float quantileLoss(
      int atoms,
      float[] target,
      int t,
      float[] outputs,
      int o,
      ErrorLoss errorLoss,
      float scale,
      float[] gradients,
      int g) {
    float loss = 0;
    for (int i = 0; i < atoms; i++) {
      float level = (2 * i + 1) / (2f * atoms);
      float sum = 0;
      float slope = 0;
      for (int j = 0; j < atoms; j++) {
        float u = target[t + j] - outputs[o + i];
        float weight = u < 0 ? 1 - level : level;
        sum += weight * errorLoss.of(u);
        slope -= weight * errorLoss.slope(u);
      }
      loss += sum / atoms;
      gradients[g + i] = scale * slope / atoms;
    }
    return loss;
  }
}
