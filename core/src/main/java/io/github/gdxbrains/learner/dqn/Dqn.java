package io.github.gdxbrains.learner.dqn;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.MemorySettings;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.replay.ReplayBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lists DQN among the learners: double DQN by default, and a preset of all options together. */
public final class Dqn implements LearnerFactory {
  private final String name;
  private final String description;
  private final DqnConfig defaults;

  /** Double DQN, whose other options are off. */
  public Dqn() {
    this(
        "dqn",
        "Deep Q-network: off-policy, learns the values of a discrete action's options",
        DqnConfig.DEFAULT);
  }

  private Dqn(String name, String description, DqnConfig defaults) {
    this.name = name;
    this.description = description;
    this.defaults = defaults;
  }

  /** Rainbow: the same learner with all options on. */
  public static Dqn rainbow() {
    return new Dqn(
        "rainbow",
        "DQN with double, dueling, prioritised, 3-step, noisy and categorical together",
        DqnConfig.RAINBOW);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Record defaults() {
    return defaults;
  }

  @Override
  public void checkHindsight(Record hyperparameters, NetworkSettings network) {
    DqnConfig config = (DqnConfig) hyperparameters;
    if (config.nStep() > 1) {
      throw new InvalidValue(
          "hyperparameters.n_step", "is " + config.nStep() + ", but must be 1 with hindsight");
    }
    if (config.bonus().isPresent()) {
      throw new InvalidValue(
          "hyperparameters.count_bonus", "is on, but hindsight replaces the reward: leave it out");
    }
    if (network.memory().isPresent()) {
      throw new InvalidValue(
          "network_settings.memory",
          "is given, but hindsight learns from single decisions: leave it out");
    }
  }

  @Override
  public Optional<String> keeps(BehaviorSpec behavior, BehaviorConfig config, List<Integer> teams) {
    DqnConfig dqn = (DqnConfig) config.hyperparameters();
    int stateSize = config.networkSettings().memory().map(MemorySettings::memorySize).orElse(0);
    long bytes = ReplayBuffer.bytes(behavior, dqn.bufferSize(), dqn.prioritizedReplay(), stateSize);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "a replay buffer of %,d transitions, %,.1f MB",
            dqn.bufferSize(),
            bytes / 1048576.0));
  }

  @Override
  public Learner create(LearnerContext context) {
    return new DqnLearner(context);
  }
}
