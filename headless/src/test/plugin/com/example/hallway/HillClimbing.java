package com.example.hallway;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;

/** Lists hill climbing among the learners. */
public final class HillClimbing implements LearnerFactory {
  /**
   * Its hyperparameters.
   *
   * @param horizon decisions of each agent that a try is judged by
   * @param stepSize standard deviation of a try's parameters around the best ones
   */
  public record Config(int horizon, float stepSize) {
    /** Checks the ranges. */
    public Config {
      InvalidValue.unlessAtLeast("horizon", horizon, 1);
      InvalidValue.unlessPositive("step_size", stepSize);
    }
  }

  @Override
  public String name() {
    return "hill-climbing";
  }

  @Override
  public String description() {
    return "Tries a random change of all parameters and keeps it if it pays";
  }

  @Override
  public Record defaults() {
    return new Config(100, 0.5f);
  }

  @Override
  public Learner create(LearnerContext context) {
    return new HillClimbingLearner(context);
  }
}
