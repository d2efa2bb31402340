package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.learner.MemorySettings;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.VisualEncoder;
import io.github.gdxbrains.learner.dqn.DqnConfig;
import io.github.gdxbrains.nn.Activation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DQN and its options in whole runs: the same bits, resumption, and cartpole. */
final class DqnTrainingTest {
  @TempDir private Path folder;

  private static Experiments cartPole(Map<String, ?> changes) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("buffer_size", 600);
    all.put("buffer_init_steps", 100);
    all.put("batch_size", 16);
    all.put("train_freq", 8);
    all.put("target_update_interval", 50);
    all.putAll(changes);
    Experiments experiment = new Experiments(new CartPole());
    experiment.trainer = "dqn";
    experiment.hyperparameters = Optional.of(Settings.with(DqnConfig.DEFAULT, all));
    experiment.maxSteps = 1536;
    return experiment;
  }

  private static Map<String, Object> counting(Map<String, ?> changes) {
    Map<String, Object> all = new LinkedHashMap<>(changes);
    Map<String, ?> bounds = Map.of("low", -3, "high", 3);
    all.put("count_bonus", 0.5);
    all.put("bins", 6);
    all.put("streams", Map.of("x_dot", bounds, "theta_dot", bounds));
    return all;
  }

  static Stream<Map<String, ?>> options() {
    return Stream.of(
        Map.of(),
        Map.of("double_q", false, "loss", "squared", "tau", 0.1, "target_update_interval", 4),
        Map.of("dueling", true, "n_step", 3, "exploration", "boltzmann"),
        Map.of("prioritized_replay", true, "optimizer", "rmsprop"),
        Map.of("noisy_networks", true),
        Map.of("distribution", "categorical", "atoms", 11, "v_min", 0, "v_max", 50),
        Map.of("distribution", "quantile", "atoms", 5, "dueling", true),
        counting(Map.of("n_step", 3, "count_bonus_of", "state")),
        Map.of(
            "dueling",
            true,
            "n_step",
            3,
            "prioritized_replay",
            true,
            "noisy_networks",
            true,
            "distribution",
            "categorical",
            "atoms",
            11));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void memoriesTooAreTheSameAfterAnInterruption(boolean prioritized) {
    Map<String, ?> changes =
        counting(Map.of("n_step", 2, "prioritized_replay", prioritized, "batch_size", 32));
    NetworkSettings remembers =
        new NetworkSettings(
            true,
            16,
            1,
            Activation.TANH,
            VisualEncoder.SIMPLE,
            Optional.of(new MemorySettings(MemorySettings.Type.LSTM, 8, 5)));
    Experiments straight = cartPole(changes);
    straight.network = remembers;
    RunSummary expected = straight.train();
    Experiments threads = cartPole(changes);
    threads.network = remembers;
    threads.threads = 2;
    assertThat(threads.train().parametersSha256()).isEqualTo(expected.parametersSha256());
    Experiments half = cartPole(changes).in(folder);
    half.network = remembers;
    half.trainUntil(768);
    Experiments resumed = cartPole(changes).in(folder);
    resumed.network = remembers;
    assertThat(resumed.resume().parametersSha256()).isEqualTo(expected.parametersSha256());
  }

  @ParameterizedTest
  @MethodSource("options")
  void threadsAndInterruptionsChangeNoBit(Map<String, ?> changes) {
    RunSummary straight = cartPole(changes).train();
    Experiments threads = cartPole(changes);
    threads.threads = 2;
    assertThat(threads.train().parametersSha256()).isEqualTo(straight.parametersSha256());
    cartPole(changes).in(folder).trainUntil(768);
    Experiments resumed = cartPole(changes).in(folder);
    RunSummary end = resumed.resume();
    assertThat(end.parametersSha256()).isEqualTo(straight.parametersSha256());
    assertThat(end.evaluation()).isEqualTo(straight.evaluation()).isPresent();
    assertThat(resumed.notices).isEmpty();
  }

  @Test
  void manyRowsAreSharedOutAmongThreadsWithoutChangingABit() {
    Map<String, ?> changes = Map.of("batch_size", 250, "buffer_size", 2000);
    String first = "";
    for (int threads : new int[] {1, 2, 3}) {
      Experiments experiment = cartPole(changes);
      experiment.network = new NetworkSettings(false, 160, 2, Activation.RELU);
      experiment.maxSteps = 512;
      experiment.threads = threads;
      String hash = experiment.train().parametersSha256();
      assertThat(hash).isEqualTo(first.isEmpty() ? hash : first);
      first = hash;
    }
  }

  @Test
  void aRunThatCountedDoesNotGoOnWithoutItsCounts() {
    cartPole(counting(Map.of())).in(folder).trainUntil(768);
    assertThatThrownBy(() -> cartPole(Map.of()).in(folder).resume())
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("cannot resume: the checkpoint's network for CartPole is ")
        .hasMessageContaining(" with count_bonus, the experiment's ");
    Map<String, Object> finer = counting(Map.of());
    finer.put("bins", 7);
    assertThatThrownBy(() -> cartPole(finer).in(folder).resume())
        .isInstanceOf(UserError.class)
        .hasMessage("cannot resume: bins or streams of CartPole are not those of the checkpoint");
  }

  @Test
  void onlyTheNewestCheckpointHasAReplayBuffer() throws IOException {
    cartPole(Map.of()).in(folder).train();
    try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "000000001024.checkpoint",
              "000000001280.checkpoint",
              "000000001536.checkpoint",
              "000000001536.replay");
    }
  }

  @Test
  void aRunWithoutItsReplayBufferSaysThatItIsNotExact() throws IOException {
    Map<String, ?> forgets = Map.of("save_replay_buffer", false);
    cartPole(forgets).in(folder).trainUntil(768);
    assertThat(folder.resolve("checkpoints/000000000768.replay")).doesNotExist();
    Experiments resumed = cartPole(forgets).in(folder);
    assertThat(resumed.resume().steps()).isEqualTo(1536);
    assertThat(resumed.notices)
        .containsExactly(
            "save_replay_buffer is off: the run goes on with an empty replay buffer, not exactly as"
                + " if it had never stopped");
  }

  @Test
  void aDamagedReplayBufferIsNotRead() throws IOException {
    cartPole(Map.of()).in(folder).trainUntil(768);
    Path file = folder.resolve("checkpoints/000000000768.replay");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Experiments resumed = cartPole(Map.of()).in(folder);
    assertThat(resumed.resume().steps()).isEqualTo(1536);
    assertThat(resumed.notices)
        .containsExactly(
            "the replay buffer of 000000000768.checkpoint is missing: the run goes on with an empty"
                + " replay buffer, not exactly as if it had never stopped");
  }

  @Test
  @Tag("learning")
  void cartPoleIsSolvedWithinAHundredThousandSteps() {
    Experiments experiment =
        cartPole(
            Map.of(
                "batch_size", 64,
                "buffer_size", 50_000,
                "buffer_init_steps", 1_000,
                "train_freq", 4,
                "target_update_interval", 500));
    experiment.arenas = 1;
    experiment.network = new NetworkSettings(false, 64, 2, Activation.RELU);
    experiment.maxSteps = 100_000;
    experiment.checkpointInterval = 100_000;
    experiment.evaluationInterval = 10_000;
    experiment.intervalEpisodes = 50;
    experiment.seed = 1;
    assertThat(experiment.train().evaluation().orElseThrow().meanReturn()).isGreaterThan(475);
  }
}
