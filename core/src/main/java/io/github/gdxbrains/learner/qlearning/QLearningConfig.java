package io.github.gdxbrains.learner.qlearning;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.explore.CountBonus;
import io.github.gdxbrains.explore.Decay;
import io.github.gdxbrains.explore.Discretizer;
import io.github.gdxbrains.explore.StreamBins;
import io.github.gdxbrains.explore.Ucb;
import io.github.gdxbrains.learner.Schedule;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Hyperparameters of the tabular learners, with DQN's names where it has them. What belongs to an
 * option that is off must be left out.
 *
 * @param algorithm what the value of the next state is taken to be
 * @param learningRate how far a value moves towards its target, in (0, 1]
 * @param learningRateSchedule how it changes over the run
 * @param learningRateVisits {@code a} of the factor {@code a / (a + N(s, a) - 1)} on the learning
 *     rate: 1, with a learning rate of 1, gives {@code 1 / N(s, a)}; empty for no factor
 * @param exploration how options are chosen
 * @param explorationInitialEps ε at the start; 1 if empty
 * @param explorationFinalEps ε in the end; 0.05 if empty
 * @param initialTemperature of {@code boltzmann} at the start, in units of value; 1 if empty
 * @param finalTemperature of {@code boltzmann} in the end; 0.05 if empty
 * @param explorationSteps decisions of all agents over which ε or the temperature changes; a tenth
 *     of {@code max_steps} if empty
 * @param ucbC {@code c} of {@code ucb}, in units of value; 1 if empty
 * @param trainFreq decisions of all agents between two updates, at least one of each
 * @param bufferSize transitions that are kept to be replayed, of all agents together; 0 for none
 * @param replayRatio replayed updates for each decision; 1 if empty
 * @param countBonus β of a bonus for what was seldom seen, in units of reward; 0 for none
 * @param countBonusOf what is counted for it
 * @param initialValue of all actions before anything is learned; above what can be had, it makes an
 *     agent try everything
 * @param bins of each number of an observation
 * @param streams other bins and bounds of single observation streams, by name
 * @param maxStates the most states that the table holds
 */
public record QLearningConfig(
    Algorithm algorithm,
    float learningRate,
    Schedule learningRateSchedule,
    OptionalDouble learningRateVisits,
    Exploration exploration,
    OptionalDouble explorationInitialEps,
    OptionalDouble explorationFinalEps,
    OptionalDouble initialTemperature,
    OptionalDouble finalTemperature,
    OptionalLong explorationSteps,
    OptionalDouble ucbC,
    int trainFreq,
    int bufferSize,
    OptionalInt replayRatio,
    float countBonus,
    CountBonus.Of countBonusOf,
    float initialValue,
    int bins,
    Map<String, StreamBins> streams,
    int maxStates) {
  /** What the value of the next state is taken to be. */
  public enum Algorithm {
    /** That of its best option (Watkins 1989). */
    Q_LEARNING,
    /** That of the option that was taken next (Rummery and Niranjan 1994). */
    SARSA,
    /** The mean over the options that may be taken next (van Seijen et al. 2009). */
    EXPECTED_SARSA
  }

  /** How options are tried. */
  public enum Exploration {
    /** Any option with probability ε, else one of the best. */
    EPSILON_GREEDY,
    /** With probabilities proportional to {@code exp(value / temperature)}. */
    BOLTZMANN,
    /** The one that is best by its value and by how seldom it was taken, UCB1. */
    UCB
  }

  /** Q-learning with a learning rate of 0.1, ε-greedy, without replay. */
  public static final QLearningConfig DEFAULT =
      new QLearningConfig(
          Algorithm.Q_LEARNING,
          0.1f,
          Schedule.CONSTANT,
          OptionalDouble.empty(),
          Exploration.EPSILON_GREEDY,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty(),
          OptionalDouble.empty(),
          1,
          0,
          OptionalInt.empty(),
          0,
          CountBonus.Of.ACTION,
          0,
          10,
          Map.of(),
          1_000_000);

  /** Checks the ranges, and that nothing is given for an option that is off. */
  public QLearningConfig {
    streams = Map.copyOf(streams);
    InvalidValue.unlessPositive("learning_rate", learningRate);
    InvalidValue.unlessWithin("learning_rate", learningRate, 0, 1);
    if (learningRateVisits.isPresent()) {
      InvalidValue.unlessAtLeast("learning_rate_visits", learningRateVisits.getAsDouble(), 1);
    }
    boolean isGreedy = exploration == Exploration.EPSILON_GREEDY;
    boolean isBoltzmann = exploration == Exploration.BOLTZMANN;
    boolean isUcb = exploration == Exploration.UCB;
    within("exploration_initial_eps", explorationInitialEps, isGreedy, "epsilon_greedy", 0, 1);
    within("exploration_final_eps", explorationFinalEps, isGreedy, "epsilon_greedy", 0, 1);
    within("initial_temperature", initialTemperature, isBoltzmann, "boltzmann", 1e-6, 1e9);
    within("final_temperature", finalTemperature, isBoltzmann, "boltzmann", 1e-6, 1e9);
    within("ucb_c", ucbC, isUcb, "ucb", 0, 1e9);
    if (explorationSteps.isPresent()) {
      requireOn("exploration_steps", !isUcb, "exploration: epsilon_greedy or boltzmann");
      InvalidValue.unlessAtLeast("exploration_steps", explorationSteps.getAsLong(), 0);
    }
    InvalidValue.unlessAtLeast("train_freq", trainFreq, 1);
    InvalidValue.unlessAtLeast("buffer_size", bufferSize, 0);
    if (bufferSize > 0 && algorithm == Algorithm.SARSA) {
      throw new InvalidValue(
          "buffer_size",
          "is "
              + bufferSize
              + ", but sarsa learns from what it does now: 0, or expected_sarsa or q_learning");
    }
    if (replayRatio.isPresent()) {
      requireOn("replay_ratio", bufferSize > 0, "buffer_size");
      InvalidValue.unlessAtLeast("replay_ratio", replayRatio.getAsInt(), 1);
    }
    InvalidValue.unlessAtLeast("count_bonus", countBonus, 0);
    if (!Float.isFinite(initialValue)) {
      throw new InvalidValue("initial_value", "is " + initialValue + ", but must be finite");
    }
    InvalidValue.unlessWithin("bins", bins, 2, Discretizer.MOST_BINS);
    InvalidValue.unlessAtLeast("max_states", maxStates, 1);
  }

  private static void within(
      String key, OptionalDouble value, boolean isOn, String needed, double low, double high) {
    if (value.isPresent()) {
      requireOn(key, isOn, "exploration: " + needed);
      InvalidValue.unlessWithin(key, value.getAsDouble(), low, high);
    }
  }

  private static void requireOn(String key, boolean isOn, String needed) {
    if (!isOn) {
      throw new InvalidValue(key, "means nothing without " + needed + ": leave it out");
    }
  }

  /** ε over the steps of a run of so many. */
  Decay epsilon(long maxSteps) {
    return new Decay(
        (float) explorationInitialEps.orElse(1),
        (float) explorationFinalEps.orElse(0.05),
        explorationSteps.orElse(maxSteps / 10));
  }

  /** The temperature over the steps of a run of so many. */
  Decay temperature(long maxSteps) {
    return new Decay(
        (float) initialTemperature.orElse(1),
        (float) finalTemperature.orElse(0.05),
        explorationSteps.orElse(maxSteps / 10));
  }

  /** What {@code ucb} adds to values. */
  Optional<Ucb> upperBound() {
    return exploration == Exploration.UCB
        ? Optional.of(new Ucb((float) ucbC.orElse(1)))
        : Optional.empty();
  }

  /** The defaults with another algorithm. */
  static QLearningConfig of(Algorithm algorithm) {
    return new QLearningConfig(
        algorithm,
        DEFAULT.learningRate,
        DEFAULT.learningRateSchedule,
        DEFAULT.learningRateVisits,
        DEFAULT.exploration,
        DEFAULT.explorationInitialEps,
        DEFAULT.explorationFinalEps,
        DEFAULT.initialTemperature,
        DEFAULT.finalTemperature,
        DEFAULT.explorationSteps,
        DEFAULT.ucbC,
        DEFAULT.trainFreq,
        DEFAULT.bufferSize,
        DEFAULT.replayRatio,
        DEFAULT.countBonus,
        DEFAULT.countBonusOf,
        DEFAULT.initialValue,
        DEFAULT.bins,
        DEFAULT.streams,
        DEFAULT.maxStates);
  }
}
