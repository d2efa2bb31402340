package io.github.gdxbrains.learner.optioncritic;

import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;

/** Lists the option-critic among the learners. */
public final class OptionCritic implements LearnerFactory {
  @Override
  public String name() {
    return "option_critic";
  }

  @Override
  public String description() {
    return "Options whose policies and ends are learned together: on-policy, for every action";
  }

  @Override
  public Record defaults() {
    return OptionCriticConfig.DEFAULT;
  }

  @Override
  public void check(Record hyperparameters, int agents) {
    ((OptionCriticConfig) hyperparameters).requireRoomFor(agents);
  }

  @Override
  public boolean hasCritic(Record hyperparameters) {
    return true;
  }

  @Override
  public Learner create(LearnerContext context) {
    return new OptionCriticLearner(context);
  }
}
