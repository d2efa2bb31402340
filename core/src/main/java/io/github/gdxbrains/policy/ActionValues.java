package io.github.gdxbrains.policy;

import io.github.gdxbrains.nn.cpu.PolynomialExp;

/**
 * How a row of a network's outputs tells the values of the options of a discrete action: {@code
 * [options][atoms]}, of each option's return the mean alone, or its distribution.
 */
public sealed interface ActionValues {
  /** How many options the action has. */
  int options();

  /** Outputs for each option. */
  int atoms();

  /** Outputs in a row. */
  default int outputs() {
    return Math.multiplyExact(options(), atoms());
  }

  /**
   * The expected return of each option.
   *
   * @param outputs row of outputs at {@code o}
   * @param values receives {@link #options} numbers at {@code v}
   */
  void expected(float[] outputs, int o, float[] values, int v);

  /** The expected return itself, {@code Q(s, a)}. */
  record Expected(int options) implements ActionValues {
    @Override
    public int atoms() {
      return 1;
    }

    @Override
    public void expected(float[] outputs, int o, float[] values, int v) {
      System.arraycopy(outputs, o, values, v, options);
    }
  }

  /**
   * The logits of a categorical distribution over fixed returns, evenly spaced from {@code low} to
   * {@code high} (C51, arXiv:1707.06887 section 4).
   *
   * @param atoms how many returns, at least 2
   * @param low the least of them
   * @param high the greatest of them
   */
  record Categorical(int options, int atoms, float low, float high) implements ActionValues {
    /** Checks the ranges. */
    public Categorical {
      if (atoms < 2 || !(low < high)) {
        throw new IllegalArgumentException(
            atoms
                + " atoms from "
                + low
                + " to "
                + high
                + ": needs at least 2, and low below high");
      }
    }

    /** The return that an atom stands for. */
    public float support(int atom) {
      return low + atom * (high - low) / (atoms - 1);
    }

    /**
     * The probabilities of one option's returns.
     *
     * @param outputs its logits at {@code o}
     * @param target receives {@link #atoms} probabilities at {@code t}
     */
    public void probabilities(float[] outputs, int o, float[] target, int t) {
      float largest = outputs[o];
      for (int i = 1; i < atoms; i++) {
        largest = Math.max(largest, outputs[o + i]);
      }
      float sum = 0;
      for (int i = 0; i < atoms; i++) {
        target[t + i] = PolynomialExp.exp(outputs[o + i] - largest);
        sum += target[t + i];
      }
      float scale = 1 / sum;
      for (int i = 0; i < atoms; i++) {
        target[t + i] *= scale;
      }
    }

    @Override
    public void expected(float[] outputs, int o, float[] values, int v) {
      float step = (high - low) / (atoms - 1);
      for (int option = 0; option < options; option++) {
        int first = o + option * atoms;
        float largest = outputs[first];
        for (int i = 1; i < atoms; i++) {
          largest = Math.max(largest, outputs[first + i]);
        }
        float sum = 0;
        float mean = 0;
        for (int i = 0; i < atoms; i++) {
          float weight = PolynomialExp.exp(outputs[first + i] - largest);
          sum += weight;
          mean += weight * i;
        }
        values[v + option] = low + step * (mean / sum);
      }
    }
  }

  /**
   * Quantiles of the return at the midpoints {@code (2 i + 1) / (2 atoms)} (QR-DQN,
   * arXiv:1710.10044 section 3); their mean is the expected return.
   *
   * @param atoms how many quantiles, at least 1
   */
  record Quantile(int options, int atoms) implements ActionValues {
    /** Checks the size. */
    public Quantile {
      if (atoms < 1) {
        throw new IllegalArgumentException("atoms is " + atoms + ", but must be at least 1");
      }
    }

    @Override
    public void expected(float[] outputs, int o, float[] values, int v) {
      for (int option = 0; option < options; option++) {
        float sum = 0;
        for (int i = 0; i < atoms; i++) {
          sum += outputs[o + option * atoms + i];
        }
        values[v + option] = sum / atoms;
      }
    }
  }
}
