package io.github.gdxbrains.rollout;

import io.github.gdxbrains.agent.Ending;

/** How much better each decision turned out than the critic had expected. */
public final class Advantages {
  private Advantages() {}

  /**
   * Generalised advantage estimation (Schulman et al., arXiv:1506.02438, eq. 16) over transitions
   * of any duration: {@code δ_t = r_t + γ^n_t V(s_{t+1}) - V(s_t)} and {@code A_t = δ_t + γ^n_t λ
   * A_{t+1}}, where {@code n_t} is the transition's ticks. A terminated transition has no next
   * value; a truncated one has the final observation's; neither carries on the sum.
   *
   * @param firstLane first lane to compute
   * @param endLane lane behind the last one
   * @param valueColumn column of the rollout that holds V
   * @param gamma discount per tick
   * @param lambda λ
   * @param strength what rewards are multiplied by
   * @param horizon decisions after which the sum is cut and the critic's value taken
   * @param advantages receives A, by transition index
   * @param returns receives {@code A + V}, the critic's target, by transition index
   */
  public static void gae(
      Rollout rollout,
      int firstLane,
      int endLane,
      int valueColumn,
      float gamma,
      float lambda,
      float strength,
      int horizon,
      float[] advantages,
      float[] returns) {
    float[] columns = rollout.columns();
    int width = rollout.columnCount();
    for (int lane = firstLane; lane < endLane; lane++) {
      int first = rollout.first(lane);
      float sum = 0;
      for (int t = rollout.count(lane) - 1; t >= 0; t--) {
        int index = first + t;
        float discount = power(gamma, rollout.ticks()[index]);
        float value = columns[index * width + valueColumn];
        float next = rollout.next(lane, t, valueColumn);
        float delta = strength * rollout.rewards()[index] + discount * next - value;
        boolean cut = rollout.endings()[index] != Ending.RUNNING || (t + 1) % horizon == 0;
        sum = delta + (cut ? 0 : discount * lambda * sum);
        advantages[index] = sum;
        returns[index] = sum + value;
      }
    }
  }

  /**
   * {@code 1 - Var(R - V) / Var(R)} of the critic as it was when {@link #gae} took its values; NaN
   * if all returns are the same.
   *
   * @param advantages by transition index: {@code R - V}
   * @param returns by transition index: R
   */
  public static double explainedVariance(Rollout rollout, float[] advantages, float[] returns) {
    int n = rollout.size();
    double sum = 0;
    double squares = 0;
    double errorSum = 0;
    double errorSquares = 0;
    for (int lane = 0; lane < rollout.lanes(); lane++) {
      int first = rollout.first(lane);
      for (int index = first; index < first + rollout.count(lane); index++) {
        double target = returns[index];
        double error = advantages[index];
        sum += target;
        squares += target * target;
        errorSum += error;
        errorSquares += error * error;
      }
    }
    double variance = squares / n - (sum / n) * (sum / n);
    double errorVariance = errorSquares / n - (errorSum / n) * (errorSum / n);
    return variance > 0 ? 1 - errorVariance / variance : Double.NaN;
  }

  /** {@code base^exponent} by repeated multiplication: exact in the same way everywhere. */
  public static float power(float base, int exponent) {
    float result = 1;
    for (int i = 0; i < exponent; i++) {
      result *= base;
    }
    return result;
  }
}
