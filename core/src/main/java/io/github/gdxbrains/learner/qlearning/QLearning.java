package io.github.gdxbrains.learner.qlearning;

import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.qlearning.QLearningConfig.Algorithm;
import java.util.Locale;

/**
 * Lists the tabular learners: one learner under a name for each algorithm.
 *
 * @param algorithm that it learns by unless told otherwise
 */
public record QLearning(Algorithm algorithm) implements LearnerFactory {
  @Override
  public String name() {
    return algorithm.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String description() {
    return switch (algorithm) {
      case Q_LEARNING -> "Q-learning in a table: off-policy, for games of few states";
      case SARSA -> "SARSA in a table: on-policy, for games of few states";
      case EXPECTED_SARSA -> "Expected SARSA in a table: on-policy with less variance";
    };
  }

  @Override
  public Record defaults() {
    return QLearningConfig.of(algorithm);
  }

  @Override
  public boolean hasNetwork() {
    return false;
  }

  @Override
  public Learner create(LearnerContext context) {
    return new QLearningLearner(context);
  }
}
