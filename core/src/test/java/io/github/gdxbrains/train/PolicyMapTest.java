package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.catalog.PolicyMap;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.game.soccer.Soccer;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.PolicySharing;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learned, trained and scripted brains in one match; policies of teams. */
final class PolicyMapTest {
  private static final BehaviorSpec KEEPER =
      new BehaviorSpec(
          "Keeper",
          ObservationSpace.of(ObservationStream.vector("ball", 1)),
          ActionSpace.discrete(2));
  private static final BehaviorSpec STRIKER =
      new BehaviorSpec(
          "Striker",
          ObservationSpace.of(ObservationStream.vector("field", 3)),
          ActionSpace.continuous(2));
  private static final List<SeatSpec> SEATS =
      List.of(
          new SeatSpec("keeper 0", "Keeper", 0),
          new SeatSpec("striker 0", "Striker", 0),
          new SeatSpec("keeper 1", "Keeper", 1),
          new SeatSpec("striker 1", "Striker", 1));
  private static final int TICKS = 8;

  @TempDir private Path folder;

  /**
   * Two teams of a keeper and a striker, who see and do different things. A keeper gets 1 for its
   * option 1, a striker its first number.
   */
  private static ToyGame mixed() {
    return new ToyGame(
        "mixed",
        List.of(KEEPER, STRIKER),
        SEATS,
        () ->
            new ToyGame.World() {
              private final float[] done = new float[4];
              private final Agent[] agents = new Agent[4];

              {
                for (int i = 0; i < 4; i += 2) {
                  int keeper = i;
                  agents[keeper] =
                      seat(
                          Agent.builder(KEEPER)
                              .sense(Sensor.vector("ball", 1, (e, out) -> out.put(1)))
                              .act((e, action) -> done[keeper] = action.choice()));
                  agents[keeper + 1] =
                      seat(
                          Agent.builder(STRIKER)
                              .sense(
                                  Sensor.vector(
                                      "field", 3, (e, out) -> out.put(new float[] {1, 2, 3})))
                              .act((e, action) -> done[keeper + 1] = action.number(0)));
                }
              }

              @Override
              protected void step() {
                for (int seat = 0; seat < 4; seat++) {
                  agents[seat].addReward(done[seat]);
                }
              }

              @Override
              public Ending ending() {
                return tick == TICKS ? Ending.TERMINATED : Ending.RUNNING;
              }

              @Override
              public float score(int team) {
                return done[2 * team] + done[2 * team + 1];
              }
            });
  }

  @Test
  void theMostSpecificNameCounts() {
    PolicyMap map =
        new PolicyMap(
            Map.of("Keeper", "random", "Keeper/team-1", "a.brain", "Keeper/keeper-1", "learner"));
    assertThat(map.player(SEATS.get(0))).isEqualTo("random");
    assertThat(map.player(new SeatSpec("other", "Keeper", 1))).isEqualTo("a.brain");
    assertThat(map.learns(SEATS.get(2))).isTrue();
    assertThat(map.learns(SEATS.get(1))).isTrue();
    assertThat(map.company(SEATS)).containsExactly(SEATS.get(0));
  }

  @Test
  void aTeamOnWhichNobodyLearnsIsNobodysCompany() {
    PolicyMap map = new PolicyMap(Map.of("Keeper", "random", "Striker/team-1", "scripted"));
    assertThat(map.company(SEATS)).containsExactly(SEATS.get(0));
  }

  @Test
  void behaviorsWithDifferentSpacesLearnInOneTeam() {
    Experiments experiment = new Experiments(mixed()).in(folder);
    experiment.train();
    assertThat(folder.resolve("best-Keeper.brain")).exists();
    assertThat(folder.resolve("best-Striker.brain")).exists();
    Metrics row = experiment.summaries.get(0);
    assertThat(row.get("Keeper/entropy")).isPositive();
    assertThat(row.get("Striker/entropy")).isFinite();
  }

  @Test
  void everyTeamLearnsAPolicyOfItsOwn() {
    Experiments experiment = new Experiments(mixed()).in(folder);
    experiment.policy = PolicySharing.PER_TEAM;
    experiment.train();
    List<float[]> parameters = new ArrayList<>();
    for (String policy : List.of("Keeper-team-0", "Keeper-team-1")) {
      BrainFile file = BrainFile.read(folder.resolve("best-" + policy + ".brain"));
      assertThat(file.provenance()).containsEntry("policy", policy.replaceFirst("-", "/"));
      parameters.add(file.model().parameters());
    }
    assertThat(parameters.get(0)).isNotEqualTo(parameters.get(1));
    assertThat(Brains.seated(folder.toString(), mixed().setup(), Backends.best(), true).keySet())
        .containsExactly("Keeper/team-0", "Keeper/team-1", "Striker/team-0", "Striker/team-1");
  }

  @Test
  void aTeamsPolicyLearnsFromItsTwoPlayersAlike() {
    List<String> hashes = new ArrayList<>();
    for (int threads : new int[] {1, 2}) {
      Experiments experiment = new Experiments(new Soccer()).in(folder.resolve("" + threads));
      experiment.policy = PolicySharing.PER_TEAM;
      experiment.threads = threads;
      experiment.maxSteps = 1024;
      RunSummary summary = experiment.train();
      // 256 of each of two policies in an update
      assertThat(summary.updates()).isEqualTo(2);
      hashes.add(summary.parametersSha256());
    }
    assertThat(hashes.get(1)).isEqualTo(hashes.get(0));
    assertThat(folder.resolve("1/best-Soccer-team-0.brain")).exists();
    assertThat(folder.resolve("1/best-Soccer-team-1.brain")).exists();
  }

  @Test
  void behaviorsThatOthersPlayNeedNoLearner() throws IOException {
    Experiments experiment = new Experiments(mixed()).in(folder);
    experiment.policyMap = Map.of("Striker", "random");
    experiment.missingBehaviors = List.of("Striker");
    RunSummary summary = experiment.train();
    assertThat(summary.trainer()).isEqualTo("ppo");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("best.brain", "last.brain", "checkpoints");
    }
    // the strikers' returns, which may be negative, do not count
    assertThat(summary.meanReturn()).isBetween(0.0, (double) TICKS);
    // both teams have a keeper that learned: the evaluation is played from both sides
    Map<String, BrainSource> brains =
        Brains.seated(folder.toString(), mixed().setup(), Backends.best(), true);
    assertThat(brains.keySet()).containsExactly("Keeper", "Striker/striker-0", "Striker/striker-1");
  }

  private Experiments match(Path trained) {
    Experiments experiment = new Experiments(new Soccer());
    experiment.policyMap = Map.of("Soccer/blue-2", trained.toString(), "Soccer/team-1", "scripted");
    return experiment;
  }

  @Test
  void aTrainedAScriptedAndALearningBrainPlayInOneMatch() {
    Experiments first = new Experiments(new Soccer()).in(folder.resolve("trained"));
    first.maxSteps = 512;
    first.train();
    Path trained = folder.resolve("trained/best.brain");
    Path run = folder.resolve("run");

    Experiments straight = match(trained).in(run);
    RunSummary whole = straight.train();

    // goals make a few shorter transitions; all four players would make 8192
    assertThat(whole.updates()).isEqualTo(8);
    assertThat(whole.steps()).as("of blue 1 alone").isBetween(2048L, 2200L);
    Experiments threads = match(trained);
    threads.threads = 2;
    assertThat(threads.train().parametersSha256()).isEqualTo(whole.parametersSha256());
    match(trained).in(folder.resolve("again")).trainUntil(1024);
    Experiments resumed = match(trained).in(folder.resolve("again"));
    assertThat(resumed.resume().parametersSha256()).isEqualTo(whole.parametersSha256());
    assertThat(resumed.notices).isEmpty();
    Experiments other = match(trained);
    other.policyMap = Map.of("Soccer/blue-2", "random", "Soccer/team-1", "scripted");
    assertThat(other.train().parametersSha256()).isNotEqualTo(whole.parametersSha256());

    // wherever the run plays, blue 2 is at its side
    ArenaSetup arenas = ArenaSetup.of(straight.game, Parameters.defaults(straight.game));
    assertThat(Brains.seated(run.toString(), arenas, Backends.best(), true).keySet())
        .containsExactly("Soccer", "Soccer/blue-2");
  }

  @Test
  void aBrainOfOneTeamIsEvaluatedOnThatTeam() {
    ToyGame game = mixed();
    BrainSource still = capacity -> (batch, rows, count) -> {};
    Evaluator.Contestant second =
        new Evaluator.Contestant(
            "second", Map.of("Keeper/team-1", always(1), "Striker/team-1", still));
    Evaluator.Contestant first =
        new Evaluator.Contestant(
            "first", Map.of("Keeper/team-0", always(0), "Striker/team-0", still));
    Evaluation evaluation =
        Evaluator.evaluate(game.setup(), second, first, 10, 1, true, Workers.single());
    Evaluation again =
        Evaluator.evaluate(game.setup(), first, second, 10, 1, true, Workers.single());
    // the second's keeper gets 1 a tick, the first's nothing; a team has two members
    assertThat(evaluation.meanReturn()).isEqualTo(TICKS / 2.0);
    assertThat(again.meanReturn()).isZero();
    assertThat(evaluation.wins()).isEqualTo(10);
    assertThat(again.losses()).isEqualTo(10);
    assertThatThrownBy(
            () -> Evaluator.evaluate(game.setup(), second, second, 10, 1, true, Workers.single()))
        .isInstanceOf(UserError.class)
        .hasMessage("second has no brain for the seat 'keeper 0'");
  }

  private static BrainSource always(int choice) {
    return capacity ->
        (batch, rows, count) -> {
          for (int i = 0; i < count; i++) {
            batch.choices()[rows[i]] = choice;
          }
        };
  }

  @Test
  void aBrainWithMoreNumbersThanTheLearnersColumnsDisturbsNobody() {
    Experiments first = new Experiments(mixed()).in(folder.resolve("trained"));
    first.maxSteps = 512;
    first.train();
    // a striker writes 4 columns where there is room for them; the keepers' learner has 2
    Experiments experiment = new Experiments(mixed());
    experiment.missingBehaviors = List.of("Striker");
    experiment.policyMap =
        Map.of("Striker", folder.resolve("trained/best-Striker.brain").toString());
    String alone = experiment.train().parametersSha256();
    Experiments withRandom = new Experiments(mixed());
    withRandom.missingBehaviors = List.of("Striker");
    withRandom.policyMap = Map.of("Striker", "random");
    // what keepers see and get does not depend on the strikers
    assertThat(withRandom.train().parametersSha256()).isEqualTo(alone);
  }
}
