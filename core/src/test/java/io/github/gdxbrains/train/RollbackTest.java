package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.Schedule;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.rollout.ArenaFailure;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a run in which something gives numbers that are not finite, or throws. */
final class RollbackTest {
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Toy",
          ObservationSpace.of(
              ObservationStream.vector("eyes", 2), ObservationStream.vector("ears", 1)),
          ActionSpace.discrete(2));

  /** That of arena 2: the trainer makes one world before the arenas', to see its reward terms. */
  private static final int FAULTY_WORLD = 3;

  @TempDir private Path folder;

  /** Where a world goes wrong, in its 51st tick or at the end of the episode that begins there. */
  private enum Fault {
    OBSERVATION,
    FINAL_OBSERVATION,
    TERM,
    REWARD,
    EXCEPTION
  }

  /**
   * Two seats in each arena. One world goes wrong at its seat "second" for as long as there are
   * faults left. Episodes take 50 ticks, and an arena 64 ticks of each update.
   */
  private static Experiments experiment(Fault fault, int faults) {
    AtomicInteger made = new AtomicInteger();
    AtomicInteger left = new AtomicInteger(faults);
    ToyGame game =
        new ToyGame(
            "toy",
            List.of(BEHAVIOR),
            List.of(new SeatSpec("first", "Toy", 0), new SeatSpec("second", "Toy", 0)),
            () -> {
              int number = made.getAndIncrement();
              return new ToyGame.World() {
                private int ticks;
                private boolean isFaulty;
                private final Agent[] agents = {agent(false), agent(true)};

                private Agent agent(boolean second) {
                  return seat(
                      Agent.builder(BEHAVIOR)
                          .sense(
                              Sensor.vector(
                                  "eyes",
                                  2,
                                  (e, out) -> {
                                    out.put(tick / 50f);
                                    out.put(0.5f);
                                  }))
                          .sense(
                              Sensor.vector(
                                  "ears",
                                  1,
                                  (e, out) -> {
                                    boolean now =
                                        fault == Fault.OBSERVATION
                                            || fault == Fault.FINAL_OBSERVATION && tick == 50;
                                    out.put(isFaulty && second && now ? Float.NaN : 0.25f);
                                  }))
                          .reward(RewardTerm.of("calm", e -> 0.5), 1)
                          .reward(
                              RewardTerm.of(
                                  "loud",
                                  e ->
                                      isFaulty && second && fault == Fault.TERM
                                          ? Double.POSITIVE_INFINITY
                                          : 0.1),
                              2));
                }

                @Override
                protected void begin() {
                  if (isFaulty) {
                    left.decrementAndGet();
                    isFaulty = false;
                  }
                }

                @Override
                protected void step() {
                  boolean due = number == FAULTY_WORLD && ++ticks > 50;
                  if (due && tick == 1) {
                    ticks = 1;
                    isFaulty = left.get() > 0;
                  }
                  if (isFaulty && fault == Fault.REWARD) {
                    agents[1].addReward(Float.NaN);
                  }
                  if (isFaulty && fault == Fault.EXCEPTION) {
                    throw new IllegalStateException("deaf");
                  }
                }

                @Override
                public Ending ending() {
                  return tick == 50 ? Ending.TRUNCATED : Ending.RUNNING;
                }
              };
            });
    Experiments experiment = new Experiments(game);
    experiment.bufferSize = 512;
    experiment.maxSteps = 4096;
    experiment.checkpointInterval = 1024;
    experiment.evaluationInterval = 100_000;
    experiment.schedule = Schedule.CONSTANT;
    return experiment;
  }

  private static void expectOneRollback(Fault fault, String message) {
    Experiments experiment = experiment(fault, 1);
    RunSummary summary = experiment.train();
    assertThat(experiment.notices).hasSize(1);
    assertThat(experiment.notices.get(0)).startsWith(message).doesNotContain("\n");
    assertThat(summary.steps()).isGreaterThanOrEqualTo(4096);
    assertThat(summary.meanReturn()).isCloseTo(50 * 0.7, within(1e-3));
  }

  @Test
  void anObservationThatIsNotFiniteNamesItsSensor() {
    expectOneRollback(
        Fault.OBSERVATION,
        "toy, Toy second in arena 2: sensor ears gave a number that is not finite, after step ");
  }

  @Test
  void aFinalObservationThatIsNotFiniteNamesItsSensor() {
    expectOneRollback(
        Fault.FINAL_OBSERVATION,
        "toy, Toy second in arena 2: sensor ears gave a number that is not finite, after step ");
  }

  @Test
  void aRewardThatIsNotFiniteNamesItsTerm() {
    expectOneRollback(
        Fault.TERM,
        "toy, Toy second in arena 2: reward term loud gave a number that is not finite, after"
            + " step ");
  }

  @Test
  void aRewardBesideTheTermsIsSaidToBeSo() {
    expectOneRollback(
        Fault.REWARD,
        "toy, Toy second in arena 2: a reward beside the terms gave a number that is not finite,"
            + " after step ");
  }

  @Test
  void anArenaThatThrowsIsNoticedAndTheRunGoesOn() {
    Experiments experiment = experiment(Fault.EXCEPTION, 1);
    RunSummary summary = experiment.train();
    assertThat(experiment.notices).hasSize(1);
    assertThat(experiment.notices.get(0))
        .startsWith("rebuilt an arena, 1 so far: arena 2 of toy, episode ")
        .endsWith("java.lang.IllegalStateException: deaf");
    assertThat(summary.steps()).isGreaterThanOrEqualTo(4096);
  }

  private Experiments flawed() throws IOException {
    Path services = folder.resolve("META-INF/services");
    Files.createDirectories(services);
    Files.writeString(
        services.resolve(LearnerFactory.class.getName()), FlawedLearner.class.getName());
    Experiments experiment = new Experiments(new CartPole());
    experiment.loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    experiment.trainer = "flawed";
    experiment.schedule = Schedule.CONSTANT;
    experiment.checkpointInterval = 512; // every second update
    return experiment;
  }

  private static void expectRates(double... rates) {
    assertThat(FlawedLearner.LEARNING_RATES).hasSize(rates.length);
    for (int i = 0; i < rates.length; i++) {
      assertThat(FlawedLearner.LEARNING_RATES.get(i)).isCloseTo(rates[i], within(1e-8));
    }
  }

  @Test
  void infiniteParametersGoBackToTheLastCheckpointAndHalveTheLearningRate() throws IOException {
    FlawedLearner.reset(update -> update == 3);
    Experiments experiment = flawed();
    RunSummary summary = experiment.train();
    assertThat(experiment.notices)
        .containsExactly(
            "the parameters of cartpole's CartPole became infinite in update 4, at step 1024; went"
                + " back from step 1024 to 512 and halved the learning rate");
    // two of the first checkpoint, two lost, six with half the rate
    expectRates(1e-3, 1e-3, 1e-3, 1e-3, 5e-4, 5e-4, 5e-4, 5e-4, 5e-4, 5e-4);
    assertThat(summary.steps()).isEqualTo(2048);
    assertThat(summary.updates()).isEqualTo(8);
  }

  @Test
  void aSecondRollbackInARowHalvesAgainAndAThirdStops() throws IOException {
    FlawedLearner.reset(update -> update == 2 || update == 3);
    Experiments twice = flawed();
    twice.train();
    assertThat(twice.notices).hasSize(2);
    expectRates(1e-3, 1e-3, 1e-3, 5e-4, 2.5e-4, 2.5e-4, 2.5e-4, 2.5e-4, 2.5e-4, 2.5e-4);

    FlawedLearner.reset(update -> update >= 2);
    Experiments thrice = flawed();
    assertThatThrownBy(thrice::train)
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the parameters of cartpole's CartPole became infinite in update 3, at step 768;"
                + " stopped after 3 rollbacks in a row");
    assertThat(thrice.notices).hasSize(2);
  }

  @Test
  void rollbacksApartFromEachOtherDoNotStopARun() throws IOException {
    FlawedLearner.reset(update -> update == 2 || update == 6 || update == 9);
    Experiments experiment = flawed();
    assertThat(experiment.train().steps()).isEqualTo(2048);
    assertThat(experiment.notices).hasSize(3);
  }

  @Test
  void theEpisodesAfterARollbackAreOtherOnes() throws IOException {
    // else the same fault would come again: with the learning rate alone halved, the first rollout
    // after going back to the start would be that of a run without a fault
    FlawedLearner.reset(update -> false);
    Experiments whole = flawed();
    whole.maxSteps = 256;
    whole.train();
    FlawedLearner.reset(update -> update == 0);
    Experiments broken = flawed();
    broken.maxSteps = 256;
    broken.train();
    assertThat(broken.progress.get(0).steps()).isEqualTo(whole.progress.get(0).steps());
    assertThat(broken.progress.get(0).meanReturn())
        .isNotEqualTo(whole.progress.get(0).meanReturn());
  }

  @Test
  void aRunWithRollbacksResumesExactly() throws IOException {
    FlawedLearner.reset(update -> update == 1);
    Experiments straight = flawed();
    String expected = straight.train().parametersSha256();
    FlawedLearner.reset(update -> update == 1);
    Experiments half = flawed().in(folder.resolve("run"));
    half.trainUntil(1024);
    FlawedLearner.reset(update -> false);
    assertThat(flawed().in(folder.resolve("run")).resume().parametersSha256()).isEqualTo(expected);
  }

  @Test
  void arenasThatThrowInEveryOtherEpisodeStopTheRun() {
    AtomicInteger made = new AtomicInteger();
    ToyGame game =
        ToyGame.of(
            "fragile",
            BEHAVIOR,
            () -> {
              made.incrementAndGet();
              return new ToyGame.World() {
                private int episodes;

                {
                  seat(
                      Agent.builder(BEHAVIOR)
                          .sense(
                              Sensor.vector(
                                  "eyes",
                                  2,
                                  (e, out) -> {
                                    out.put(1);
                                    out.put(2);
                                  }))
                          .sense(Sensor.vector("ears", 1, (e, out) -> out.put(3))));
                }

                @Override
                protected void begin() {
                  episodes++;
                }

                @Override
                protected void step() {
                  if (tick == 4 && episodes % 2 == 0) {
                    throw new IllegalStateException("snap");
                  }
                }

                @Override
                public Ending ending() {
                  return tick == 5 ? Ending.TERMINATED : Ending.RUNNING;
                }
              };
            });
    Experiments experiment = new Experiments(game);
    assertThatThrownBy(experiment::train)
        .isInstanceOf(ArenaFailure.class)
        .hasMessageContaining(" arenas threw in ")
        .hasMessageContaining("the last was arena ")
        .hasMessageEndingWith("snap");
    assertThat(made.get()).isGreaterThan(10);
  }
}
