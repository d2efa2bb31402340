package io.github.gdxbrains.learner.dqn;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.explore.CountBonus;
import io.github.gdxbrains.explore.Decay;
import io.github.gdxbrains.explore.Discretizer;
import io.github.gdxbrains.explore.StreamBins;
import io.github.gdxbrains.learner.OptimizerKind;
import io.github.gdxbrains.learner.Schedule;
import io.github.gdxbrains.nn.Optimizer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * DQN's hyperparameters, with ML-Agents' names where it has them and Stable-Baselines3's where it
 * has not. What belongs to an option that is off must be left out.
 *
 * @param batchSize transitions in a minibatch
 * @param bufferSize transitions that are kept for replay, of all agents together
 * @param bufferInitSteps decisions of all agents before learning starts
 * @param learningRate of the optimiser
 * @param learningRateSchedule how it changes
 * @param trainFreq decisions of all agents for every {@code gradientSteps} steps of the optimiser
 * @param gradientSteps steps of the optimiser for every {@code trainFreq} decisions
 * @param targetUpdateInterval decisions of all agents from one update of the target network to the
 *     next
 * @param tau share of the network in each update of the target network; 1 replaces it
 * @param doubleQ whether the network chooses the option that the target network values
 *     (arXiv:1509.06461)
 * @param dueling whether the head is a value and advantages (arXiv:1511.06581)
 * @param nStep decisions over which rewards are summed before bootstrapping
 * @param prioritizedReplay whether transitions are drawn by their errors (arXiv:1511.05952)
 * @param prioritizedAlpha exponent of priorities; 0.6 if empty
 * @param prioritizedBeta exponent of the importance weights at the start, from where it rises in a
 *     straight line to 1 at {@code max_steps}; 0.4 if empty
 * @param noisyNetworks whether layers are noisy, which is then the only exploration
 *     (arXiv:1706.10295)
 * @param noisySigma σ₀ of noisy layers; 0.5 if empty
 * @param distribution which distribution of returns is learned
 * @param atoms numbers of an option's distribution; if empty 51 of a categorical one, 32 of
 *     quantiles
 * @param vMin least return of a categorical distribution; -10 if empty
 * @param vMax greatest return of a categorical distribution; 10 if empty
 * @param loss of the temporal-difference error, or of quantiles
 * @param maxGradNorm bound on the gradient's global norm
 * @param exploration how options are tried; {@code epsilon_greedy} if empty
 * @param explorationInitialEps ε at the start; 1 if empty
 * @param explorationFinalEps ε in the end; 0.05 if empty
 * @param initialTemperature of {@code boltzmann} at the start, in units of value; 1 if empty
 * @param finalTemperature of {@code boltzmann} in the end; 0.05 if empty
 * @param explorationSteps decisions of all agents over which ε or the temperature changes; a tenth
 *     of {@code max_steps} if empty
 * @param countBonus β of a bonus for what was seldom seen, in units of reward; 0 for none
 * @param countBonusOf what is counted for it; {@code action} if empty
 * @param bins of each number of an observation that is counted; 10 if empty
 * @param streams other bins and bounds of single observation streams, by name
 * @param maxStates the most states that are counted; a million if empty
 * @param saveReplayBuffer whether checkpoints hold the replay buffer; without it a resumed run is
 *     not exact
 * @param optimizer what turns gradients into steps
 * @param weightDecay of {@code adamw}, the only one that has it; its default, 0.01, if empty
 * @param momentum of {@code rmsprop} or {@code sgd}, the only ones that have it; 0 if empty
 */
public record DqnConfig(
    int batchSize,
    int bufferSize,
    int bufferInitSteps,
    float learningRate,
    Schedule learningRateSchedule,
    int trainFreq,
    int gradientSteps,
    int targetUpdateInterval,
    float tau,
    boolean doubleQ,
    boolean dueling,
    int nStep,
    boolean prioritizedReplay,
    OptionalDouble prioritizedAlpha,
    OptionalDouble prioritizedBeta,
    boolean noisyNetworks,
    OptionalDouble noisySigma,
    Distribution distribution,
    OptionalInt atoms,
    OptionalDouble vMin,
    OptionalDouble vMax,
    Loss loss,
    float maxGradNorm,
    Optional<Exploration> exploration,
    OptionalDouble explorationInitialEps,
    OptionalDouble explorationFinalEps,
    OptionalDouble initialTemperature,
    OptionalDouble finalTemperature,
    OptionalLong explorationSteps,
    float countBonus,
    Optional<CountBonus.Of> countBonusOf,
    OptionalInt bins,
    Map<String, StreamBins> streams,
    OptionalInt maxStates,
    boolean saveReplayBuffer,
    OptimizerKind optimizer,
    OptionalDouble weightDecay,
    OptionalDouble momentum) {

  /** Which distribution of returns is learned. */
  public enum Distribution {
    /** None: the expected return alone. */
    NONE,
    /** Probabilities of fixed returns (C51, arXiv:1707.06887). */
    CATEGORICAL,
    /** Quantiles (QR-DQN, arXiv:1710.10044). */
    QUANTILE
  }

  /** A loss of errors. */
  public enum Loss {
    /** Squared up to an error of 1, beyond it linear. */
    HUBER,
    /** Half the square. */
    SQUARED
  }

  /** How options are tried. */
  public enum Exploration {
    /** Any option with probability ε, else the best one. */
    EPSILON_GREEDY,
    /** With probabilities proportional to {@code exp(value / temperature)}. */
    BOLTZMANN
  }

  /** Double DQN, and nothing else beside Mnih et al.'s. */
  public static final DqnConfig DEFAULT =
      new DqnConfig(
          64,
          50_000,
          1_000,
          1e-3f,
          Schedule.CONSTANT,
          4,
          1,
          500,
          1,
          true,
          false,
          1,
          false,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          false,
          OptionalDouble.empty(),
          Distribution.NONE,
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Loss.HUBER,
          10,
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty(),
          0,
          Optional.empty(),
          OptionalInt.empty(),
          Map.of(),
          OptionalInt.empty(),
          true,
          OptimizerKind.ADAM,
          OptionalDouble.empty(),
          OptionalDouble.empty());

  /**
   * Rainbow (arXiv:1710.02298): double, dueling, prioritised, three steps, noisy and categorical.
   */
  public static final DqnConfig RAINBOW =
      new DqnConfig(
          64,
          50_000,
          1_000,
          5e-4f,
          Schedule.CONSTANT,
          4,
          1,
          500,
          1,
          true,
          true,
          3,
          true,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          true,
          OptionalDouble.empty(),
          Distribution.CATEGORICAL,
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Loss.HUBER,
          10,
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty(),
          0,
          Optional.empty(),
          OptionalInt.empty(),
          Map.of(),
          OptionalInt.empty(),
          true,
          OptimizerKind.ADAM,
          OptionalDouble.empty(),
          OptionalDouble.empty());

  /** Checks the ranges, and that nothing is given for an option that is off. */
  public DqnConfig {
    streams = Map.copyOf(streams);
    InvalidValue.unlessAtLeast("batch_size", batchSize, 1);
    InvalidValue.unlessAtLeast("buffer_size", bufferSize, 1);
    if (bufferSize < 2L * batchSize) {
      throw new InvalidValue(
          "buffer_size",
          "is " + bufferSize + ", but must be at least twice batch_size " + batchSize);
    }
    InvalidValue.unlessAtLeast("buffer_init_steps", bufferInitSteps, 0);
    if (bufferInitSteps > bufferSize) {
      throw new InvalidValue(
          "buffer_init_steps",
          "is " + bufferInitSteps + ", but must be at most buffer_size " + bufferSize);
    }
    InvalidValue.unlessPositive("learning_rate", learningRate);
    InvalidValue.unlessAtLeast("train_freq", trainFreq, 1);
    InvalidValue.unlessAtLeast("gradient_steps", gradientSteps, 1);
    InvalidValue.unlessAtLeast("target_update_interval", targetUpdateInterval, 1);
    InvalidValue.unlessPositive("tau", tau);
    InvalidValue.unlessWithin("tau", tau, 0, 1);
    InvalidValue.unlessWithin("n_step", nStep, 1, 1000);
    within("prioritized_alpha", prioritizedAlpha, prioritizedReplay, "prioritized_replay", 0, 1);
    within("prioritized_beta", prioritizedBeta, prioritizedReplay, "prioritized_replay", 0, 1);
    within("noisy_sigma", noisySigma, noisyNetworks, "noisy_networks", 1e-6, 10);
    if (atoms.isPresent()) {
      requireOn("atoms", distribution != Distribution.NONE, "distribution");
      InvalidValue.unlessWithin("atoms", atoms.getAsInt(), 2, 1000);
    }
    boolean isCategorical = distribution == Distribution.CATEGORICAL;
    within("v_min", vMin, isCategorical, "distribution: categorical", -1e9, 1e9);
    within("v_max", vMax, isCategorical, "distribution: categorical", -1e9, 1e9);
    if (!(vMin.orElse(-10) < vMax.orElse(10))) {
      throw new InvalidValue(
          "v_min", "is " + vMin.orElse(-10) + ", but must be below v_max " + vMax.orElse(10));
    }
    InvalidValue.unlessPositive("max_grad_norm", maxGradNorm);
    if (exploration.isPresent()) {
      requireQuiet("exploration", noisyNetworks);
    }
    if (explorationSteps.isPresent()) {
      requireQuiet("exploration_steps", noisyNetworks);
      InvalidValue.unlessAtLeast("exploration_steps", explorationSteps.getAsLong(), 0);
    }
    boolean isBoltzmann = exploration.equals(Optional.of(Exploration.BOLTZMANN));
    String greedy = "exploration: epsilon_greedy";
    String boltzmann = "exploration: boltzmann";
    epsilon("exploration_initial_eps", explorationInitialEps, noisyNetworks, isBoltzmann, greedy);
    epsilon("exploration_final_eps", explorationFinalEps, noisyNetworks, isBoltzmann, greedy);
    within("initial_temperature", initialTemperature, isBoltzmann, boltzmann, 1e-6, 1e9);
    within("final_temperature", finalTemperature, isBoltzmann, boltzmann, 1e-6, 1e9);
    InvalidValue.unlessAtLeast("count_bonus", countBonus, 0);
    boolean isCounted = countBonus > 0;
    if (countBonusOf.isPresent()) {
      requireOn("count_bonus_of", isCounted, "count_bonus");
    }
    if (bins.isPresent()) {
      requireOn("bins", isCounted, "count_bonus");
      InvalidValue.unlessWithin("bins", bins.getAsInt(), 2, Discretizer.MOST_BINS);
    }
    if (!streams.isEmpty()) {
      requireOn("streams", isCounted, "count_bonus");
    }
    if (maxStates.isPresent()) {
      requireOn("max_states", isCounted, "count_bonus");
      InvalidValue.unlessAtLeast("max_states", maxStates.getAsInt(), 1);
    }
    optimizer.with(weightDecay, momentum);
  }

  private static void epsilon(
      String key, OptionalDouble value, boolean isNoisy, boolean isBoltzmann, String needed) {
    if (value.isPresent()) {
      requireQuiet(key, isNoisy);
      within(key, value, !isBoltzmann, needed, 0, 1);
    }
  }

  private static void requireQuiet(String key, boolean isNoisy) {
    if (isNoisy) {
      throw new InvalidValue(
          key,
          "contradicts noisy_networks, which explore by their own noise: leave it out, or set"
              + " noisy_networks: false");
    }
  }

  private static void within(
      String key, OptionalDouble value, boolean isOn, String needed, double low, double high) {
    if (value.isPresent()) {
      requireOn(key, isOn, needed);
      InvalidValue.unlessWithin(key, value.getAsDouble(), low, high);
    }
  }

  private static void requireOn(String key, boolean isOn, String needed) {
    if (!isOn) {
      throw new InvalidValue(key, "means nothing without " + needed + ": leave it out");
    }
  }

  /** The optimiser with its constants. */
  Optimizer steps() {
    return optimizer.with(weightDecay, momentum);
  }

  /** What is added to rewards, if anything. */
  Optional<CountBonus> bonus() {
    return countBonus > 0
        ? Optional.of(new CountBonus(countBonus, countBonusOf.orElse(CountBonus.Of.ACTION)))
        : Optional.empty();
  }

  /** The most states that are counted. */
  int mostStates() {
    return maxStates.orElse(1_000_000);
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
}
