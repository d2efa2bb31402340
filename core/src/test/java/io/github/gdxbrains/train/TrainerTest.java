package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.game.soccer.Soccer;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Structure;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainerTest {
  @TempDir private Path folder;

  private static Experiments cartPole() {
    return new Experiments(new CartPole());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cartpole", "soccer"})
  void theNumberOfThreadsChangesNoBit(String name) {
    Game game = name.equals("soccer") ? new Soccer() : new CartPole();
    List<String> hashes = new ArrayList<>();
    List<List<String>> evaluations = new ArrayList<>();
    for (int threads : new int[] {1, 2}) {
      Experiments experiment = new Experiments(game);
      experiment.arenas = 6;
      experiment.threads = threads;
      experiment.batchSize = 200;
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
  void theSeedDecidesTheParameters() {
    Experiments other = cartPole();
    other.seed = 4;
    assertThat(cartPole().train().parametersSha256())
        .isEqualTo(cartPole().train().parametersSha256())
        .isNotEqualTo(other.train().parametersSha256());
  }

  @Test
  void aRunKilledInAnotherProcessGoesOnAsIfItHadNeverStopped()
      throws IOException, InterruptedException {
    Path half = folder.resolve("half");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("surefire.test.class.path", classPath()),
                TrainThenDie.class.getName(),
                half.toString(),
                "1280")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isEqualTo(7);
    // it died at step 1280, a quarter of a thousand steps behind its last checkpoint
    assertThat(new Checkpoints(half.resolve("checkpoints"), 5).files().get(0).getFileName())
        .hasToString("000000001024.checkpoint");

    Path whole = folder.resolve("whole");
    Experiments straight = cartPole().in(whole);
    straight.checkpointInterval = 512;
    RunSummary expected = straight.train();
    Experiments resumed = cartPole().in(half);
    resumed.checkpointInterval = 512;
    RunSummary found = resumed.resume();
    assertThat(found.parametersSha256()).isEqualTo(expected.parametersSha256());
    assertThat(found.steps()).isEqualTo(expected.steps()).isEqualTo(2048);
    assertThat(found.episodes()).isEqualTo(expected.episodes());
    assertThat(found.updates()).isEqualTo(expected.updates());
    assertThat(found.meanReturn()).isEqualTo(expected.meanReturn());
    assertThat(found.evaluation()).isEqualTo(expected.evaluation()).isPresent();
    // the evaluations behind the checkpoint, with the same episodes and the same verdicts
    assertThat(straight.evaluations).hasSize(4).endsWith(resumed.evaluations.get(1));
    assertThat(resumed.evaluations).hasSize(2);
    assertThat(half.resolve("best.brain")).hasSameBinaryContentAs(whole.resolve("best.brain"));
    assertThat(half.resolve("last.brain")).hasSameBinaryContentAs(whole.resolve("last.brain"));
    assertThat(resumed.notices).isEmpty();
  }

  private static String classPath() {
    return System.getProperty("java.class.path", "").isEmpty()
        ? "." + File.pathSeparator
        : System.getProperty("java.class.path");
  }

  @Test
  void aRunStoppedAtACheckpointGoesOnAsIfItHadNeverStopped() {
    Experiments first = cartPole().in(folder);
    first.trainUntil(1024);
    RunSummary resumed = cartPole().in(folder).resume();
    assertThat(resumed.parametersSha256()).isEqualTo(cartPole().train().parametersSha256());
  }

  @Test
  void aRunStoppedBetweenCheckpointsSavesAllItHasLearned() {
    Experiments first = cartPole().in(folder);
    first.checkpointInterval = 1024;
    RunSummary half = first.trainUntil(1280);
    assertThat(half.steps()).isEqualTo(1280);
    assertThat(half.evaluation()).isEmpty();
    assertThat(folder.resolve("best.brain")).exists();
    Experiments second = cartPole().in(folder);
    second.checkpointInterval = 1024;
    try (Trainer trainer = Trainer.resume(second.setup())) {
      assertThat(trainer.steps()).isEqualTo(1280);
      assertThat(trainer.parametersSha256()).isEqualTo(half.parametersSha256());
      RunSummary rest = trainer.run(() -> false);
      assertThat(rest.steps()).isEqualTo(2048);
      assertThat(rest.updates()).isEqualTo(8);
      assertThat(rest.parametersSha256()).isNotEqualTo(half.parametersSha256());
    }
  }

  @Test
  void aFinishedRunResumesToTheSameResult() {
    RunSummary finished = cartPole().in(folder).train();
    RunSummary again = cartPole().in(folder).resume();
    assertThat(again.parametersSha256()).isEqualTo(finished.parametersSha256());
    assertThat(again.evaluation()).isEqualTo(finished.evaluation());
    assertThat(again.steps()).isEqualTo(2048);
  }

  @Test
  void aResumedRunMayUseAnotherNumberOfThreads() {
    cartPole().in(folder).trainUntil(1024);
    Experiments two = cartPole().in(folder);
    two.threads = 2;
    assertThat(two.resume().parametersSha256()).isEqualTo(cartPole().train().parametersSha256());
  }

  @Test
  void aRunGoesOnOnAnotherBackendAndSaysThatItIsNotTheSame() {
    Experiments first = cartPole().in(folder);
    first.backend = Backends.named("scalar");
    String learned = first.trainUntil(1024).parametersSha256();
    Experiments second = cartPole().in(folder);
    try (Trainer trainer = Trainer.resume(second.setup())) {
      assertThat(trainer.steps()).isEqualTo(1024);
      assertThat(trainer.parametersSha256()).isEqualTo(learned);
      assertThat(trainer.run(() -> false).steps()).isEqualTo(2048);
    }
    assertThat(second.notices).hasSize(1);
    assertThat(second.notices.get(0))
        .startsWith("the checkpoint was written with scalar")
        .contains("goes on with simd")
        .endsWith("not bit for bit the same");
  }

  @Test
  void aBackendThatCannotComputeALearnersNetworkIsNamed() {
    Experiments experiment = cartPole();
    experiment.backend = new OnlyHeads();
    assertThatThrownBy(experiment::train)
        .isInstanceOf(UserError.class)
        .hasMessage(
            "behaviors.CartPole: trunk0/dense0: the backend heads has no layers of kind dense;"
                + " --backend auto leaves out what cannot compute it");
  }

  /** A backend without layers. */
  private static final class OnlyHeads implements Backend {
    @Override
    public String name() {
      return "heads";
    }

    @Override
    public int lanes() {
      return 1;
    }

    @Override
    public Network network(NetworkSpec spec, Workers workers) {
      Structure.Place place = spec.structure().layers().get(0);
      throw new IllegalArgumentException(
          place.name() + ": the backend heads has no layers of kind " + place.layer().kind());
    }
  }

  @Test
  void aBrainPlaysOnWhereTheBackendLacksItsLayers() {
    Experiments experiment = cartPole().in(folder);
    experiment.maxSteps = 256;
    experiment.train();
    Model model = BrainFile.read(folder.resolve("last.brain")).model();
    AgentBatch one = new AgentBatch(model.behavior(), 1, NeuralBrain.columns(model.behavior()));
    AgentBatch other = new AgentBatch(model.behavior(), 1, NeuralBrain.columns(model.behavior()));

    model.brains(new OnlyHeads(), true).brain(1).decide(one, new int[] {0}, 1);
    model.brains(Backends.best(), true).brain(1).decide(other, new int[] {0}, 1);

    assertThat(one.columns())
        .isEqualTo(other.columns())
        .isNotEqualTo(new float[one.columns().length]);
  }

  @Test
  void aNetworkThatIsTooLargeIsRefused() {
    Experiments experiment = cartPole();
    experiment.network = new NetworkSettings(true, 65_536, 64, Activation.TANH);
    assertThatThrownBy(experiment::train)
        .isInstanceOf(UserError.class)
        .hasMessage(
            "behaviors.CartPole: trunk0/dense1 is 65536 x 65536:"
                + " the network has too many parameters");
  }

  @Test
  void aDamagedNewestCheckpointIsPassedOver() throws IOException {
    cartPole().in(folder).trainUntil(1024);
    Path checkpoints = folder.resolve("checkpoints");
    byte[] newest = Files.readAllBytes(checkpoints.resolve("000000001024.checkpoint"));
    newest[newest.length / 2] ^= 1;
    Files.write(checkpoints.resolve("000000001024.checkpoint"), newest);
    try (Trainer trainer = Trainer.resume(cartPole().in(folder).setup())) {
      assertThat(trainer.steps()).isEqualTo(768);
      assertThat(trainer.run(() -> false).parametersSha256())
          .isEqualTo(cartPole().train().parametersSha256());
    }
  }

  @Test
  void aFolderWithoutAnIntactCheckpointCannotResume() throws IOException {
    Files.createDirectories(folder.resolve("checkpoints"));
    Files.write(folder.resolve("checkpoints/000000000256.checkpoint"), new byte[100]);
    Experiments experiment = cartPole().in(folder);
    assertThatThrownBy(experiment::resume)
        .isInstanceOf(UserError.class)
        .hasMessage("cannot resume: there is no intact checkpoint in " + folder);
  }

  @Test
  void aCheckpointOfAnotherExperimentIsRefusedInOneLine() {
    cartPole().in(folder).trainUntil(256);
    Experiments seed = cartPole().in(folder);
    seed.seed = 99;
    refuses(seed, "cannot resume: the checkpoint's seed is 3, the experiment's 99");
    Experiments arenas = cartPole().in(folder);
    arenas.arenas = 8;
    refuses(arenas, "cannot resume: the checkpoint's num_envs is 4, the experiment's 8");
    Experiments network = cartPole().in(folder);
    network.network = new NetworkSettings(true, 16, 1, Activation.RELU);
    refuses(
        network,
        "cannot resume: the checkpoint's network for CartPole is 4 normalised inputs, 1 x 16 tanh,"
            + " 2 outputs, the experiment's 4 normalised inputs, 1 x 16 relu, 2 outputs");
    refuses(
        new Experiments(new Soccer()).in(folder),
        "cannot resume: the checkpoint's game is cartpole, the experiment's soccer");
  }

  private static void refuses(Experiments experiment, String message) {
    assertThatThrownBy(experiment::resume).isInstanceOf(UserError.class).hasMessage(message);
  }

  @Test
  void onlyTheNewestCheckpointsAreKept() {
    Experiments experiment = cartPole().in(folder);
    experiment.keepCheckpoints = 2;
    experiment.train();
    assertThat(folder.resolve("checkpoints"))
        .isDirectoryContaining("glob:**000000002048.checkpoint")
        .isDirectoryContaining("glob:**000000001792.checkpoint");
    assertThat(folder.resolve("checkpoints").toFile().list()).hasSize(2);
  }

  @Test
  void brainsSayWhereTheyComeFrom() {
    cartPole().in(folder).train();
    BrainFile last = BrainFile.read(folder.resolve("last.brain"));
    assertThat(last.game()).isEqualTo("cartpole");
    assertThat(last.model().behavior()).isEqualTo(new CartPole().behaviors(null).get(0));
    assertThat(last.provenance())
        .containsEntry("steps", "2048")
        .containsEntry("seed", "3")
        .containsEntry("trainer", "ppo")
        .containsEntry("command", "a test")
        .containsEntry("parameter.gravity", "9.8");
  }

  @Test
  void theListenerHearsOfEveryUpdateAndEverySummary() {
    List<Double> steps = new ArrayList<>();
    Experiments experiment = cartPole();
    Trainer.Setup setup = experiment.setup();
    TrainingListener both =
        new TrainingListener() {
          @Override
          public void progressed(Progress progress) {
            experiment.progressed(progress);
          }

          @Override
          public void summarized(Metrics row) {
            steps.add(row.get("step"));
            assertThat(row.names())
                .contains("mean_return", "policy_loss", "reward/CartPole/balance");
          }
        };
    Trainer.Setup heard =
        new Trainer.Setup(
            setup.config(),
            setup.game(),
            setup.extensions(),
            setup.learners(),
            setup.backend(),
            setup.threads(),
            setup.run(),
            setup.secondsLimit(),
            setup.opponent(),
            setup.provenance(),
            both);
    try (Trainer trainer = new Trainer(heard)) {
      trainer.run(() -> false);
    }
    assertThat(experiment.progress).hasSize(8);
    assertThat(experiment.progress.get(7).steps()).isEqualTo(2048);
    assertThat(experiment.progress.get(7).episodes()).isPositive();
    assertThat(steps).containsExactly(512.0, 1024.0, 1536.0, 2048.0);
  }

  @Test
  void anUnlistedBehaviorIsNamed() {
    Experiments experiment = cartPole();
    experiment.missingBehaviors = List.of("CartPole");
    experiment.extraBehaviors = List.of("CartPol");
    assertThatThrownBy(experiment::train)
        .isInstanceOf(UserError.class)
        .hasMessage("no behavior of cartpole is named 'CartPol'; did you mean 'CartPole'?");
    Experiments two = new Experiments(pair());
    two.missingBehaviors = List.of("Diver");
    assertThatThrownBy(two::train)
        .isInstanceOf(UserError.class)
        .hasMessage("behaviors has no entry for pair's Diver");
  }

  @Test
  void anUnknownLearnerIsNamed() {
    Experiments experiment = cartPole();
    experiment.trainer = "pppo";
    assertThatThrownBy(experiment::train)
        .isInstanceOf(UserError.class)
        .hasMessage("no learner is named 'pppo'; did you mean 'ppo'?");
  }

  @Test
  void aBufferTooSmallForTheArenasIsRefused() {
    Experiments experiment = cartPole();
    experiment.arenas = 300;
    assertThatThrownBy(experiment::train)
        .isInstanceOf(UserError.class)
        .hasMessage(
            "CartPole: buffer_size is 256, but must be at least 300, one decision of each agent in"
                + " all arenas");
  }

  /** Two behaviors with different actions, periods and views share each arena. */
  private static ToyGame pair() {
    BehaviorSpec runner =
        new BehaviorSpec(
            "Runner",
            ObservationSpace.of(ObservationStream.vector("x", 2)),
            ActionSpace.discrete(3));
    BehaviorSpec diver =
        new BehaviorSpec(
            "Diver",
            ObservationSpace.of(ObservationStream.vector("depth", 1)),
            ActionSpace.continuous(3),
            false,
            2);
    return new ToyGame(
        "pair",
        List.of(runner, diver),
        List.of(
            new SeatSpec("left", "Runner", 0),
            new SeatSpec("below", "Diver", 0),
            new SeatSpec("right", "Runner", 0)),
        () ->
            new ToyGame.World() {
              private final float[] places = new float[3];
              private final Agent[] agents = new Agent[3];

              {
                for (int i = 0; i < 3; i++) {
                  int seat = i;
                  Agent.Builder agent = Agent.builder(i == 1 ? diver : runner);
                  if (i == 1) {
                    agent.sense(Sensor.vector("depth", 1, (e, out) -> out.put(places[1])));
                    agent.act((e, action) -> places[1] += 0.1f * action.number(2));
                  } else {
                    agent.sense(
                        Sensor.vector(
                            "x",
                            2,
                            (e, out) -> {
                              out.put(places[seat]);
                              out.put(1 - tick / 8f);
                            }));
                    agent.act((e, action) -> places[seat] += 0.1f * (action.choice() - 1));
                  }
                  agents[i] = seat(agent);
                }
              }

              @Override
              protected void begin() {
                for (int i = 0; i < 3; i++) {
                  places[i] = random.nextFloat(-1, 1);
                }
              }

              @Override
              protected void step() {
                for (int i = 0; i < 3; i++) {
                  agents[i].addReward(-Math.abs(places[i]));
                }
              }

              @Override
              public Ending ending() {
                return tick == 7 ? Ending.TRUNCATED : Ending.RUNNING;
              }
            });
  }

  @Test
  void behaviorsWithDifferentActionsLearnSideBySide() {
    // one pass over one minibatch: every ratio is one if each learner gets what its brain wrote
    List<Metrics> rows = new ArrayList<>();
    Experiments experiment = new Experiments(pair()).in(folder);
    experiment.epochs = 1;
    experiment.batchSize = 256;
    Trainer.Setup setup = experiment.setup();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void summarized(Metrics row) {
            rows.add(row);
          }
        };
    Trainer.Setup heard =
        new Trainer.Setup(
            setup.config(),
            setup.game(),
            setup.extensions(),
            setup.learners(),
            setup.backend(),
            setup.threads(),
            setup.run(),
            setup.secondsLimit(),
            setup.opponent(),
            setup.provenance(),
            listener);
    try (Trainer trainer = new Trainer(heard)) {
      trainer.run(() -> false);
    }
    assertThat(rows).isNotEmpty();
    for (Metrics row : rows) {
      assertThat(row.get("Runner/approx_kl")).isBetween(-1e-6, 1e-5);
      assertThat(row.get("Diver/approx_kl")).isBetween(-1e-6, 1e-5);
    }
    assertThat(folder.resolve("best-Runner.brain")).exists();
    assertThat(folder.resolve("best-Diver.brain")).exists();
  }

  @Test
  void behaviorsLearningSideBySideResumeExactly() {
    String straight = new Experiments(pair()).train().parametersSha256();
    Experiments half = new Experiments(pair()).in(folder);
    half.trainUntil(1000);
    assertThat(new Experiments(pair()).in(folder).resume().parametersSha256()).isEqualTo(straight);
  }
}
