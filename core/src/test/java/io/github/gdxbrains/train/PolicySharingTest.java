package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.game.soccer.Soccer;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.PolicySharing;
import io.github.gdxbrains.learner.dqn.DqnConfig;
import io.github.gdxbrains.learner.qlearning.QLearningConfig;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents of one game that share a policy, and such as have their own. */
final class PolicySharingTest {
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Mover",
          ObservationSpace.of(ObservationStream.vector("nothing", 1)),
          ActionSpace.discrete(2));
  private static final int TICKS = 4;

  @TempDir private Path folder;

  /**
   * Two agents that see the same, and each tick get 1 for opposite choices: the first for option 0,
   * the second for option 1. So whoever does not know which of both they are gets half of 4.
   *
   * @param poisoned whether the second agent's reward becomes infinite in arena 2
   */
  private static ToyGame opposites(String first, String second, boolean poisoned) {
    int[] worlds = {0};
    return new ToyGame(
        "opposites",
        List.of(BEHAVIOR),
        List.of(new SeatSpec(first, "Mover", 0), new SeatSpec(second, "Mover", 0)),
        () -> {
          // the first world is no arena's: it is only asked for its reward terms
          boolean poisons = poisoned && worlds[0]++ == 3;
          return new ToyGame.World() {
            private final int[] chosen = new int[2];
            private final Agent[] agents = new Agent[2];

            {
              for (int i = 0; i < 2; i++) {
                int seat = i;
                agents[i] =
                    seat(
                        Agent.builder(BEHAVIOR)
                            .sense(Sensor.vector("nothing", 1, (e, out) -> out.put(1)))
                            .act((e, action) -> chosen[seat] = action.choice()));
              }
            }

            @Override
            protected void step() {
              for (int seat = 0; seat < 2; seat++) {
                agents[seat].addReward(chosen[seat] == seat ? 1 : 0);
              }
              if (poisons) {
                agents[1].addReward(Float.POSITIVE_INFINITY);
              }
            }

            @Override
            public Ending ending() {
              return tick == TICKS ? Ending.TERMINATED : Ending.RUNNING;
            }
          };
        });
  }

  private static Experiments experiment(String trainer, PolicySharing policy) {
    Experiments experiment = new Experiments(opposites("left one", "right one", false));
    experiment.policy = policy;
    experiment.trainer = trainer;
    if (trainer.equals("q_learning")) {
      experiment.hyperparameters =
          Optional.of(
              Settings.with(
                  QLearningConfig.DEFAULT,
                  Map.of("streams", Map.of("nothing", Map.of("low", 0, "high", 2)))));
    }
    if (trainer.equals("dqn")) {
      experiment.hyperparameters =
          Optional.of(
              Settings.with(
                  DqnConfig.DEFAULT,
                  Map.of(
                      "learning_rate", 5e-3,
                      "buffer_size", 1000,
                      "buffer_init_steps", 64,
                      "batch_size", 16,
                      "train_freq", 8,
                      "target_update_interval", 64)));
    }
    return experiment;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ppo", "dqn", "q_learning"})
  @Tag("learning")
  void oppositeTasksAreLearnedByOwnPoliciesAndNotByASharedOne(String trainer) {
    Experiments shared = experiment(trainer, PolicySharing.SHARED);
    Experiments own = experiment(trainer, PolicySharing.PER_AGENT);
    for (Experiments experiment : List.of(shared, own)) {
      experiment.maxSteps = 8192;
    }
    // both do the same, whatever it is: one of them is right
    assertThat(shared.train().evaluation().orElseThrow().meanReturn()).isEqualTo(TICKS / 2.0);
    assertThat(own.train().evaluation().orElseThrow().meanReturn()).isEqualTo(TICKS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ppo", "dqn", "q_learning"})
  void threadsAndInterruptionsChangeNoBit(String trainer) {
    RunSummary straight = experiment(trainer, PolicySharing.PER_AGENT).train();
    Experiments threads = experiment(trainer, PolicySharing.PER_AGENT);
    threads.threads = 2;
    assertThat(threads.train().parametersSha256()).isEqualTo(straight.parametersSha256());
    experiment(trainer, PolicySharing.PER_AGENT).in(folder).trainUntil(1024);
    Experiments resumed = experiment(trainer, PolicySharing.PER_AGENT).in(folder);
    RunSummary end = resumed.resume();
    assertThat(end.parametersSha256()).isEqualTo(straight.parametersSha256());
    assertThat(end.steps()).isEqualTo(straight.steps());
    assertThat(end.evaluation()).isEqualTo(straight.evaluation()).isPresent();
    assertThat(resumed.notices).isEmpty();
  }

  @Test
  void explorationEndsAfterATenthOfAPolicysOwnDecisions() {
    Experiments experiment = experiment("q_learning", PolicySharing.PER_AGENT);
    experiment.maxSteps = 8192;
    experiment.train();
    // of 8192 decisions each policy makes 4096; after 512 of both, 256 are its own
    Metrics row = experiment.summaries.get(0);
    assertThat(row.get("step")).isEqualTo(512);
    assertThat(row.get("Mover/left-one/epsilon")).isCloseTo(1 - 0.95 * 256 / 409, within(1e-6));
    assertThat(experiment.summaries.get(1).get("Mover/right-one/epsilon"))
        .isCloseTo(0.05, within(1e-6));
  }

  @Test
  void bothTeamsOfSoccerLearnOnTheirOwn() {
    List<String> hashes = new ArrayList<>();
    for (int threads : new int[] {1, 2}) {
      Experiments experiment = new Experiments(new Soccer()).in(folder.resolve("" + threads));
      experiment.policy = PolicySharing.PER_AGENT;
      experiment.threads = threads;
      experiment.bufferSize = 256;
      experiment.maxSteps = 2048;
      RunSummary summary = experiment.train();
      assertThat(summary.evaluation().orElseThrow().opponent()).isEqualTo("scripted");
      hashes.add(summary.parametersSha256());
    }
    assertThat(hashes.get(1)).isEqualTo(hashes.get(0));
    assertThat(folder.resolve("1/best-Soccer-blue-1.brain")).exists();
    assertThat(folder.resolve("1/best-Soccer-orange-2.brain")).exists();
  }

  @Test
  void aSingleAgentsOwnPolicyIsTheSharedOne() {
    Experiments own = new Experiments(new CartPole());
    own.policy = PolicySharing.PER_AGENT;
    assertThat(own.train().parametersSha256())
        .isEqualTo(new Experiments(new CartPole()).train().parametersSha256());
  }

  @Test
  void everyPolicyHasItsOwnParametersMetricsAndFile() throws IOException {
    Experiments experiment = experiment("ppo", PolicySharing.PER_AGENT).in(folder);
    experiment.train();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "best-Mover-left-one.brain",
              "best-Mover-right-one.brain",
              "last-Mover-left-one.brain",
              "last-Mover-right-one.brain",
              "checkpoints");
    }
    BrainFile left = BrainFile.read(folder.resolve("last-Mover-left-one.brain"));
    BrainFile right = BrainFile.read(folder.resolve("last-Mover-right-one.brain"));
    assertThat(left.model().parameters()).isNotEqualTo(right.model().parameters());
    assertThat(left.provenance()).containsEntry("policy", "Mover/left-one");
    Metrics row = experiment.summaries.get(0);
    assertThat(row.get("Mover/left-one/entropy")).isPositive();
    assertThat(row.get("Mover/right-one/entropy"))
        .isPositive()
        .isNotEqualTo(row.get("Mover/left-one/entropy"));
    assertThat(row.get("entropy")).isNaN();
  }

  @Test
  void aRunsFolderSeatsEachPolicyAndAFileSeatsItselfEverywhere() {
    Experiments experiment = experiment("ppo", PolicySharing.PER_AGENT).in(folder);
    experiment.maxSteps = 8192;
    double expected = experiment.train().evaluation().orElseThrow().meanReturn();
    assertThat(expected).isEqualTo(TICKS);
    assertThat(meanReturn(experiment.game, folder.toString())).isEqualTo(TICKS);
    String left = folder.resolve("best-Mover-left-one.brain").toString();
    assertThat(meanReturn(experiment.game, left)).isEqualTo(TICKS / 2.0);
    assertThat(Brains.anyFile(folder.toString(), experiment.game).provenance())
        .containsEntry("policy", "Mover/left-one");
  }

  private static double meanReturn(Game game, String brain) {
    ToyGame toy = (ToyGame) game;
    Evaluator.Contestant contestant =
        new Evaluator.Contestant(brain, Brains.seated(brain, toy.setup(), Backends.best(), true));
    return Evaluator.evaluate(toy.setup(), contestant, contestant, 5, 1, true, Workers.single())
        .meanReturn();
  }

  @Test
  void aRunThatLacksTheBrainOfASeatSaysWhich() throws IOException {
    Experiments experiment = experiment("ppo", PolicySharing.PER_AGENT).in(folder);
    experiment.train();
    Files.delete(folder.resolve("best-Mover-right-one.brain"));
    assertThatThrownBy(() -> meanReturn(experiment.game, folder.toString()))
        .isInstanceOf(UserError.class)
        .hasMessage(
            folder
                + " has no brain for the seat 'right one': there is no"
                + " best-Mover-right-one.brain");
  }

  @Test
  void seatsThatShareABrainAreDecidedAtOnce() {
    ToyGame game = opposites("left", "right", false);
    List<Integer> counts = new ArrayList<>();
    BrainSource counting =
        capacity ->
            new Brain() {
              @Override
              public void decide(AgentBatch batch, int[] rows, int count) {
                counts.add(count);
              }
            };
    evaluate(game, Map.of("Mover", counting));
    assertThat(counts).isNotEmpty().containsOnly(2);
    counts.clear();
    evaluate(game, Map.of("Mover", counting, "Mover/right", counting));
    assertThat(counts).isNotEmpty().containsOnly(1);
  }

  private static void evaluate(ToyGame game, Map<String, BrainSource> brains) {
    Evaluator.Contestant contestant = new Evaluator.Contestant("counting", brains);
    Evaluator.evaluate(game.setup(), contestant, contestant, 1, 1, true, Workers.single());
  }

  @Test
  void aCheckpointOfSharedPoliciesDoesNotFitOwnOnes() {
    experiment("ppo", PolicySharing.SHARED).in(folder).trainUntil(1024);
    Experiments resumed = experiment("ppo", PolicySharing.PER_AGENT).in(folder);
    assertThatThrownBy(resumed::resume)
        .isInstanceOf(UserError.class)
        .hasMessage("cannot resume: the checkpoint's policies is 1, the experiment's 2");
  }

  @Test
  void aFaultNamesTheSeatOfItsPolicy() {
    Experiments experiment = new Experiments(opposites("left", "right", true));
    experiment.policy = PolicySharing.PER_AGENT;
    assertThatThrownBy(experiment::train)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("opposites, Mover right in arena 2: a reward beside the terms");
  }

  @Test
  void seatsThatWouldShareAFileAreRefused() {
    Experiments experiment = new Experiments(opposites("one 1", "one-1", false));
    experiment.policy = PolicySharing.PER_AGENT;
    assertThatThrownBy(experiment::train)
        .isInstanceOf(UserError.class)
        .hasMessage(
            "behaviors.Mover.policy is per_agent, but two seats would both have the policy"
                + " Mover/one-1: rename the seat 'one-1'");
    // and those that only some file systems tell apart
    experiment = new Experiments(opposites("One", "one", false));
    experiment.policy = PolicySharing.PER_AGENT;
    assertThatThrownBy(experiment::train).hasMessageEndingWith("rename the seat 'one'");
  }
}
