package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.catalog.Extensions;
import io.github.gdxbrains.catalog.Learners;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.RewardSignal;
import io.github.gdxbrains.learner.RewardSignals;
import io.github.gdxbrains.learner.Schedule;
import io.github.gdxbrains.learner.ppo.PpoConfig;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PPO learns tiny problems of every kind of action, and cartpole. */
@Tag("learning")
final class LearnsTest {
  /** What an action is worth in a situation of two numbers in [-1, 1], at most 1. */
  private interface Worth {
    double of(float a, float b, Action action);
  }

  private interface Mask {
    void forbid(float a, float b, Action action);
  }

  /** Episodes of four ticks, in each of which the situation is new. */
  private static ToyGame guessing(ActionSpace actions, boolean masked, Worth worth, Mask mask) {
    BehaviorSpec behavior =
        new BehaviorSpec(
            "Guess",
            ObservationSpace.of(ObservationStream.vector("situation", 2, -1, 1)),
            actions,
            masked,
            1);
    return ToyGame.of(
        "guess",
        behavior,
        () ->
            new ToyGame.World() {
              private float a;
              private float b;
              private double worthNow;

              private final Agent agent =
                  seat(
                      Agent.builder(behavior)
                          .sense(
                              Sensor.of(
                                  behavior.observations().streams().get(0),
                                  (e, out) -> {
                                    out.put(a);
                                    out.put(b);
                                  }))
                          .mask((e, action) -> mask.forbid(a, b, action))
                          .act((e, action) -> worthNow = worth.of(a, b, action)));

              @Override
              protected void begin() {
                a = random.nextFloat(-1, 1);
                b = random.nextFloat(-1, 1);
              }

              @Override
              protected void step() {
                agent.addReward((float) worthNow);
                begin();
              }

              @Override
              public Ending ending() {
                return tick == 4 ? Ending.TERMINATED : Ending.RUNNING;
              }
            });
  }

  /**
   * Mean worth of an action after some updates of 1024 decisions, the most likely actions taken.
   */
  private static double learn(ToyGame game, int updates) {
    PpoConfig ppo =
        new PpoConfig(
            128,
            1024,
            5e-3f,
            Schedule.LINEAR,
            1e-3f,
            Schedule.LINEAR,
            0.2f,
            Schedule.CONSTANT,
            0.95f,
            5,
            false,
            true,
            OptionalDouble.empty(),
            0.5f,
            0.5f,
            OptionalDouble.empty());
    BehaviorConfig behavior =
        new BehaviorConfig(
            "ppo",
            ppo,
            new NetworkSettings(false, 32, 1, Activation.TANH),
            RewardSignals.of(new RewardSignal.Extrinsic(0, 1)),
            1024L * updates,
            64,
            1024,
            1_000_000,
            1);
    return train(game, Map.of("Guess", behavior), 32, 2, 200).meanReturn() / 4;
  }

  private static Evaluation train(
      Game game, Map<String, BehaviorConfig> behaviors, int arenas, long seed, int episodes) {
    ExperimentConfig config =
        new ExperimentConfig(
            game.name(),
            behaviors,
            new EnvSettings(arenas, seed),
            Map.of(),
            Map.of(),
            Map.of(),
            new ExperimentConfig.EvaluationSettings(episodes, Long.MAX_VALUE, episodes, "random"));
    ClassLoader loader = LearnsTest.class.getClassLoader();
    Trainer.Setup setup =
        new Trainer.Setup(
            config,
            game,
            new Extensions(loader),
            new Learners(loader),
            Backends.best(),
            2,
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            Map.of(),
            TrainingListener.SILENT);
    try (Trainer trainer = new Trainer(setup)) {
      return trainer.run(() -> false).evaluation().orElseThrow();
    }
  }

  private static int quarter(float a, float b) {
    return (a > 0 ? 1 : 0) + (b > 0 ? 2 : 0);
  }

  @Test
  void discreteActionsAreLearned() {
    ToyGame game =
        guessing(
            ActionSpace.discrete(4),
            false,
            (a, b, action) -> action.choice() == quarter(a, b) ? 1 : 0,
            (a, b, action) -> {});
    assertThat(learn(game, 20)).isGreaterThan(0.93); // chance: 0.25
  }

  @Test
  void maskedDiscreteActionsAreLearned() {
    // the best option is forbidden for positive a: then the second best is to be found
    ToyGame game =
        guessing(
            ActionSpace.discrete(4),
            true,
            (a, b, action) -> {
              int best = b > 0 ? 3 : 2;
              int second = b > 0 ? 1 : 0;
              return action.choice() == best
                  ? (a > 0 ? -99 : 1)
                  : action.choice() == second ? 0.8 : 0;
            },
            (a, b, action) -> {
              if (a > 0) {
                action.forbid(0, b > 0 ? 3 : 2);
              }
            });
    assertThat(learn(game, 20)).isGreaterThan(0.85); // at best 0.9, without masks' help 0.8
  }

  @Test
  void multiDiscreteActionsAreLearned() {
    ToyGame game =
        guessing(
            ActionSpace.multiDiscrete(2, 3),
            false,
            (a, b, action) ->
                (action.choice(0) == (a > 0 ? 1 : 0) ? 0.5 : 0)
                    + (action.choice(1) == (b < -0.3f ? 0 : b < 0.3f ? 1 : 2) ? 0.5 : 0),
            (a, b, action) -> {});
    assertThat(learn(game, 25)).isGreaterThan(0.9); // chance: 0.42
  }

  @Test
  void continuousActionsAreLearned() {
    ToyGame game =
        guessing(
            ActionSpace.continuous(2),
            false,
            (a, b, action) ->
                1
                    - Math.pow(action.number(0) - 0.8f * b, 2)
                    - Math.pow(action.number(1) + a / 2, 2),
            (a, b, action) -> {});
    assertThat(learn(game, 25)).isGreaterThan(0.97); // doing nothing: 0.70
  }

  @Test
  void hybridActionsAreLearned() {
    ToyGame game =
        guessing(
            new ActionSpace.Hybrid(List.of(4), 1),
            false,
            (a, b, action) ->
                (action.choice() == quarter(a, b) ? 0.5 : 0)
                    + 0.5
                    - 0.5 * Math.pow(action.number(0) - a, 2),
            (a, b, action) -> {});
    assertThat(learn(game, 25)).isGreaterThan(0.93); // chance and nothing: 0.46
  }

  @Test
  void cartPoleIsSolvedWithinAHundredThousandSteps() {
    PpoConfig ppo =
        new PpoConfig(
            64,
            2048,
            3e-4f,
            Schedule.CONSTANT,
            0,
            Schedule.LINEAR,
            0.2f,
            Schedule.CONSTANT,
            0.95f,
            10,
            false,
            true,
            OptionalDouble.empty(),
            0.5f,
            0.5f,
            OptionalDouble.empty());
    BehaviorConfig behavior =
        new BehaviorConfig(
            "ppo",
            ppo,
            new NetworkSettings(false, 64, 2, Activation.TANH),
            RewardSignals.of(new RewardSignal.Extrinsic(0.99f, 1)),
            100_000,
            256,
            2048,
            50_000,
            1);
    Evaluation evaluation = train(new CartPole(), Map.of("CartPole", behavior), 8, 1, 100);
    assertThat(evaluation.episodes()).isEqualTo(100);
    assertThat(evaluation.meanReturn()).isGreaterThanOrEqualTo(475);
  }
}
