package io.github.gdxbrains.game.mdp;

import io.github.gdxbrains.random.RandomStream;

/**
 * A finite Markov decision process as a table (Sutton and Barto, "Reinforcement Learning", 2018,
 * section 3.1). Each action in each state has the same number of numbered outcomes, each with its
 * probability and next state; two outcomes may lead to the same state. The reward of a transition
 * is that of the state which it enters, plus {@link #stepReward}.
 *
 * <p>Immutable.
 */
public final class FiniteMdp {
  private static final double TOLERANCE = 1e-12;

  /** Value iteration ends when no value changes by more. */
  private static final double CONVERGED = 1e-9;

  private final int states;
  private final int actions;
  private final int outcomes;
  private final double[] probabilities;
  private final int[] nextStates;
  private final double[] rewards;
  private final boolean[] terminal;
  private final double stepReward;

  private FiniteMdp(Builder builder) {
    states = builder.rewards.length;
    actions = builder.actions;
    outcomes = builder.outcomes;
    probabilities = builder.probabilities.clone();
    nextStates = builder.nextStates.clone();
    rewards = builder.rewards.clone();
    terminal = builder.terminal.clone();
    stepReward = builder.stepReward;
    for (int state = 0; state < states; state++) {
      for (int action = 0; action < actions && !terminal[state]; action++) {
        checkSum(state, action);
      }
    }
  }

  private void checkSum(int state, int action) {
    double sum = 0;
    for (int outcome = 0; outcome < outcomes; outcome++) {
      sum += probability(state, action, outcome);
    }
    if (Math.abs(sum - 1) > TOLERANCE) {
      throw new IllegalArgumentException(
          "the probabilities of action " + action + " in state " + state + " add up to " + sum);
    }
  }

  /** Fills a table; what is not set is a probability of 0, a reward of 0, a state that goes on. */
  public static final class Builder {
    private final int actions;
    private final int outcomes;
    private final double[] probabilities;
    private final int[] nextStates;
    private final double[] rewards;
    private final boolean[] terminal;
    private double stepReward;

    /** An empty table. */
    public Builder(int states, int actions, int outcomes) {
      this.actions = actions;
      this.outcomes = outcomes;
      probabilities = new double[states * actions * outcomes];
      nextStates = new int[states * actions * outcomes];
      rewards = new double[states];
      terminal = new boolean[states];
    }

    /** Sets where an outcome of an action leads, and how probable it is. */
    public Builder outcome(int state, int action, int outcome, double probability, int next) {
      int place = (state * actions + action) * outcomes + outcome;
      probabilities[place] = probability;
      nextStates[place] = next;
      return this;
    }

    /** Sets what entering a state is worth. */
    public Builder reward(int state, double reward) {
      rewards[state] = reward;
      return this;
    }

    /** Makes a state one that ends the episode. */
    public Builder terminal(int state) {
      terminal[state] = true;
      return this;
    }

    /** Sets what every transition is worth on top. */
    public Builder stepReward(double reward) {
      stepReward = reward;
      return this;
    }

    /**
     * Makes the table.
     *
     * @throws IllegalArgumentException if an action's probabilities do not add up to 1 in a state
     *     that is not terminal
     */
    public FiniteMdp build() {
      return new FiniteMdp(this);
    }
  }

  /** How many states there are. */
  public int states() {
    return states;
  }

  /** How many actions there are in each state. */
  public int actions() {
    return actions;
  }

  /** How many outcomes each action has. */
  public int outcomes() {
    return outcomes;
  }

  /** The probability of an outcome. */
  public double probability(int state, int action, int outcome) {
    return probabilities[(state * actions + action) * outcomes + outcome];
  }

  /** The state that an outcome leads to. */
  public int next(int state, int action, int outcome) {
    return nextStates[(state * actions + action) * outcomes + outcome];
  }

  /** The probability that an action leads from a state to another: p(s' | s, a). */
  public double transition(int state, int action, int next) {
    double sum = 0;
    for (int outcome = 0; outcome < outcomes; outcome++) {
      sum += next(state, action, outcome) == next ? probability(state, action, outcome) : 0;
    }
    return sum;
  }

  /** What entering a state is worth. */
  public double reward(int state) {
    return rewards[state];
  }

  /** What every transition is worth on top. */
  public double stepReward() {
    return stepReward;
  }

  /** Whether a state ends the episode. */
  public boolean isTerminal(int state) {
    return terminal[state];
  }

  /** Draws the next state. */
  public int sample(int state, int action, RandomStream random) {
    double left = random.nextDouble();
    int last = outcomes - 1;
    for (int outcome = 0; outcome < last; outcome++) {
      left -= probability(state, action, outcome);
      if (left < 0) {
        return next(state, action, outcome);
      }
    }
    return next(state, action, last);
  }

  /** Expected value of an action: Σ p (r + discount v(s')), v being 0 in terminal states. */
  private double value(int state, int action, double discount, double[] values) {
    double sum = stepReward;
    for (int outcome = 0; outcome < outcomes; outcome++) {
      int next = next(state, action, outcome);
      double future = terminal[next] ? 0 : discount * values[next];
      sum += probability(state, action, outcome) * (rewards[next] + future);
    }
    return sum;
  }

  private int bestAction(int state, double discount, double[] values) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int action = 0; action < actions; action++) {
      double value = value(state, action, discount, values);
      if (value > most + TOLERANCE) { // of equals, the first
        best = action;
        most = value;
      }
    }
    return best;
  }

  /**
   * The expected undiscounted return of a policy from each state, over an episode that is cut off
   * after {@code horizon} transitions, by backward induction.
   */
  public double[] expectedReturns(Policy policy, int horizon) {
    double[] values = new double[states];
    double[] earlier = new double[states];
    for (int step = horizon - 1; step >= 0; step--) {
      for (int state = 0; state < states; state++) {
        if (!terminal[state]) {
          earlier[state] = value(state, policy.action(state, step), 1, values);
        }
      }
      System.arraycopy(earlier, 0, values, 0, states);
    }
    return values;
  }

  /**
   * The policy of greatest expected undiscounted return within {@code horizon} transitions, by
   * backward induction (Puterman, "Markov Decision Processes", 1994, section 4.5). It depends on
   * the time; later than the horizon it does as at the last step.
   */
  public Policy optimal(int horizon) {
    byte[][] plan = new byte[horizon][states];
    double[] values = new double[states];
    double[] earlier = new double[states];
    for (int step = horizon - 1; step >= 0; step--) {
      for (int state = 0; state < states; state++) {
        if (!terminal[state]) {
          int action = bestAction(state, 1, values);
          plan[step][state] = (byte) action;
          earlier[state] = value(state, action, 1, values);
        }
      }
      System.arraycopy(earlier, 0, values, 0, states);
    }
    return (state, step) -> plan[Math.min(step, horizon - 1)][state];
  }

  /**
   * The stationary policy of greatest discounted return without a time limit, by value iteration
   * (Sutton and Barto 2018, section 4.4), each sweep using its own new values.
   *
   * @param discount in [0, 1)
   */
  public Policy optimalForever(double discount) {
    if (!(discount >= 0 && discount < 1)) {
      throw new IllegalArgumentException("discount is " + discount + ", but must be in [0, 1)");
    }
    double[] values = new double[states];
    int[] plan = new int[states];
    double change;
    do {
      change = 0;
      for (int state = 0; state < states; state++) {
        if (!terminal[state]) {
          plan[state] = bestAction(state, discount, values);
          double value = value(state, plan[state], discount, values);
          change = Math.max(change, Math.abs(value - values[state]));
          values[state] = value;
        }
      }
    } while (change > CONVERGED);
    return Policy.stationary(plan);
  }
}
