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
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VDN and QMIX in whole runs: the same bits, resumption, and what each can tell apart. */
final class QmixTrainingTest {
  @TempDir private Path folder;

  /** Members of two teams in a line of seats, who see numbers and choose one of so many options. */
  private abstract static class Teams extends ToyGame.World {
    final int[] chosen;
    final Agent[] agents;
    final AgentGroup[] groups = {new AgentGroup(), new AgentGroup()};

    Teams(BehaviorSpec behavior, int... teams) {
      chosen = new int[teams.length];
      agents = new Agent[teams.length];
      for (int i = 0; i < teams.length; i++) {
        int seat = i;
        agents[i] =
            seat(
                Agent.builder(behavior)
                    .sense(
                        Sensor.of(
                            behavior.observations().streams().get(0),
                            (e, out) -> {
                              for (int k = 0; k < 5; k++) {
                                out.put(seen(seat, k));
                              }
                            }))
                    .mask(
                        (e, action) -> {
                          if (behavior.masked() && tick % 3 == 1) {
                            action.forbid(0, seat % 2);
                          }
                        })
                    .act((e, action) -> chosen[seat] = action.choice()));
        groups[teams[i]].add(agents[i]);
      }
    }

    abstract float seen(int seat, int k);
  }

  private static BehaviorSpec behavior(boolean masked) {
    return new BehaviorSpec(
        "Member",
        ObservationSpace.of(ObservationStream.vector("x", 5)),
        ActionSpace.discrete(2),
        masked,
        1);
  }

  private static ToyGame game(
      int[] teams, boolean masked, java.util.function.Supplier<ToyGame.World> worlds) {
    List<SeatSpec> seats =
        IntStream.range(0, teams.length)
            .mapToObj(i -> new SeatSpec("m" + i, "Member", teams[i]))
            .toList();
    return new ToyGame("teams", List.of(behavior(masked)), seats, worlds);
  }

  /**
   * The two-step game of arXiv:1803.11485 section 5: in the first step the first member chooses
   * which matrix the second step's choices are paid by. One matrix pays the same for all.
   *
   * @param safe what the first matrix pays
   * @param row what the second pays for no, one and two members that choose option 1
   */
  private static ToyGame twoSteps(float safe, float... row) {
    BehaviorSpec behavior = behavior(false);
    return game(
        new int[] {0, 0},
        false,
        () ->
            new Teams(behavior, 0, 0) {
              private int matrix;

              @Override
              float seen(int seat, int k) {
                return k < 2 ? (k == seat ? 1 : 0) : k - 2 == (tick == 0 ? 0 : 1 + matrix) ? 1 : 0;
              }

              @Override
              protected void step() {
                if (tick == 1) {
                  matrix = chosen[0];
                } else {
                  groups[0].addReward(matrix == 0 ? safe : row[chosen[0] + chosen[1]]);
                }
              }

              @Override
              public Ending ending() {
                return tick == 2 ? Ending.TERMINATED : Ending.RUNNING;
              }
            });
  }

  /**
   * Teams of two and of one whose members may leave, masks, ends of both kinds, rewards by luck.
   */
  private static ToyGame luck() {
    BehaviorSpec behavior = behavior(true);
    int[] teams = {0, 1, 0};
    return game(
        teams,
        true,
        () ->
            new Teams(behavior, teams) {
              private final float[] luck = new float[5];
              private int length;
              private boolean isCutOff;

              @Override
              float seen(int seat, int k) {
                return luck[k] + seat;
              }

              @Override
              protected void begin() {
                for (Agent agent : agents) {
                  agent.activate();
                }
                isCutOff = random.nextInt(2) == 0;
                length = 3 + random.nextInt(6);
                draw();
              }

              @Override
              protected void step() {
                draw();
                for (int i = 0; i < agents.length; i++) {
                  agents[i].addReward(luck[i] * chosen[i]);
                  if (random.nextInt(8) == 0) {
                    agents[i].deactivate();
                  }
                }
                groups[0].addReward(luck[3]);
                groups[1].addReward(luck[4]);
              }

              @Override
              public Ending ending() {
                return tick < length
                    ? Ending.RUNNING
                    : isCutOff ? Ending.TRUNCATED : Ending.TERMINATED;
              }

              private void draw() {
                for (int k = 0; k < luck.length; k++) {
                  luck[k] = random.nextFloat(-1, 1);
                }
              }
            });
  }

  private static Experiments experiment(ToyGame game, String trainer, Map<String, ?> changes) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("buffer_size", 500);
    all.put("buffer_init_steps", 100);
    all.put("batch_size", 16);
    all.put("train_freq", 8);
    all.put("target_update_interval", 50);
    all.putAll(changes);
    Experiments experiment = new Experiments(game);
    experiment.trainer = trainer;
    Record defaults =
        new Learners(QmixTrainingTest.class.getClassLoader()).named(trainer).defaults();
    experiment.hyperparameters = Optional.of(Settings.with(defaults, all));
    experiment.maxSteps = 1536;
    return experiment;
  }

  @ParameterizedTest
  @ValueSource(strings = {"vdn", "qmix"})
  void threadsAndInterruptionsChangeNoBit(String trainer) {
    Map<String, ?> changes =
        trainer.equals("vdn")
            ? Map.of("tau", 0.1, "target_update_interval", 4)
            : Map.of("optimizer", "rmsprop", "mixing_embed_dim", 7);
    RunSummary straight = experiment(luck(), trainer, changes).train();
    Experiments threads = experiment(luck(), trainer, changes);
    threads.threads = 2;
    assertThat(threads.train().parametersSha256()).isEqualTo(straight.parametersSha256());
    Experiments half = experiment(luck(), trainer, changes).in(folder);
    int[] updates = {0};
    try (Trainer interrupted = new Trainer(half.setup())) {
      interrupted.run(() -> ++updates[0] == 3 * (256 / 12)); // at the third checkpoint
    }
    assertThat(folder.resolve("checkpoints")).isDirectoryContaining("glob:**.replay");
    Experiments resumed = experiment(luck(), trainer, changes).in(folder);
    RunSummary end = resumed.resume();
    assertThat(end.parametersSha256()).isEqualTo(straight.parametersSha256());
    assertThat(end.evaluation()).isEqualTo(straight.evaluation()).isPresent();
    assertThat(resumed.notices).isEmpty();
  }

  @Test
  void manyMomentsAreSharedOutAmongThreadsWithoutChangingABit() {
    Map<String, ?> changes = Map.of("batch_size", 150, "buffer_size", 2000);
    String first = "";
    for (int threads : new int[] {1, 2, 3}) {
      Experiments experiment = experiment(luck(), "qmix", changes);
      experiment.network = new NetworkSettings(false, 128, 2, Activation.RELU);
      experiment.maxSteps = 768;
      experiment.threads = threads;
      String hash = experiment.train().parametersSha256();
      assertThat(hash).isEqualTo(first.isEmpty() ? hash : first);
      first = hash;
    }
  }

  /** What the team gets in the end, having tried everything equally often, as in the paper. */
  private static double learned(String trainer, ToyGame game) {
    Map<String, Object> changes = new LinkedHashMap<>();
    changes.put("exploration_final_eps", 1);
    changes.put("learning_rate", 2e-3);
    changes.put("batch_size", 32);
    changes.put("target_update_interval", 200);
    Experiments experiment = experiment(game, trainer, changes);
    experiment.network = new NetworkSettings(false, 32, 1, Activation.RELU);
    experiment.maxSteps = 20_000;
    experiment.checkpointInterval = 20_000;
    experiment.evaluationInterval = 20_000;
    return experiment.train().evaluation().orElseThrow().meanReturn();
  }

  @Test
  @Tag("learning")
  void onlyAMixingNetworkSeesThatTwoTogetherAreWorthMoreThanTwiceOne() {
    // the sum's best fit of 0 1 / 1 8 is -1.5 2.5 / 2.5 6.5, and 7 is safe
    ToyGame game = twoSteps(7, 0, 1, 8);
    assertThat(learned("vdn", game)).isEqualTo(7);
    assertThat(learned("qmix", game)).isEqualTo(8);
  }

  @Test
  @Tag("learning")
  void whoLearnsAloneTakesTheOthersTriesForWhatTheyWillDoAndTeamsDoNot() {
    // to each alone option 1 is worth (3 + 6) / 2, and 5 is safe
    ToyGame game = twoSteps(5, 0, 3, 6);
    assertThat(learned("dqn", game)).isEqualTo(5);
    assertThat(learned("vdn", game)).isEqualTo(6);
    assertThat(learned("qmix", game)).isEqualTo(6);
  }
}
