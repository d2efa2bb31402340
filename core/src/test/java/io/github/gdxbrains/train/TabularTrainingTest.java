package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.game.frozenlake.FrozenLake;
import io.github.gdxbrains.game.frozenlake.FrozenLakeMdp;
import io.github.gdxbrains.game.mdp.Policy;
import io.github.gdxbrains.game.soccer.Soccer;
import io.github.gdxbrains.learner.MemorySettings;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.qlearning.QLearningConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tabular learners in whole runs: the same bits, resumption, and the frozen lake. */
final class TabularTrainingTest {
  private static final FrozenLakeMdp LAKE = new FrozenLakeMdp(false, true);

  @TempDir private Path folder;

  private static Experiments lake(Map<String, ?> changes) {
    Map<String, Object> all = new LinkedHashMap<>(changes);
    all.put("bins", 2);
    Experiments experiment = new Experiments(new FrozenLake());
    experiment.trainer = "q_learning";
    experiment.hyperparameters = Optional.of(Settings.with(QLearningConfig.DEFAULT, all));
    return experiment;
  }

  static Map<String, ?>[] options() {
    return new Map[] {
      Map.of(),
      Map.of("algorithm", "sarsa", "exploration", "boltzmann", "train_freq", 32),
      Map.of("algorithm", "expected_sarsa", "exploration", "ucb", "learning_rate_visits", 5),
      Map.of("buffer_size", 100, "replay_ratio", 2, "count_bonus", 0.1)
    };
  }

  @ParameterizedTest
  @MethodSource("options")
  void threadsAndInterruptionsChangeNoBit(Map<String, ?> changes) {
    RunSummary straight = lake(changes).train();
    Experiments threads = lake(changes);
    threads.threads = 2;
    assertThat(threads.train().parametersSha256()).isEqualTo(straight.parametersSha256());
    lake(changes).in(folder).trainUntil(768);
    Experiments resumed = lake(changes).in(folder);
    RunSummary end = resumed.resume();
    assertThat(end.parametersSha256()).isEqualTo(straight.parametersSha256());
    assertThat(end.evaluation()).isEqualTo(straight.evaluation()).isPresent();
    assertThat(resumed.notices).isEmpty();
  }

  /** What a brain always does in each cell. */
  private static Policy policy(Model model) {
    int cells = LAKE.map().size();
    AgentBatch batch = new AgentBatch(model.behavior(), cells, 0);
    int[] rows = new int[cells];
    for (int cell = 0; cell < cells; cell++) {
      batch.observations()[cell * cells + cell] = 1;
      rows[cell] = cell;
    }
    Brain brain = model.brain(cells);
    brain.decide(batch, rows, cells);
    return Policy.stationary(batch.choices());
  }

  /**
   * As {@code assets/configs/frozen-lake-q.yaml} has it. The probability that the greedy policy
   * reaches the goal within 100 steps is computed, not sampled; the best policy's is 0.744, that of
   * the best one that does not count its steps 0.740.
   */
  @Tag("learning")
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theSlipperyLakeIsCrossedAsOftenAsCanBe(long seed) {
    Experiments experiment =
        lake(
            Map.of(
                "learning_rate_schedule",
                "linear",
                "exploration_final_eps",
                0.1,
                "exploration_steps",
                50_000));
    experiment.in(folder);
    experiment.arenas = 8;
    experiment.seed = seed;
    experiment.maxSteps = 100_000;
    experiment.checkpointInterval = 100_000;
    experiment.evaluationInterval = 100_000;
    experiment.train();
    Model learned = BrainFile.read(folder.resolve("last.brain")).model();
    double best = LAKE.successProbability(LAKE.optimal(100), 100);
    assertThat(best).isCloseTo(0.74419, within(1e-5));
    assertThat(LAKE.successProbability(policy(learned), 100) / best).isGreaterThan(0.98);
  }

  @Test
  void aTableWithAMemoryIsRefusedInOneLine() {
    Experiments experiment = new Experiments(new FrozenLake());
    experiment.network = NetworkSettings.DEFAULT.withMemory(MemorySettings.DEFAULT);
    refuses(
        experiment,
        "network_settings.memory: a tabular learner has no network that could remember; leave it"
            + " out, or use ppo");
  }

  private static void refuses(Experiments experiment, String message) {
    experiment.trainer = "q_learning";
    experiment.hyperparameters = Optional.of(QLearningConfig.DEFAULT);
    assertThatThrownBy(experiment::train).isInstanceOf(UserError.class).hasMessage(message);
  }

  @Test
  void gamesThatATableCannotHoldAreRefusedInOneLine() {
    refuses(
        new Experiments(new Soccer()),
        "a tabular learner (q_learning) learns one choice of numbered options, but Soccer acts by"
            + " 3 choices at once: use ppo");
    refuses(
        new Experiments(new CartPole()),
        "the stream x_dot is not bounded, from -Infinity to Infinity: give streams.x_dot.low and"
            + " streams.x_dot.high, or use a learner with a network, such as ppo");
  }
}
