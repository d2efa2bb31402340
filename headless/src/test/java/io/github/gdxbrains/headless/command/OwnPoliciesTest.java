package io.github.gdxbrains.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in which every player of soccer learned on its own, from the command line. */
final class OwnPoliciesTest {
  private static final List<String> SEATS = List.of("blue-1", "blue-2", "orange-1", "orange-2");

  @TempDir static Path folder;

  private static Path run() {
    return folder.resolve("run");
  }

  @BeforeAll
  static void train() {
    Cli cli =
        Cli.run(
            "train",
            "soccer",
            "--steps",
            2048,
            "--threads",
            1,
            "--set",
            "env_settings.num_envs=4",
            "--set",
            "behaviors.Soccer.policy=per_agent",
            "--set",
            "behaviors.Soccer.network_settings.hidden_units=8",
            "--set",
            "behaviors.Soccer.hyperparameters.batch_size=128",
            "--set",
            "behaviors.Soccer.hyperparameters.buffer_size=128",
            "--set",
            "behaviors.Soccer.summary_freq=512",
            "--set",
            "environment_parameters.time_limit=3",
            "--set",
            "evaluation={episodes: 4, interval: 100000, interval_episodes: 2}",
            "--run",
            run());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.exit()).isZero();
    assertThat(cli.out()).contains("watch it: ./brains play soccer --brain " + run());
  }

  @Test
  void theRunHasABrainAndMetricsForEverySeat() throws IOException {
    String header = Files.readAllLines(run().resolve("metrics.csv")).get(0);
    for (String seat : SEATS) {
      assertThat(run().resolve("best-Soccer-" + seat + ".brain")).exists();
      assertThat(run().resolve("last-Soccer-" + seat + ".brain")).exists();
      assertThat(header).contains(",Soccer/" + seat + "/entropy,");
    }
    assertThat(run().resolve("config.yaml")).content().contains("policy: per_agent");
  }

  @Test
  void theRunIsEvaluatedAsAWhole() throws IOException {
    Path scores = folder.resolve("scores.json");
    Cli cli = Cli.run("evaluate", "soccer", "--brain", run(), "--episodes", 4, "--json", scores);
    assertThat(cli.err()).isEmpty();
    JsonNode node = new ObjectMapper().readTree(scores.toFile());
    assertThat(node.get("mean_ticks").asDouble()).as("arenas of the training").isLessThan(200);
    assertThat(Cli.run("evaluate", "soccer", "--brain", "random", "--opponent", run()).exit())
        .isZero();
  }

  @Test
  void inARolloutEverySeatActsByItsOwnBrain() throws IOException {
    List<String> whole = rollout(run());
    assertThat(whole).hasSize(SEATS.size());
    for (int seat = 0; seat < SEATS.size(); seat++) {
      // one file plays everybody: the first action of its own seat is that of the whole run
      List<String> single = rollout(run().resolve("best-Soccer-" + SEATS.get(seat) + ".brain"));
      assertThat(single.get(seat)).isEqualTo(whole.get(seat));
      assertThat(single).isNotEqualTo(whole);
    }
  }

  /** The first row of every seat. */
  private static List<String> rollout(Path brain) throws IOException {
    Path table = folder.resolve("rollout.csv");
    Cli cli = Cli.run("rollout", "soccer", "--brain", brain, "--episodes", 1, "--out", table);
    assertThat(cli.err()).isEmpty();
    return Files.readAllLines(table).stream()
        .filter(line -> line.startsWith("0,0,"))
        .map(line -> line.substring(0, line.lastIndexOf(",", line.length() - 5)))
        .sorted()
        .toList();
  }

  @Test
  void aSeatWithoutABrainIsNamed() {
    Cli cli = Cli.run("evaluate", "soccer", "--brain", run(), "--parameter", "players=3");
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo(
            "brains: "
                + run()
                + " has no brain for the seat 'blue 3': there is no best-Soccer-blue-3.brain"
                + System.lineSeparator());
  }

  @Test
  void aWrongWordForThePolicyGetsTheNearestRightOne() {
    Cli cli = Cli.run("train", "soccer", "--set", "behaviors.Soccer.policy=per_agnt");
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo(
            "brains: --set behaviors.Soccer.policy=per_agnt: behaviors.Soccer.policy is 'per_agnt',"
                + " did you mean 'per_agent'?"
                + System.lineSeparator());
  }
}
