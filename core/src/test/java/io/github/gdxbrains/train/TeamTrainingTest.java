package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentGroup;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.catalog.Learners;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.PolicySharing;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of the learners that credit whole teams, beside one that does not. */
final class TeamTrainingTest {
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Thief",
          ObservationSpace.of(ObservationStream.vector("gate", 3, 0, 1)),
          ActionSpace.discrete(3));
  private static final int THIEVES = 3;
  private static final int TICKS = 6;
  private static final int WAIT = 0;
  private static final int HOLD = 1;
  private static final int GO = 2;
  private static final float PRICE = 0.5f;

  @TempDir private Path folder;

  /**
   * Three stand at a closed gate, and one of them, who knows it, at its lever. Who holds the lever
   * stays behind, at a price of 1/2, and the gate is open for the others; who holds where there is
   * no lever pays as well. Who goes when the gate is open is through, and out of the episode.
   *
   * @param isShared whether everybody gets 1 for each who is through, those who are out too; else
   *     only who is through gets it
   */
  private static ToyGame gate(boolean isShared) {
    List<SeatSpec> seats =
        List.of(
            new SeatSpec("a", "Thief", 0),
            new SeatSpec("b", "Thief", 0),
            new SeatSpec("c", "Thief", 0));
    return new ToyGame("gate", List.of(BEHAVIOR), seats, () -> new Gate(isShared));
  }

  private static final class Gate extends ToyGame.World {
    private final Agent[] thieves = new Agent[THIEVES];
    private final int[] chosen = new int[THIEVES];
    private final AgentGroup group = new AgentGroup();
    private final boolean isShared;
    private int atLever;
    private boolean isOpen;

    Gate(boolean isShared) {
      this.isShared = isShared;
      for (int i = 0; i < THIEVES; i++) {
        int number = i;
        thieves[i] =
            seat(
                Agent.builder(BEHAVIOR)
                    .sense(
                        Sensor.of(
                            BEHAVIOR.observations().streams().get(0),
                            (e, out) -> {
                              out.put(number == atLever ? 1 : 0);
                              out.put(isOpen ? 1 : 0);
                              out.put((float) tick / TICKS);
                            }))
                    .act((e, action) -> chosen[number] = action.choice()));
        group.add(thieves[i]);
      }
    }

    @Override
    protected void begin() {
      atLever = random.nextInt(THIEVES);
      isOpen = false;
      for (int i = 0; i < THIEVES; i++) {
        thieves[i].activate();
        chosen[i] = WAIT;
      }
    }

    @Override
    protected void step() {
      boolean wasOpen = isOpen;
      for (int i = 0; i < THIEVES; i++) {
        if (!thieves[i].isActive()) {
          continue;
        }
        if (chosen[i] == HOLD) {
          thieves[i].addReward(-PRICE);
          thieves[i].deactivate();
          isOpen |= i == atLever;
        } else if (chosen[i] == GO && wasOpen) {
          thieves[i].deactivate();
          if (isShared) {
            group.addReward(1);
          } else {
            thieves[i].addReward(1);
          }
        }
      }
    }

    @Override
    public Ending ending() {
      boolean anyActive = false;
      for (Agent thief : thieves) {
        anyActive |= thief.isActive();
      }
      return tick == TICKS || !anyActive ? Ending.TERMINATED : Ending.RUNNING;
    }
  }

  private Experiments experiment(ToyGame game, String trainer) {
    Experiments experiment = new Experiments(game);
    experiment.trainer = trainer;
    experiment.arenas = 6;
    experiment.hyperparameters =
        Optional.of(
            Settings.with(
                new Learners(experiment.loader).named(trainer).defaults(),
                Map.of(
                    "batch_size", 64,
                    "buffer_size", 216,
                    "learning_rate", 1e-3,
                    "num_epoch", 2)));
    experiment.checkpointInterval = 216; // each rollout; those who leave make it shorter
    experiment.evaluationInterval = 1000;
    experiment.maxSteps = 2000;
    return experiment;
  }

  @ParameterizedTest
  @ValueSource(strings = {"mappo", "poca"})
  void threadsAndInterruptionsChangeNoBit(String trainer) {
    RunSummary straight = experiment(gate(true), trainer).train();
    Experiments threads = experiment(gate(true), trainer);
    threads.threads = 2;
    assertThat(threads.train().parametersSha256()).isEqualTo(straight.parametersSha256());
    experiment(gate(true), trainer).in(folder).trainUntil(1000);
    Experiments resumed = experiment(gate(true), trainer).in(folder);
    RunSummary end = resumed.resume();
    assertThat(end.parametersSha256()).isEqualTo(straight.parametersSha256());
    assertThat(end.steps()).isEqualTo(straight.steps());
    assertThat(end.evaluation()).isEqualTo(straight.evaluation()).isPresent();
    assertThat(resumed.notices).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mappo", "poca"})
  void agentsWithPoliciesOfTheirOwnAreTeamsOfOne(String trainer) {
    Experiments experiment = experiment(gate(false), trainer);
    experiment.policy = PolicySharing.PER_AGENT;
    RunSummary summary = experiment.train();
    assertThat(summary.steps()).isGreaterThanOrEqualTo(2000);
    assertThat(experiment.notices).isEmpty();
  }

  private double learn(ToyGame game, String trainer) {
    Experiments experiment = experiment(game, trainer);
    experiment.arenas = 16;
    experiment.network = new NetworkSettings(false, 16, 1, Activation.TANH);
    experiment.hyperparameters =
        Optional.of(
            Settings.with(
                new Learners(experiment.loader).named(trainer).defaults(),
                Map.of(
                    "batch_size", 128,
                    "buffer_size", 768,
                    "learning_rate", 5e-3,
                    "num_epoch", 4,
                    "epsilon_schedule", "constant")));
    experiment.maxSteps = 30_000;
    experiment.checkpointInterval = 1_000_000;
    experiment.evaluationInterval = 1_000_000;
    RunSummary summary = experiment.train();
    return summary.evaluation().orElseThrow().meanReturn();
  }

  @Test
  @Tag("learning")
  void nobodyStaysBehindForWhatOnlyTheOthersGet() {
    // the best for all three: (1 + 1 - 1/2) / 3; nobody pays: 0
    assertThat(learn(gate(false), "ppo")).isBetween(-0.01, 0.01);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mappo", "poca"})
  @Tag("learning")
  void oneStaysBehindForTheTeam(String trainer) {
    assertThat(learn(gate(false), trainer)).isGreaterThan(0.45);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mappo", "poca"})
  @Tag("learning")
  void whoIsOutIsCreditedWithWhatTheTeamGetsLater(String trainer) {
    // everybody gets 2, less the price of one
    assertThat(learn(gate(true), trainer)).isGreaterThan(2 - PRICE / 3 - 0.1);
  }
}
