package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentGroup;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.catalog.Extensions;
import io.github.gdxbrains.catalog.Learners;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.game.soccer.Soccer;
import io.github.gdxbrains.learner.CommunicationSettings;
import io.github.gdxbrains.learner.dqn.DqnConfig;
import io.github.gdxbrains.learner.ppo.Ppo;
import io.github.gdxbrains.learner.qlearning.QLearningConfig;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents that tell their team mates something, in training and afterwards. */
final class CommunicationTest {
  private static final int TICKS = 4;

  private static final BehaviorSpec SEER =
      new BehaviorSpec(
          "Seer", ObservationSpace.of(ObservationStream.vector("cue", 1)), ActionSpace.discrete(2));
  private static final BehaviorSpec DOER =
      new BehaviorSpec(
          "Doer",
          ObservationSpace.of(ObservationStream.vector("nothing", 1)),
          ActionSpace.discrete(2));

  @TempDir private Path folder;

  /**
   * One agent sees which of two options is right, another must choose it, and both get 1 for each
   * tick of four in which it did. At the first of them nothing can have been said yet.
   */
  private static ToyGame cue() {
    return new ToyGame(
        "cue",
        List.of(SEER, DOER),
        List.of(new SeatSpec("seer", "Seer", 0), new SeatSpec("doer", "Doer", 0)),
        () ->
            new ToyGame.World() {
              private final AgentGroup team = new AgentGroup();
              private int right;
              private int chosen;

              {
                team.add(
                    seat(
                        Agent.builder(SEER)
                            .sense(Sensor.vector("cue", 1, (e, out) -> out.put(2 * right - 1)))));
                team.add(
                    seat(
                        Agent.builder(DOER)
                            .sense(Sensor.vector("nothing", 1, (e, out) -> out.put(1)))
                            .act((e, action) -> chosen = action.choice())));
              }

              @Override
              protected void begin() {
                right = random.nextInt(2);
              }

              @Override
              protected void step() {
                team.addReward(chosen == right ? 1 : 0);
              }

              @Override
              public Ending ending() {
                return tick == TICKS ? Ending.TERMINATED : Ending.RUNNING;
              }
            });
  }

  private static Experiments soccer(int messageSize) {
    Experiments experiment = new Experiments(new Soccer());
    experiment.messageSize = messageSize;
    experiment.arenas = 2;
    experiment.maxSteps = 1024;
    experiment.intervalEpisodes = 1;
    return experiment;
  }

  @Test
  @Tag("learning")
  void whoIsToldTheCueActsOnIt() {
    Experiments talking = new Experiments(cue()).in(folder);
    talking.messageSize = 1;
    Experiments mute = new Experiments(cue());
    for (Experiments experiment : List.of(talking, mute)) {
      experiment.arenas = 32;
      experiment.batchSize = 128;
      experiment.bufferSize = 1024;
      experiment.epochs = 4;
      experiment.maxSteps = 65_536;
      experiment.evaluationInterval = 1_000_000;
    }
    talking.episodes = 400;
    mute.episodes = 400;
    // the first choice is a guess; the three after it are known, or guesses as well
    double told = talking.train().evaluation().orElseThrow().meanReturn();
    assertThat(told).isCloseTo(3.5, within(0.15));
    assertThat(mute.train().evaluation().orElseThrow().meanReturn()).isCloseTo(2, within(0.25));

    // the brain files fit arenas with messages, and play as well in them
    ArenaSetup arenas = fitting(folder.toString(), talking);
    Evaluator.Contestant run =
        new Evaluator.Contestant(
            "run", Brains.seated(folder.toString(), arenas, Backends.best(), true));
    assertThat(Evaluator.evaluate(arenas, run, run, 400, 9, true, Workers.single()).meanReturn())
        .isCloseTo(3.5, within(0.15));
  }

  private static ArenaSetup fitting(String brain, Experiments experiment) {
    Collection<BehaviorSpec> trained = new ArrayList<>();
    for (BrainFile file : Brains.files(brain, experiment.game)) {
      trained.add(file.model().behavior());
    }
    return Arenas.fitting(
        trained,
        experiment.game,
        Parameters.defaults(experiment.game),
        new Extensions(experiment.loader));
  }

  private static Experiments soccer(int messageSize, String trainer) {
    Experiments experiment = soccer(messageSize);
    experiment.trainer = trainer;
    experiment.hyperparameters =
        Optional.of(
            Settings.with(
                new Learners(experiment.loader).named(trainer).defaults(),
                Map.of("batch_size", 64, "buffer_size", 256)));
    return experiment;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ppo", "mappo", "poca"})
  void threadsAndInterruptionsChangeNoBit(String trainer) {
    RunSummary straight = soccer(3, trainer).train();
    assertThat(straight.parametersSha256())
        .isNotEqualTo(soccer(0, trainer).train().parametersSha256());
    Experiments threads = soccer(3, trainer);
    threads.threads = 2;
    assertThat(threads.train().parametersSha256()).isEqualTo(straight.parametersSha256());
    soccer(3, trainer).in(folder).trainUntil(512);
    Experiments resumed = soccer(3, trainer).in(folder);
    RunSummary end = resumed.resume();
    assertThat(end.parametersSha256()).isEqualTo(straight.parametersSha256());
    assertThat(end.evaluation()).isEqualTo(straight.evaluation()).isPresent();
    assertThat(resumed.notices).isEmpty();
  }

  @Test
  void aBrainFileTellsWhichArenasItNeeds() {
    Experiments experiment = soccer(3).in(folder);
    experiment.train();
    String brain = folder.resolve("best.brain").toString();
    Soccer game = new Soccer();
    BehaviorSpec own = game.behaviors(Parameters.defaults(game)).get(0);
    BehaviorSpec trained = BrainFile.read(folder.resolve("best.brain")).model().behavior();
    assertThat(trained)
        .isEqualTo(own.extended(List.of(ObservationStream.vector("messages", 3, -1, 1)), 3));
    ArenaSetup arenas = fitting(brain, experiment);
    assertThat(arenas.messageSizes()).isEqualTo(Map.of("Soccer", 3));
    assertThat(arenas.behaviors()).containsExactly(trained);
    assertThat(Brains.seated(brain, arenas, Backends.best(), true)).containsOnlyKeys("Soccer");
    // arenas of the game alone are not enough, and a brain without messages needs no more
    ArenaSetup plain = ArenaSetup.of(game, Parameters.defaults(game));
    assertThatThrownBy(() -> Brains.seated(brain, plain, Backends.best(), true))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("messages[3]");
    assertThat(fitting("random", experiment).behaviors()).isEqualTo(plain.behaviors());
  }

  @Test
  void learnersOfOptionsAloneRefuse() {
    for (String trainer : List.of("dqn", "q_learning")) {
      Experiments experiment = new Experiments(cue());
      experiment.messageSize = 1;
      experiment.trainer = trainer;
      experiment.hyperparameters =
          Optional.of(trainer.equals("dqn") ? DqnConfig.DEFAULT : QLearningConfig.DEFAULT);
      assertThatThrownBy(experiment::train)
          .isInstanceOf(UserError.class)
          .hasMessage(
              "behaviors.Seer.communication: a message is of numbers, but "
                  + trainer
                  + " chooses among options: leave it out, or use trainer_type: ppo");
    }
  }

  @Test
  void whoHasNoTeamMatesOrNoArenaIsRefused() {
    Experiments experiment = soccer(2);
    assertThatThrownBy(
            () ->
                Arenas.fitting(
                    List.of(
                        Arenas.setup(
                                experiment.setup().config(),
                                experiment.game,
                                new Extensions(experiment.loader))
                            .behaviors()
                            .get(0)),
                    experiment.game,
                    Parameters.of(experiment.game, Map.of("players", 1f)),
                    new Extensions(experiment.loader)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "behaviors.Soccer.communication: Soccer has nobody to talk to: its agents have no team"
                + " mates with messages of 2 numbers");
    assertThatThrownBy(() -> LiveLearner.builder(SEER).learner(new Ppo(), experiment.behavior()))
        .hasMessage("communication: only agents of arenas have team mates");
    assertThatThrownBy(() -> new CommunicationSettings(0))
        .hasMessage("message_size is 0, but must be within [1, 1024]");
  }
}
