package io.github.gdxbrains.learner.qlearning;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.explore.CountBonus;
import io.github.gdxbrains.explore.Decay;
import io.github.gdxbrains.explore.Discretizer;
import io.github.gdxbrains.explore.StreamBins;
import io.github.gdxbrains.learner.Schedule;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Hyperparameters of the tabular learners, with Stable-Baselines3's names where it has them.
 *
 * @param algorithm what the value of the next state is taken to be
 * @param learningRate how far a value moves towards its target, in (0, 1]
 * @param learningRateSchedule how it changes over the run
 * @param learningRateVisits {@code a} of the factor {@code a / (a + N(s, a) - 1)} on the learning
 *     rate: 1, with a learning rate of 1, gives {@code 1 / N(s, a)}; empty for no factor
 * @param exploration how options are chosen
 * @param epsilon of {@code epsilon_greedy}, over decisions of all agents
 * @param temperature of {@code boltzmann}, in units of value, over decisions of all agents
 * @param ucb {@code c} of {@code ucb}, in units of value
 * @param trainFreq decisions of each agent between two updates
 * @param bufferSize transitions of all agents that are kept to be replayed; 0 for none
 * @param replayRatio replayed updates for each decision
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
    Decay epsilon,
    Decay temperature,
    float ucb,
    int trainFreq,
    int bufferSize,
    int replayRatio,
    float countBonus,
    CountBonus.Of countBonusOf,
    float initialValue,
    int bins,
    Map<String, StreamBins> streams,
    int maxStates) {
  /** Q-learning with a learning rate of 0.1, ε from 1 to 0.05 over 50,000 decisions, no replay. */
  public static final QLearningConfig DEFAULT =
      new QLearningConfig(
          Algorithm.Q_LEARNING,
          0.1f,
          Schedule.CONSTANT,
          OptionalDouble.empty(),
          Exploration.EPSILON_GREEDY,
          new Decay(1, 0.05f, 50_000),
          new Decay(1, 0.05f, 50_000),
          1,
          1,
          0,
          1,
          0,
          CountBonus.Of.ACTION,
          0,
          10,
          Map.of(),
          1_000_000);

  /** Checks the ranges. */
  public QLearningConfig {
    streams = Map.copyOf(streams);
    InvalidValue.unlessPositive("learning_rate", learningRate);
    InvalidValue.unlessWithin("learning_rate", learningRate, 0, 1);
    if (learningRateVisits.isPresent()) {
      InvalidValue.unlessAtLeast("learning_rate_visits", learningRateVisits.getAsDouble(), 1);
    }
    InvalidValue.unlessWithin("epsilon", epsilon.initial(), 0, 1);
    InvalidValue.unlessWithin("epsilon", epsilon.last(), 0, 1);
    InvalidValue.unlessPositive("temperature", temperature.initial());
    InvalidValue.unlessPositive("temperature", temperature.last());
    InvalidValue.unlessAtLeast("ucb", ucb, 0);
    InvalidValue.unlessAtLeast("train_freq", trainFreq, 1);
    InvalidValue.unlessAtLeast("buffer_size", bufferSize, 0);
    InvalidValue.unlessAtLeast("replay_ratio", replayRatio, 1);
    if (bufferSize > 0 && algorithm == Algorithm.SARSA) {
      throw new InvalidValue(
          "buffer_size",
          "is "
              + bufferSize
              + ", but sarsa learns from what it does now: 0, or expected_sarsa or q_learning");
    }
    InvalidValue.unlessAtLeast("count_bonus", countBonus, 0);
    if (!Float.isFinite(initialValue)) {
      throw new InvalidValue("initial_value", "is " + initialValue + ", but must be finite");
    }
    InvalidValue.unlessWithin("bins", bins, 2, Discretizer.MOST_BINS);
    InvalidValue.unlessAtLeast("max_states", maxStates, 1);
  }

  /** The defaults with another algorithm. */
  static QLearningConfig of(Algorithm algorithm) {
    return new QLearningConfig(
        algorithm,
        DEFAULT.learningRate,
        DEFAULT.learningRateSchedule,
        DEFAULT.learningRateVisits,
        DEFAULT.exploration,
        DEFAULT.epsilon,
        DEFAULT.temperature,
        DEFAULT.ucb,
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
