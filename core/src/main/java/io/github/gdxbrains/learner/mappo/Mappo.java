package io.github.gdxbrains.learner.mappo;

import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.TeamPpoConfig;

/** Lists MAPPO among the learners. */
public final class Mappo implements LearnerFactory {
  @Override
  public String name() {
    return "mappo";
  }

  @Override
  public String description() {
    return "PPO whose critic sees what the whole team sees: for teams that win together";
  }

  @Override
  public Record defaults() {
    return TeamPpoConfig.defaults(true);
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
    return new MappoLearner(context);
  }
}
