package io.github.gdxbrains.learner.poca;

import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.TeamPpoConfig;

/** Lists MA-POCA among the learners. */
public final class Poca implements LearnerFactory {
  @Override
  public String name() {
    return "poca";
  }

  @Override
  public String description() {
    return "MA-POCA: PPO for teams whose members come and go, each credited by a baseline of its own";
  }

  @Override
  public Record defaults() {
    return TeamPpoConfig.defaults(false);
  }

  @Override
  public void check(Record hyperparameters, int agents) {
    ((TeamPpoConfig) hyperparameters).requireRoomFor(agents);
  }

  @Override
  public boolean hasCritic(Record hyperparameters) {
    return true;
  }

  @Override
  public Learner create(LearnerContext context) {
    return new PocaLearner(context);
  }
}
