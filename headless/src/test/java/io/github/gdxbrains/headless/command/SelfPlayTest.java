package io.github.gdxbrains.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of self-play leaves in its folder, and how it goes on. */
final class SelfPlayTest {
  @TempDir private Path folder;

  private Path run() {
    return folder.resolve("run");
  }

  private Cli train(int steps) {
    return Cli.run(
        "train",
        "soccer",
        "--steps",
        steps,
        "--threads",
        1,
        "--set",
        "env_settings.num_envs=4",
        "--set",
        "behaviors.Soccer.self_play={save_steps: 400, swap_steps: 200, matchmaking: pfsp}",
        "--set",
        "behaviors.Soccer.network_settings.hidden_units=8",
        "--set",
        "behaviors.Soccer.hyperparameters.batch_size=128",
        "--set",
        "behaviors.Soccer.hyperparameters.buffer_size=256",
        "--set",
        "behaviors.Soccer.summary_freq=512",
        "--set",
        "environment_parameters.time_limit=1",
        "--set",
        "evaluation={episodes: 4, interval: 100000, interval_episodes: 2}",
        "--run",
        run());
  }

  @Test
  void aRunLeavesItsLeagueAndDoesNotGoOnWithoutIt() throws IOException {
    Cli cli = train(1536);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.exit()).isZero();

    assertThat(Files.readAllLines(run().resolve("metrics.csv")).get(0)).contains(",elo,");
    JsonNode summary = new ObjectMapper().readTree(run().resolve("summary.json").toFile());
    JsonNode elo = summary.get("elo").get("Soccer");
    assertThat(elo.get("elo").asDouble()).isBetween(1000.0, 1400.0);
    assertThat(cli.out())
        .containsPattern(String.format("elo +Soccer %.0f ± \\d+\\R", elo.get("elo").asDouble()));
    JsonNode league = new ObjectMapper().readTree(run().resolve("league/league.json").toFile());
    JsonNode side = league.get("sides").get(0);
    assertThat(side.get("side").asText()).isEqualTo("Soccer");
    assertThat(side.get("rating").get("elo")).isEqualTo(elo.get("elo"));
    assertThat(side.get("matches").asInt()).isPositive();
    assertThat(league.get("learning_team").asInt()).isBetween(0, 1);
    JsonNode snapshots = side.get("snapshots");
    assertThat(snapshots.size()).isEqualTo(4); // at 0, 512, 1024, 1536
    String file = "league/" + snapshots.get(2).get("brains").get(0).asText();
    assertThat(
            Cli.run("evaluate", "soccer", "--brain", run().resolve(file), "--episodes", 2).exit())
        .isZero();

    Files.delete(run().resolve(file));
    Cli resumed = Cli.run("train", "--run", run(), "--resume", "--steps", 2048);
    assertThat(resumed.exit()).isEqualTo(2);
    assertThat(resumed.err())
        .isEqualTo(
            "brains: cannot resume: the league's snapshot "
                + run().resolve(file)
                + " is missing"
                + System.lineSeparator());
  }
}
