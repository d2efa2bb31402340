package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.DecideSystem;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.catalog.Extensions;
import io.github.gdxbrains.catalog.Learners;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.MemorySettings;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.RewardSignal;
import io.github.gdxbrains.learner.RewardSignals;
import io.github.gdxbrains.learner.Schedule;
import io.github.gdxbrains.learner.ppo.Ppo;
import io.github.gdxbrains.learner.ppo.PpoConfig;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs whose agents remember, and what only they can learn; and runs whose agents see images. */
final class MemoryTest {
  private static final int CUE_TICKS = 6;

  @TempDir private Path folder;

  private static NetworkSettings remembering(MemorySettings.Type type) {
    return new NetworkSettings(true, 16, 1, Activation.TANH)
        .withMemory(new MemorySettings(type, 16, 16));
  }

  private static Experiments cartPole() {
    Experiments experiment = new Experiments(new CartPole());
    experiment.network = remembering(MemorySettings.Type.LSTM);
    return experiment;
  }

  @ParameterizedTest
  @EnumSource(MemorySettings.Type.class)
  void theNumberOfThreadsChangesNoBit(MemorySettings.Type type) {
    List<String> hashes = new ArrayList<>();
    List<List<String>> evaluations = new ArrayList<>();
    for (int threads : new int[] {1, 2}) {
      Experiments experiment = cartPole();
      experiment.network = remembering(type);
      experiment.arenas = 6;
      experiment.threads = threads;
      experiment.batchSize = 600; // of several tiles
      experiment.bufferSize = 1200;
      experiment.maxSteps = 3600;
      experiment.checkpointInterval = 2400;
      experiment.evaluationInterval = 1200;
      hashes.add(experiment.train().parametersSha256());
      evaluations.add(experiment.evaluations);
    }
    assertThat(hashes.get(1)).isEqualTo(hashes.get(0));
    assertThat(evaluations.get(1)).isEqualTo(evaluations.get(0)).isNotEmpty();
  }

  @Test
  void aResumedRunGoesOnAsIfItHadNeverStopped() {
    cartPole().in(folder).trainUntil(1024);
    Experiments resumed = cartPole().in(folder);
    resumed.threads = 2;
    assertThat(resumed.resume().parametersSha256())
        .isEqualTo(cartPole().train().parametersSha256());
  }

  /**
   * A light is on the left or the right at the first tick only; at the last one the agent says
   * where it was.
   */
  private static final class Cue {
    private static final BehaviorSpec BEHAVIOR =
        new BehaviorSpec(
            "Witness",
            ObservationSpace.of(ObservationStream.vector("light", 2, -1, 1)),
            ActionSpace.discrete(2),
            false,
            1);

    private float light;
    private int tick;
    private int said;

    private Agent.Builder agent() {
      return Agent.builder(BEHAVIOR)
          .sense(
              Sensor.of(
                  BEHAVIOR.observations().streams().get(0),
                  (entity, out) -> {
                    out.put(tick == 0 ? light : 0);
                    out.put(tick == CUE_TICKS - 1 ? 1 : 0);
                  }))
          .act((entity, action) -> said = action.choice())
          .reward(RewardTerm.of("right", e -> tick == CUE_TICKS && isRight() ? 1 : 0), 1);
    }

    private boolean isRight() {
      return said == (light > 0 ? 1 : 0);
    }
  }

  /** Lets agents come, see, answer and leave in a game that owns its loop. */
  private static int rightAnswers(Engine engine, int agents, int episodes) {
    RandomStream random = new RandomStream(8);
    int right = 0;
    for (int episode = 0; episode < episodes; episode++) {
      List<Cue> cues = new ArrayList<>();
      List<Entity> entities = new ArrayList<>();
      for (int i = 0; i < agents; i++) {
        Cue cue = new Cue();
        cue.light = random.nextInt(2) == 0 ? -1 : 1;
        cues.add(cue);
        entities.add(new Entity().add(cue.agent().build()));
      }
      entities.forEach(engine::addEntity);
      for (int tick = 1; tick <= CUE_TICKS; tick++) {
        for (Cue cue : cues) {
          cue.tick = tick;
        }
        engine.update(1);
      }
      right += (int) cues.stream().filter(Cue::isRight).count();
      entities.forEach(engine::removeEntity);
    }
    return right;
  }

  private static ToyGame cueGame() {
    return ToyGame.of(
        "cue",
        Cue.BEHAVIOR,
        () ->
            new ToyGame.World() {
              private final Cue cue = new Cue();

              {
                seat(cue.agent());
              }

              @Override
              protected void begin() {
                cue.tick = 0;
                cue.light = random.nextInt(2) == 0 ? -1 : 1;
              }

              @Override
              protected void step() {
                cue.tick = tick;
              }

              @Override
              public Ending ending() {
                return tick == CUE_TICKS ? Ending.TERMINATED : Ending.RUNNING;
              }
            });
  }

  private static BehaviorConfig behavior(NetworkSettings network, int updates) {
    PpoConfig ppo =
        new PpoConfig(
            256,
            1024,
            5e-3f,
            Schedule.LINEAR,
            1e-3f,
            Schedule.LINEAR,
            0.2f,
            Schedule.CONSTANT,
            0.95f,
            4,
            false,
            true,
            OptionalDouble.empty(),
            0.5f,
            0.5f,
            OptionalDouble.empty());
    return new BehaviorConfig(
        "ppo",
        ppo,
        network,
        RewardSignals.of(new RewardSignal.Extrinsic(0.99f, 1)),
        1024L * updates,
        64,
        1024,
        1_000_000,
        1);
  }

  private Evaluation learn(ToyGame game, NetworkSettings network, int updates) {
    ExperimentConfig config =
        new ExperimentConfig(
            game.name(),
            Map.of(game.behaviors().get(0).name(), behavior(network, updates)),
            new EnvSettings(32, 2),
            Map.of(),
            Map.of(),
            Map.of(),
            new ExperimentConfig.EvaluationSettings(400, Long.MAX_VALUE, 100, "random"));
    ClassLoader loader = MemoryTest.class.getClassLoader();
    Trainer.Setup setup =
        new Trainer.Setup(
            config,
            game,
            new Extensions(loader),
            new Learners(loader),
            Backends.best(),
            2,
            Optional.of(folder),
            OptionalDouble.empty(),
            Optional.empty(),
            Map.of(),
            TrainingListener.SILENT);
    try (Trainer trainer = new Trainer(setup)) {
      return trainer.run(() -> false).evaluation().orElseThrow();
    }
  }

  @ParameterizedTest
  @EnumSource(MemorySettings.Type.class)
  @Tag("learning")
  void whatWasSeenAtTheStartIsRemembered(MemorySettings.Type type) {
    NetworkSettings network =
        new NetworkSettings(false, 16, 1, Activation.TANH)
            .withMemory(new MemorySettings(type, 16, 8));
    assertThat(learn(cueGame(), network, 40).meanReturn()).isGreaterThan(0.98);

    // the brain file remembers too, in a game that owns its loop
    Engine engine = new Engine();
    BrainFile file = BrainFile.read(folder.resolve("best.brain"));
    DecideSystem.install(engine, Cue.BEHAVIOR, 3, file.model().brain(3));
    assertThat(rightAnswers(engine, 1, 100)).isGreaterThanOrEqualTo(98);
  }

  @Test
  @Tag("learning")
  void agentsLearnToRememberInAGameThatOwnsItsLoop() {
    NetworkSettings network =
        new NetworkSettings(false, 16, 1, Activation.TANH)
            .withMemory(new MemorySettings(MemorySettings.Type.LSTM, 16, 8));
    Engine engine = new Engine();
    try (LiveLearner learner =
        LiveLearner.builder(Cue.BEHAVIOR)
            .maxAgents(8)
            .learner(new Ppo(), behavior(network, 40))
            .bufferSize(1024)
            .start(engine)) {
      rightAnswers(engine, 8, 800);
      assertThat(learner.updates()).isGreaterThan(30);
      assertThat(rightAnswers(engine, 8, 50)).isGreaterThan(380); // of 400, exploring
    }
  }

  @Test
  @Tag("learning")
  void withoutAMemoryTheStartIsForgotten() {
    NetworkSettings network = new NetworkSettings(false, 16, 1, Activation.TANH);
    assertThat(learn(cueGame(), network, 40).meanReturn()).isBetween(0.4, 0.6);
  }

  /** A bright square of 8 pixels stands in one of four quarters of a grey, noisy image. */
  private static ToyGame quarters() {
    BehaviorSpec behavior =
        new BehaviorSpec(
            "Eye",
            ObservationSpace.of(
                new ObservationStream(
                    "image", ElementType.UINT8, List.of(20, 20, 1), false, 0, 255),
                ObservationStream.vector("nothing", 1)),
            ActionSpace.discrete(4),
            false,
            1);
    return ToyGame.of(
        "quarters",
        behavior,
        () ->
            new ToyGame.World() {
              private int top;
              private int left;
              private double worth;
              private final Agent agent =
                  seat(
                      Agent.builder(behavior)
                          .sense(
                              Sensor.of(
                                  behavior.observations().streams().get(0),
                                  (entity, out) -> {
                                    for (int i = 0; i < 400; i++) {
                                      boolean inside =
                                          i / 20 >= top
                                              && i / 20 < top + 8
                                              && i % 20 >= left
                                              && i % 20 < left + 8;
                                      out.put((inside ? 200 : 60) + random.nextInt(40));
                                    }
                                  }))
                          .sense(
                              Sensor.of(
                                  behavior.observations().streams().get(1),
                                  (entity, out) -> out.put(0)))
                          .act((entity, action) -> worth = worthOf(action)));

              private double worthOf(Action action) {
                return action.choice() == (top < 6 ? 0 : 2) + (left < 6 ? 0 : 1) ? 1 : 0;
              }

              @Override
              protected void begin() {
                top = random.nextInt(2) * 9 + random.nextInt(3);
                left = random.nextInt(2) * 9 + random.nextInt(3);
              }

              @Override
              protected void step() {
                agent.addReward((float) worth / 4);
                begin();
              }

              @Override
              public Ending ending() {
                return tick == 4 ? Ending.TERMINATED : Ending.RUNNING;
              }
            });
  }

  @Test
  @Tag("learning")
  void whereABrightSquareStandsInAnImageIsLearned() {
    NetworkSettings network = new NetworkSettings(true, 32, 1, Activation.TANH);
    assertThat(learn(quarters(), network, 15).meanReturn()).isGreaterThan(0.95); // chance: 0.25
  }
}
