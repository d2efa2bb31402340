package io.github.gdxbrains.learner.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.SteadyLearning;
import io.github.gdxbrains.learner.dqn.Dqn;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GoalLearnerTest {
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Toy",
          ObservationSpace.of(
              ObservationStream.vector("other", 2), ObservationStream.vector("place", 2, -1, 1)),
          ActionSpace.discrete(3));

  private static Learner learner() {
    GoalConditioned goals = new GoalConditioned(List.of(new Dqn()));
    Map<String, ?> level =
        Map.of(
            "hyperparameters",
            Map.of("batch_size", 8, "buffer_size", 1000, "buffer_init_steps", 0, "train_freq", 4),
            "network_settings",
            Map.of("hidden_units", 8, "num_layers", 1));
    Record settings =
        Settings.with(
            (GoalConfig) goals.defaults(),
            Map.of(
                "period",
                3,
                "goal",
                Map.of("stream", "place", "cells", 4, "relative", true),
                "manager",
                level,
                "worker",
                level));
    BehaviorConfig config = BehaviorConfig.of("goal_conditioned", settings);
    return goals.create(
        new LearnerContext(BEHAVIOR, config, Backends.best(), Workers.single(), 5, 1));
  }

  @Test
  void updatesAndDecisionsAllocateNothing() {
    try (Learner learner = learner()) {
      Metrics metrics = SteadyLearning.assertAllocatesNothing(learner, BEHAVIOR, Ending.TERMINATED);
      assertThat(metrics.get("worker/value_loss")).isFinite();
      assertThat(metrics.get("manager/value_loss")).isFinite();
      assertThat(metrics.get("goals_reached")).isBetween(0.0, 1.0);
    }
  }
}
