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
    gae(
        rollout,
        firstLane,
        endLane,
        rollout.rewards(),
        true,
        valueColumn,
        gamma,
        lambda,
        strength,
        horizon,
        advantages,
        returns);
  }

  /**
   * The same for other rewards than the game's, whose sum an episode's end need not limit.
   *
   * @param rewards of a decision each, by transition index
   * @param isEpisodic whether nothing follows a terminated transition; if not, what its lane does
   *     in the next episode follows it, as though it were one life (arXiv:1810.12894 section 2.3)
   */
  public static void gae(
      Rollout rollout,
      int firstLane,
      int endLane,
      float[] rewards,
      boolean isEpisodic,
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
        Ending ending = rollout.endings()[index];
        boolean goesOn = !isEpisodic && ending == Ending.TERMINATED;
        float next =
            goesOn ? nextLife(rollout, lane, t, valueColumn) : rollout.next(lane, t, valueColumn);
        float delta = strength * rewards[index] + discount * next - value;
        boolean cut = ending != Ending.RUNNING && !goesOn || (t + 1) % horizon == 0;
        sum = delta + (cut ? 0 : discount * lambda * sum);
        advantages[index] = sum;
        returns[index] = sum + value;
      }
    }
  }

  /**
   * The value of the decision that begins a lane's next episode; where the rollout ends with this
   * one, that of the last decision stands in for it.
   */
  private static float nextLife(Rollout rollout, int lane, int t, int valueColumn) {
    int index = rollout.first(lane) + t;
    boolean isKnown = t + 1 < rollout.count(lane) || rollout.isOpen(lane);
    return rollout.columns()[(isKnown ? index + 1 : index) * rollout.columnCount() + valueColumn];
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
