package io.github.gdxbrains.learner.qmix;

import io.github.gdxbrains.nn.cpu.PolynomialExp;
import java.util.Arrays;

/**
 * How the utilities of a team's members, what each expects of its own choice, make the value of
 * what the team does: a function that grows with each of them, so that the best choice of each is
 * the team's best. Pure functions over arrays.
 */
sealed interface Mixing {
  /** How many utilities are mixed. */
  int members();

  /** Numbers that depend on the team's state, which a network gives for each; 0 if none do. */
  int weights();

  /** Numbers that {@link #mix} leaves for {@link #backward}. */
  int hidden();

  /**
   * The team's value.
   *
   * @param utilities of the members, 0 of those who are absent
   * @param weights of the state, at {@code w}
   * @param hidden receives what {@link #backward} needs
   */
  float mix(float[] utilities, float[] weights, int w, float[] hidden);

  /**
   * The gradients of {@code scale} times the value that {@link #mix} gave last.
   *
   * @param utilityGradients receives as many numbers as there are members
   * @param weightGradients receives as many as there are weights, at {@code w}
   */
  void backward(
      float[] utilities,
      float[] weights,
      int w,
      float[] hidden,
      float scale,
      float[] utilityGradients,
      float[] weightGradients);

  /** Detail 3: {@code Q_tot = Σ Q_i} (arXiv:1706.05296 eq. 1). */
  record Sum(int members) implements Mixing {
    @Override
    public int weights() {
      return 0;
    }

    @Override
    public int hidden() {
      return 0;
    }

    @Override
    public float mix(float[] utilities, float[] weights, int w, float[] hidden) {
      float sum = 0;
      for (int m = 0; m < members; m++) {
        sum += utilities[m];
      }
      return sum;
    }

    @Override
    public void backward(
        float[] utilities,
        float[] weights,
        int w,
        float[] hidden,
        float scale,
        float[] utilityGradients,
        float[] weightGradients) {
      Arrays.fill(utilityGradients, 0, members, scale);
    }
  }

  /**
   * Detail 4: {@code Q_tot = |v|ᵀ elu(|W|ᵀ Q + b) + c} (arXiv:1803.11485 section 4.1). The weights
   * are W, {@code [members][units]}, then b and v, {@code [units]} each, then c.
   *
   * @param units of the mixing network's hidden layer
   */
  record Monotonic(int members, int units) implements Mixing {
    @Override
    public int weights() {
      return Math.addExact(Math.multiplyExact(members + 2, units), 1);
    }

    @Override
    public int hidden() {
      return units;
    }

    @Override
    public float mix(float[] utilities, float[] weights, int w, float[] hidden) {
      int b = w + members * units;
      int v = b + units;
      System.arraycopy(weights, b, hidden, 0, units);
      for (int m = 0; m < members; m++) {
        float utility = utilities[m];
        int row = w + m * units;
        for (int j = 0; j < units; j++) {
          hidden[j] += Math.abs(weights[row + j]) * utility;
        }
      }
      float value = weights[v + units];
      for (int j = 0; j < units; j++) {
        float sum = hidden[j];
        hidden[j] = sum > 0 ? sum : PolynomialExp.exp(sum) - 1;
        value += Math.abs(weights[v + j]) * hidden[j];
      }
      return value;
    }

    @Override
    public void backward(
        float[] utilities,
        float[] weights,
        int w,
        float[] hidden,
        float scale,
        float[] utilityGradients,
        float[] weightGradients) {
      int b = w + members * units;
      int v = b + units;
      for (int j = 0; j < units; j++) {
        float slope = hidden[j] > 0 ? 1 : hidden[j] + 1; // of elu
        weightGradients[b + j] = scale * Math.abs(weights[v + j]) * slope;
        weightGradients[v + j] = scale * Math.signum(weights[v + j]) * hidden[j];
      }
      weightGradients[v + units] = scale;
      for (int m = 0; m < members; m++) {
        float utility = utilities[m];
        float sum = 0;
        int row = w + m * units;
        for (int j = 0; j < units; j++) {
          float gradient = weightGradients[b + j];
          sum += gradient * Math.abs(weights[row + j]);
          weightGradients[row + j] = gradient * utility * Math.signum(weights[row + j]);
        }
        utilityGradients[m] = sum;
      }
    }
  }
}
