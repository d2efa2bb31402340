package io.github.gdxbrains.policy;

import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.space.ActionSpace;
import java.util.List;

/**
 * The distribution over an action space that one row of network outputs stands for: a categorical
 * for each branch, whose forbidden options have probability zero, and a normal distribution with
 * its own deviation for each continuous number. Parts are independent, so log probabilities and
 * entropies add up.
 *
 * <p>A row of outputs is {@code [logits of branch 0 | … | means | logarithms of deviations]},
 * {@link #outputs} numbers. Continuous samples are not bounded; whoever acts holds them within [-1,
 * 1]. Instances have no state and may be shared.
 */
public final class ActionDistribution {
  /** Bounds on the logarithm of a deviation; beyond them its gradient is zero. */
  static final float MIN_LOG_STD = -5f;

  static final float MAX_LOG_STD = 2f;

  private static final float HALF_LOG_TWO_PI = (float) (0.5 * Math.log(2 * Math.PI));

  private final int[] branches;
  private final int options;
  private final int continuous;

  /** The distribution over an action space. */
  public ActionDistribution(ActionSpace space) {
    List<Integer> sizes = space.branches();
    branches = sizes.stream().mapToInt(Integer::intValue).toArray();
    options = space.options();
    continuous = space.continuous();
  }

  /** Numbers in a row of outputs. */
  public int outputs() {
    return options + 2 * continuous;
  }

  /** Choices in an action. */
  public int branchCount() {
    return branches.length;
  }

  /** Continuous numbers in an action. */
  public int continuous() {
    return continuous;
  }

  /** Options of all branches. */
  public int options() {
    return options;
  }

  /**
   * Draws an action, or takes the most likely one.
   *
   * @param outputs row of outputs at {@code o}
   * @param forbidden options that may not be chosen, at {@code f}; empty if all may
   * @param deterministic whether to take the most likely option and the mean
   * @param choices receives a choice per branch, at {@code c}
   * @param numbers receives the unbounded continuous numbers, at {@code n}
   * @return the action's log probability (density)
   */
  public float sample(
      float[] outputs,
      int o,
      boolean[] forbidden,
      int f,
      boolean deterministic,
      RandomStream random,
      int[] choices,
      int c,
      float[] numbers,
      int n) {
    float logProb = 0;
    int offset = 0;
    for (int b = 0; b < branches.length; b++) {
      int size = branches[b];
      int best = argmax(outputs, o + offset, forbidden, f + offset, size);
      float max = outputs[o + offset + best];
      float sum = 0;
      for (int i = 0; i < size; i++) {
        if (allowed(forbidden, f + offset + i)) {
          sum += (float) Math.exp(outputs[o + offset + i] - max);
        }
      }
      int choice = best;
      if (!deterministic) {
        float threshold = random.nextFloat() * sum;
        for (int i = 0; i < size; i++) {
          if (allowed(forbidden, f + offset + i)) {
            choice = i;
            threshold -= (float) Math.exp(outputs[o + offset + i] - max);
            if (threshold < 0) {
              break;
            }
          }
        }
      }
      choices[c + b] = choice;
      logProb += outputs[o + offset + choice] - max - (float) Math.log(sum);
      offset += size;
    }
    for (int k = 0; k < continuous; k++) {
      float mean = outputs[o + options + k];
      float logStd = logStd(outputs[o + options + continuous + k]);
      float z = deterministic ? 0 : (float) random.nextGaussian();
      numbers[n + k] = mean + z * (float) Math.exp(logStd);
      logProb -= 0.5f * z * z + logStd + HALF_LOG_TWO_PI;
    }
    return logProb;
  }

  /**
   * Log probability of an action. Also fills {@code scratch} with what {@link #entropy} and {@link
   * #gradient} need.
   *
   * @param scratch receives {@link #outputs} numbers at {@code s}
   */
  public float logProb(
      float[] outputs,
      int o,
      boolean[] forbidden,
      int f,
      int[] choices,
      int c,
      float[] numbers,
      int n,
      float[] scratch,
      int s) {
    float logProb = 0;
    int offset = 0;
    for (int b = 0; b < branches.length; b++) {
      int size = branches[b];
      float max = outputs[o + offset + argmax(outputs, o + offset, forbidden, f + offset, size)];
      float sum = 0;
      for (int i = 0; i < size; i++) {
        if (allowed(forbidden, f + offset + i)) {
          sum += (float) Math.exp(outputs[o + offset + i] - max);
        }
      }
      float logSum = max + (float) Math.log(sum);
      for (int i = 0; i < size; i++) {
        scratch[s + offset + i] =
            allowed(forbidden, f + offset + i)
                ? outputs[o + offset + i] - logSum
                : Float.NEGATIVE_INFINITY;
      }
      logProb += scratch[s + offset + choices[c + b]];
      offset += size;
    }
    for (int k = 0; k < continuous; k++) {
      float rawLogStd = outputs[o + options + continuous + k];
      float logStd = logStd(rawLogStd);
      float z = (numbers[n + k] - outputs[o + options + k]) * (float) Math.exp(-logStd);
      scratch[s + options + k] = z;
      scratch[s + options + continuous + k] = rawLogStd;
      logProb -= 0.5f * z * z + logStd + HALF_LOG_TWO_PI;
    }
    return logProb;
  }

  /** Entropy in nats, from the scratch that {@link #logProb} filled. */
  public float entropy(float[] scratch, int s) {
    float entropy = 0;
    for (int i = 0; i < options; i++) {
      float logP = scratch[s + i];
      if (logP > Float.NEGATIVE_INFINITY) {
        entropy -= (float) Math.exp(logP) * logP;
      }
    }
    for (int k = 0; k < continuous; k++) {
      entropy += logStd(scratch[s + options + continuous + k]) + HALF_LOG_TWO_PI + 0.5f;
    }
    return entropy;
  }

  /**
   * Gradient of {@code a · logProb + e · entropy} with respect to the outputs, in place of the
   * scratch that {@link #logProb} filled.
   *
   * <p>Categorical: {@code ∂ log p_c / ∂ l_i = [i = c] - p_i} and {@code ∂H / ∂ l_i = -p_i (log p_i
   * + H)}. Normal: with {@code z = (x - μ) / σ}, {@code ∂ log p / ∂μ = z / σ}, {@code ∂ log p / ∂
   * log σ = z² - 1} and {@code ∂H / ∂ log σ = 1}.
   */
  public void gradient(float a, float e, int[] choices, int c, float[] scratch, int s) {
    int offset = 0;
    for (int b = 0; b < branches.length; b++) {
      int size = branches[b];
      float entropy = 0;
      for (int i = 0; i < size; i++) {
        float logP = scratch[s + offset + i];
        if (logP > Float.NEGATIVE_INFINITY) {
          entropy -= (float) Math.exp(logP) * logP;
        }
      }
      int choice = choices[c + b];
      for (int i = 0; i < size; i++) {
        float logP = scratch[s + offset + i];
        float p = logP > Float.NEGATIVE_INFINITY ? (float) Math.exp(logP) : 0;
        float entropyPart = p > 0 ? -p * (logP + entropy) : 0;
        scratch[s + offset + i] = a * ((i == choice ? 1 : 0) - p) + e * entropyPart;
      }
      offset += size;
    }
    for (int k = 0; k < continuous; k++) {
      float z = scratch[s + options + k];
      float rawLogStd = scratch[s + options + continuous + k];
      boolean inside = rawLogStd >= MIN_LOG_STD && rawLogStd <= MAX_LOG_STD;
      scratch[s + options + k] = a * z * (float) Math.exp(-logStd(rawLogStd));
      scratch[s + options + continuous + k] = inside ? a * (z * z - 1) + e : 0;
    }
  }

  private static float logStd(float raw) {
    return Math.max(MIN_LOG_STD, Math.min(MAX_LOG_STD, raw));
  }

  private static boolean allowed(boolean[] forbidden, int index) {
    return forbidden.length == 0 || !forbidden[index];
  }

  /** The allowed option with the greatest output; the first option if none is allowed. */
  private static int argmax(float[] outputs, int o, boolean[] forbidden, int f, int size) {
    int best = -1;
    for (int i = 0; i < size; i++) {
      if (allowed(forbidden, f + i) && (best < 0 || outputs[o + i] > outputs[o + best])) {
        best = i;
      }
    }
    return Math.max(0, best);
  }
}
