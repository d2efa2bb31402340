package io.github.gdxbrains.learner.ppo;

import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;

/** Lists PPO among the learners. */
public final class Ppo implements LearnerFactory {
  @Override
  public String name() {
    return "ppo";
  }

  @Override
  public String description() {
    return "Proximal policy optimisation: on-policy, for every kind of action; the default";
  }

  @Override
  public Record defaults() {
    return PpoConfig.DEFAULT;
  }

  @Override
  public boolean learnsIntrinsicRewards() {
    return true;
  }

  @Override
  public void check(Record hyperparameters, int agents) {
    ((PpoConfig) hyperparameters).requireRoomFor(agents);
  }

  @Override
  public boolean hasCritic(Record hyperparameters) {
    return true;
  }

  @Override
  public Learner create(LearnerContext context) {
    return new PpoLearner(context);
  }
}
