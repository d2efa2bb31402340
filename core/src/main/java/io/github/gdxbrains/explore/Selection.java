package io.github.gdxbrains.explore;

import io.github.gdxbrains.random.RandomStream;
import java.util.Arrays;

/** Chooses an option of a discrete action by the options' values. */
public interface Selection {
  /**
   * Chooses one of the options that are not forbidden; if all are, option 0.
   *
   * @param values of the options, at {@code v}
   * @param options how many
   * @param forbidden options that may not be chosen, at {@code f}; empty if all may
   */
  int choose(float[] values, int v, int options, boolean[] forbidden, int f, RandomStream random);

  /**
   * The probabilities with which {@link #choose} chooses each option.
   *
   * @param target receives as many numbers as there are options, from its beginning
   */
  void probabilities(
      float[] values, int v, int options, boolean[] forbidden, int f, float[] target);

  /** The option of the greatest value, the first if several have it; draws nothing. */
  static Selection greedy() {
    return new Greedy();
  }

  /** The first option of the greatest value among those that are not forbidden. */
  static int best(float[] values, int v, int options, boolean[] forbidden, int f) {
    int best = -1;
    for (int option = 0; option < options; option++) {
      if (isAllowed(forbidden, f, option) && (best < 0 || values[v + option] > values[v + best])) {
        best = option;
      }
    }
    return Math.max(0, best);
  }

  /** Whether an option may be chosen. */
  static boolean isAllowed(boolean[] forbidden, int f, int option) {
    return forbidden.length == 0 || !forbidden[f + option];
  }

  /** Any allowed option with equal probability. */
  static int uniform(int options, boolean[] forbidden, int f, RandomStream random) {
    int allowed = 0;
    for (int option = 0; option < options; option++) {
      allowed += isAllowed(forbidden, f, option) ? 1 : 0;
    }
    int skip = random.nextInt(Math.max(1, allowed));
    for (int option = 0; option < options; option++) {
      if (isAllowed(forbidden, f, option) && skip-- == 0) {
        return option;
      }
    }
    return 0;
  }

  /** See {@link #greedy}. */
  final class Greedy implements Selection {
    private Greedy() {}

    @Override
    public int choose(
        float[] values, int v, int options, boolean[] forbidden, int f, RandomStream random) {
      return best(values, v, options, forbidden, f);
    }

    @Override
    public void probabilities(
        float[] values, int v, int options, boolean[] forbidden, int f, float[] target) {
      Arrays.fill(target, 0, options, 0);
      target[best(values, v, options, forbidden, f)] = 1;
    }
  }

  /**
   * With probability ε any allowed option, else one of the greatest value, each of several with
   * equal probability. Several threads may share it; ε may be changed while none chooses.
   */
  final class EpsilonGreedy implements Selection {
    private float epsilon;

    /** With an ε in [0, 1]. */
    public EpsilonGreedy(float epsilon) {
      setEpsilon(epsilon);
    }

    /** Changes ε, in [0, 1]. */
    public void setEpsilon(float epsilon) {
      if (!(epsilon >= 0 && epsilon <= 1)) {
        throw new IllegalArgumentException("epsilon is " + epsilon + ", but must be in [0, 1]");
      }
      this.epsilon = epsilon;
    }

    @Override
    public int choose(
        float[] values, int v, int options, boolean[] forbidden, int f, RandomStream random) {
      if (random.nextFloat() < epsilon) {
        return uniform(options, forbidden, f, random);
      }
      int best = best(values, v, options, forbidden, f);
      int ties = ties(values, v, options, best, forbidden, f);
      if (ties <= 1) {
        return best;
      }
      int skip = random.nextInt(ties);
      for (int option = best; option < options; option++) {
        if (isTie(values, v, option, best, forbidden, f) && skip-- == 0) {
          return option;
        }
      }
      return best;
    }

    @Override
    public void probabilities(
        float[] values, int v, int options, boolean[] forbidden, int f, float[] target) {
      Arrays.fill(target, 0, options, 0);
      int best = best(values, v, options, forbidden, f);
      int allowed = 0;
      for (int option = 0; option < options; option++) {
        allowed += isAllowed(forbidden, f, option) ? 1 : 0;
      }
      if (allowed == 0) {
        target[best] = 1;
        return;
      }
      int ties = ties(values, v, options, best, forbidden, f);
      for (int option = 0; option < options; option++) {
        if (isAllowed(forbidden, f, option)) {
          boolean isTie = isTie(values, v, option, best, forbidden, f);
          target[option] = epsilon / allowed + (isTie ? (1 - epsilon) / ties : 0);
        }
      }
    }

    private static int ties(
        float[] values, int v, int options, int best, boolean[] forbidden, int f) {
      int ties = 0;
      for (int option = best; option < options; option++) {
        ties += isTie(values, v, option, best, forbidden, f) ? 1 : 0;
      }
      return ties;
    }

    private static boolean isTie(
        float[] values, int v, int option, int best, boolean[] forbidden, int f) {
      return values[v + option] == values[v + best] && isAllowed(forbidden, f, option);
    }
  }

  /**
   * An option with probability proportional to {@code exp(value / temperature)} (Sutton and Barto,
   * "Reinforcement learning", section 2.8). Several threads may share it; the temperature may be
   * changed while none chooses.
   */
  final class Boltzmann implements Selection {
    private float temperature;

    /** With a temperature above 0, in units of value. */
    public Boltzmann(float temperature) {
      setTemperature(temperature);
    }

    /** Changes the temperature, above 0. */
    public void setTemperature(float temperature) {
      if (!(temperature > 0)) {
        throw new IllegalArgumentException(
            "temperature is " + temperature + ", but must be above 0");
      }
      this.temperature = temperature;
    }

    @Override
    public int choose(
        float[] values, int v, int options, boolean[] forbidden, int f, RandomStream random) {
      int best = best(values, v, options, forbidden, f);
      double sum = 0;
      for (int option = 0; option < options; option++) {
        sum += weight(values, v, option, best, forbidden, f);
      }
      double rest = random.nextDouble() * sum;
      for (int option = 0; option < options; option++) {
        rest -= weight(values, v, option, best, forbidden, f);
        if (rest < 0) {
          return option;
        }
      }
      return best;
    }

    @Override
    public void probabilities(
        float[] values, int v, int options, boolean[] forbidden, int f, float[] target) {
      int best = best(values, v, options, forbidden, f);
      double sum = 0;
      for (int option = 0; option < options; option++) {
        sum += weight(values, v, option, best, forbidden, f);
      }
      for (int option = 0; option < options; option++) {
        target[option] =
            sum > 0
                ? (float) (weight(values, v, option, best, forbidden, f) / sum)
                : option == best ? 1 : 0;
      }
    }

    /** Relative to that of the best option, which is 1. */
    private double weight(float[] values, int v, int option, int best, boolean[] forbidden, int f) {
      return isAllowed(forbidden, f, option)
          ? Math.exp((values[v + option] - values[v + best]) / temperature)
          : 0;
    }
  }
}
