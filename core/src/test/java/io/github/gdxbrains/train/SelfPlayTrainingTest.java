package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.MemorySettings;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.PolicySharing;
import io.github.gdxbrains.learner.SelfPlaySettings;
import io.github.gdxbrains.learner.dqn.DqnConfig;
import io.github.gdxbrains.learner.qlearning.QLearningConfig;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training by self-play: who learns, what is kept, and that a run goes on as if never stopped. */
final class SelfPlayTrainingTest {
  private static final int OPTIONS = 3;

  @TempDir private Path folder;

  /**
   * Each tick the team whose members chose the greater options gets 1 and the other loses 1; an
   * episode's length is drawn, so that arenas reset at different times.
   *
   * @param first behavior of the first team's members
   * @param second of the other's; the same in a symmetric game
   * @param members of each team
   */
  private static ToyGame bids(String first, String second, int members) {
    return bids(first, second, members, new AtomicInteger(Integer.MAX_VALUE));
  }

  /**
   * @param fuse ticks of all worlds until all rewards are infinite, once
   */
  private static ToyGame bids(String first, String second, int members, AtomicInteger fuse) {
    List<SeatSpec> seats = new ArrayList<>();
    Map<String, BehaviorSpec> behaviors = new TreeMap<>();
    for (int team = 0; team < 2; team++) {
      String name = team == 0 ? first : second;
      behaviors.put(
          name,
          new BehaviorSpec(
              name,
              ObservationSpace.of(ObservationStream.vector("seen", 2)),
              ActionSpace.discrete(OPTIONS)));
      for (int i = 0; i < members; i++) {
        seats.add(new SeatSpec("bidder " + team + " " + i, name, team));
      }
    }
    return new ToyGame(
        "bids",
        List.copyOf(behaviors.values()),
        seats,
        () ->
            new ToyGame.World() {
              private final int[] bids = new int[seats.size()];
              private final Agent[] agents = new Agent[seats.size()];
              private final float[] scores = new float[2];
              private int length;

              {
                for (int i = 0; i < bids.length; i++) {
                  int seat = i;
                  agents[i] =
                      seat(
                          Agent.builder(behaviors.get(seats.get(i).behavior()))
                              .sense(
                                  Sensor.vector(
                                      "seen", 2, (e, out) -> out.put(1, random.nextFloat())))
                              .act((e, action) -> bids[seat] = action.choice()));
                }
              }

              @Override
              protected void begin() {
                length = 3 + random.nextInt(6);
                scores[0] = 0;
                scores[1] = 0;
              }

              @Override
              protected void step() {
                float infinite = fuse.decrementAndGet() == 0 ? Float.POSITIVE_INFINITY : 0;
                int lead = 0;
                for (int i = 0; i < bids.length; i++) {
                  lead += seats.get(i).team() == 0 ? bids[i] : -bids[i];
                }
                for (int i = 0; i < bids.length; i++) {
                  int sign = Integer.signum(seats.get(i).team() == 0 ? lead : -lead);
                  agents[i].addReward(sign + infinite);
                }
                scores[0] += Math.max(0, Integer.signum(lead));
                scores[1] += Math.max(0, Integer.signum(-lead));
              }

              @Override
              public Ending ending() {
                return tick >= length ? Ending.TERMINATED : Ending.RUNNING;
              }

              @Override
              public float score(int team) {
                return scores[team];
              }
            });
  }

  private static Experiments experiment(ToyGame game) {
    Experiments experiment = new Experiments(game);
    experiment.selfPlay =
        Optional.of(
            Settings.with(
                SelfPlaySettings.DEFAULT,
                Map.of(
                    "save_steps", 200,
                    "team_change", 700,
                    "swap_steps", 100,
                    "window", 3,
                    "matchmaking", "pfsp")));
    return experiment;
  }

  private static Experiments learner(String trainer, ToyGame game) {
    Experiments experiment = experiment(game);
    experiment.trainer = trainer.equals("lstm") ? "ppo" : trainer;
    if (trainer.equals("lstm")) {
      experiment.network =
          new NetworkSettings(true, 16, 1, Activation.TANH)
              .withMemory(new MemorySettings(MemorySettings.Type.LSTM, 8, 4));
    }
    if (trainer.equals("q_learning")) {
      experiment.hyperparameters =
          Optional.of(
              Settings.with(
                  QLearningConfig.DEFAULT,
                  Map.of("streams", Map.of("seen", Map.of("low", 0, "high", 2)))));
    }
    if (trainer.equals("dqn")) {
      experiment.hyperparameters =
          Optional.of(
              Settings.with(
                  DqnConfig.DEFAULT,
                  Map.of(
                      "buffer_size", 1000,
                      "buffer_init_steps", 64,
                      "batch_size", 16,
                      "train_freq", 8,
                      "target_update_interval", 64)));
    }
    return experiment;
  }

  @ParameterizedTest
  @CsvSource({
    "ppo, Bid, Bid",
    "dqn, Bid, Bid",
    "q_learning, Bid, Bid",
    "lstm, Bid, Bid",
    "ppo, Bid, Offer"
  })
  void threadsAndInterruptionsChangeNoBit(String trainer, String first, String second) {
    ToyGame game = bids(first, second, 2);
    Experiments whole = learner(trainer, game).in(folder.resolve("whole"));
    RunSummary straight = whole.train();
    Experiments threads = learner(trainer, game);
    threads.threads = 2;
    RunSummary onTwo = threads.train();
    assertThat(onTwo.parametersSha256()).isEqualTo(straight.parametersSha256());
    assertThat(onTwo.elo()).isEqualTo(straight.elo());
    learner(trainer, game).in(folder.resolve("parts")).trainUntil(1024);
    Experiments resumed = learner(trainer, game).in(folder.resolve("parts"));
    RunSummary end = resumed.resume();
    assertThat(end.parametersSha256()).isEqualTo(straight.parametersSha256());
    assertThat(end.steps()).isEqualTo(straight.steps());
    assertThat(end.elo()).isEqualTo(straight.elo());
    assertThat(last(resumed.standings)).isEqualTo(last(whole.standings));
    assertThat(resumed.notices).isEmpty();
    assertThat(last(whole.standings).sides().get(0).matches()).isPositive();
    assertThat(last(whole.standings).sides().get(0).snapshots().size()).isGreaterThan(3);
  }

  private static LeagueTable last(List<LeagueTable> standings) {
    return standings.get(standings.size() - 1);
  }

  @Test
  void onlyOneTeamLearnsAtATime() {
    Experiments experiment = experiment(bids("Bid", "Bid", 2));
    RunSummary summary = experiment.train();
    // 4 arenas, 2 of 4 seats: 8 lanes of 32 decisions fill a buffer of 256
    assertThat(summary.updates()).isEqualTo(8);
    assertThat(summary.steps()).isEqualTo(2048);
    // 700 are reached with the third update of 256
    assertThat(experiment.standings).extracting(LeagueTable::learningTeam).contains(0, 1);
  }

  @Test
  void asymmetricSidesTakeTurnsAndHaveTheirOwnSnapshots() throws IOException {
    Experiments experiment = experiment(bids("Bid", "Offer", 1)).in(folder);
    experiment.policyMap = Map.of();
    RunSummary summary = experiment.train();
    assertThat(summary.elo().keySet()).containsExactlyInAnyOrder("Bid", "Offer");
    // what one wins the other loses, or its snapshot
    LeagueTable table = last(experiment.standings);
    double sum = 0;
    for (LeagueTable.Standing side : table.sides()) {
      assertThat(side.snapshots().size()).isGreaterThan(1);
      for (LeagueTable.Kept kept : side.snapshots()) {
        BrainFile file = BrainFile.read(folder.resolve("league").resolve(kept.brains().get(0)));
        assertThat(file.model().behavior().name()).isEqualTo(side.name());
        assertThat(file.provenance()).containsEntry("steps", Long.toString(kept.steps()));
      }
      assertThat(side.snapshots().stream().filter(LeagueTable.Kept::isInWindow).count())
          .isEqualTo(Math.min(3, side.snapshots().size()));
      sum += side.matches();
    }
    assertThat(sum).isPositive();
    assertThat(experiment.summaries.get(0).get("Bid/elo")).isFinite();
    assertThat(experiment.summaries.get(0).get("Offer/elo")).isFinite();
    float[] first = brain("league/snapshot-0000-Bid.brain");
    assertThat(brain("league/snapshot-0001-Bid.brain")).isNotEqualTo(first);
    assertThat(brain("last-Bid.brain")).isNotEqualTo(first);
    assertThat(brain("last-Offer.brain")).isNotEqualTo(brain("league/snapshot-0000-Offer.brain"));
  }

  private float[] brain(String file) {
    return BrainFile.read(folder.resolve(file)).model().parameters();
  }

  @Test
  void aRollbackTakesTheLeagueBackAndItsFilesAreThoseOfTheNewTry() {
    // 4 arenas make 128 ticks an update: the fourth of them, one after a snapshot, is faulty
    AtomicInteger fuse = new AtomicInteger(3 * 128 + 60);
    Experiments experiment = experiment(bids("Bid", "Bid", 2, fuse)).in(folder);
    experiment.checkpointInterval = 1024;
    experiment.train();
    assertThat(experiment.notices).hasSize(1);
    assertThat(experiment.notices.get(0)).contains("went back from step 768 to 0");
    List<LeagueTable.Kept> kept = last(experiment.standings).sides().get(0).snapshots();
    assertThat(kept.size()).isGreaterThan(4);
    for (LeagueTable.Kept snapshot : kept) {
      assertThat(
              BrainFile.read(folder.resolve("league").resolve(snapshot.brains().get(0)))
                  .provenance())
          .containsEntry("steps", Long.toString(snapshot.steps()));
    }
    assertThatCode(
            () -> Trainer.resume(experiment(bids("Bid", "Bid", 2)).in(folder).setup()).close())
        .doesNotThrowAnyException();
  }

  @Test
  @Tag("learning")
  void whoLearnsBeatsItsOwnPast() {
    Experiments experiment = experiment(bids("Bid", "Bid", 1));
    experiment.maxSteps = 16_384;
    RunSummary summary = experiment.train();
    double now = summary.elo().get("Bid").elo();
    LeagueTable.Kept first = last(experiment.standings).sides().get(0).snapshots().get(0);
    assertThat(now).isGreaterThan(1200);
    assertThat(first.rating().elo()).isLessThan(1200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHARED", "PER_TEAM", "PER_AGENT"})
  void everySharingOfPoliciesWorks(PolicySharing sharing) throws IOException {
    Experiments experiment = experiment(bids("Bid", "Bid", 2)).in(folder);
    experiment.policy = sharing;
    RunSummary summary = experiment.train();
    List<String> sides =
        switch (sharing) {
          case SHARED -> List.of("Bid");
          case PER_TEAM -> List.of("Bid/team-0", "Bid/team-1");
          case PER_AGENT ->
              List.of("Bid/bidder-0-0+Bid/bidder-0-1", "Bid/bidder-1-0+Bid/bidder-1-1");
        };
    assertThat(summary.elo().keySet()).containsExactlyInAnyOrderElementsOf(sides);
    try (Stream<Path> files = Files.list(folder.resolve("league"))) {
      assertThat(files.count()).isGreaterThan(3);
    }
  }

  @Test
  void aTeamNobodyLearnsInIsNoOpponentOfTheLeague() {
    Experiments experiment = experiment(bids("Bid", "Bid", 2));
    experiment.policyMap = Map.of("Bid/bidder-0-1", "random", "Bid/bidder-1-1", "random");
    assertThat(experiment.train().elo()).containsKey("Bid");
    experiment.policyMap = Map.of("Bid/team-1", "random");
    assertThatThrownBy(experiment::train)
        .isInstanceOf(UserError.class)
        .hasMessage("behaviors.Bid has self_play, but bids has no second team that learns");
  }

  @Test
  void policiesOfOneSideLearnByTheSameSelfPlayAndAllOfThemDo() {
    ToyGame game = bids("Bid", "Bid", 1);
    BehaviorSpec other =
        new BehaviorSpec(
            "Watch",
            ObservationSpace.of(ObservationStream.vector("seen", 2)),
            ActionSpace.discrete(OPTIONS));
    List<SeatSpec> seats = new ArrayList<>(game.seats());
    seats.add(new SeatSpec("watcher", "Watch", 0));
    ToyGame mixed =
        new ToyGame("mixed", List.of(game.behaviors().get(0), other), seats, game.worlds());
    Experiments experiment = experiment(mixed);
    Map<String, BehaviorConfig> configs = new TreeMap<>();
    configs.put("Bid", experiment.behavior());
    experiment.selfPlay = Optional.empty();
    configs.put("Watch", experiment.behavior());
    ExperimentConfig config =
        new ExperimentConfig(
            "mixed",
            configs,
            EnvSettings.DEFAULT,
            Map.of(),
            Map.of(),
            Map.of(),
            ExperimentConfig.EvaluationSettings.DEFAULT);
    assertThatThrownBy(() -> SelfPlays.check(config, configs, seats))
        .hasMessage("Watch lacks self_play, which Bid has");
    experiment.selfPlay = Optional.of(SelfPlaySettings.DEFAULT);
    configs.put("Watch", experiment.behavior());
    assertThatThrownBy(() -> SelfPlays.check(config, configs, seats))
        .hasMessage("Watch has another self_play than Bid, beside which it plays");
  }

  @Test
  void gamesOfOneTeamAreRefused() {
    Experiments experiment = new Experiments(new CartPole());
    experiment.selfPlay = Optional.of(SelfPlaySettings.DEFAULT);
    assertThatThrownBy(experiment::train)
        .isInstanceOf(UserError.class)
        .hasMessage(
            "behaviors.CartPole has self_play, but cartpole has no second team that learns");
  }

  @Test
  void aMissingOrDamagedSnapshotIsNamedAndNothingIsOverwritten() throws IOException {
    experiment(bids("Bid", "Bid", 1)).in(folder).trainUntil(1024);
    LeagueTable.Kept kept = newest(experiment(bids("Bid", "Bid", 1)).in(folder));
    Path file = folder.resolve("league").resolve(kept.brains().get(0));
    byte[] whole = Files.readAllBytes(file);
    Files.delete(file);
    Experiments resumed = experiment(bids("Bid", "Bid", 1)).in(folder);
    assertThatThrownBy(resumed::resume)
        .isInstanceOf(UserError.class)
        .hasMessage("cannot resume: the league's snapshot " + file + " is missing");
    assertThat(file).doesNotExist();
    byte[] damaged = whole.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);
    assertThatThrownBy(resumed::resume)
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("cannot resume: " + file);
    assertThat(file).hasBinaryContent(damaged);
    Files.copy(
        folder.resolve("league/snapshot-0000.brain"), file, StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(resumed::resume)
        .hasMessage("cannot resume: " + file + " is not the checkpoint's snapshot");
    Files.write(file, whole);
    assertThat(resumed.resume().steps()).isEqualTo(2048);
  }

  /**
   * The newest snapshot of a stopped run, as the run tells it when it goes on; it stops at once.
   */
  private static LeagueTable.Kept newest(Experiments experiment) {
    try (Trainer trainer = Trainer.resume(experiment.setup())) {
      trainer.run(() -> true);
    }
    List<LeagueTable.Kept> kept = experiment.standings.get(0).sides().get(0).snapshots();
    return kept.get(kept.size() - 1);
  }
}
