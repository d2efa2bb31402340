package io.github.gdxbrains.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Seeds side by side, resumed, compared: each step uses what the one before left. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SeedsTest {
  private static final String QUICK =
      "evaluation={episodes: 2, interval: 4096, interval_episodes: 2}";

  @TempDir static Path folder;

  private static Path run() {
    return folder.resolve("run");
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static Cli train(Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("train", "cartpole", "--set", QUICK));
    arguments.addAll(List.of(options));
    return Cli.run(arguments.toArray());
  }

  @Test
  @Order(1)
  void seedsSideBySideEqualSingleRunsBitForBit() throws IOException {
    Path copy = folder.resolve("copy.json");

    Cli cli =
        train(
            "--steps",
            4096,
            "--seed",
            5,
            "--seeds",
            3,
            "--threads",
            2,
            "--run",
            run(),
            "--json",
            copy);

    assertThat(cli.err()).isEmpty();
    assertThat(cli.exit()).isZero();
    assertThat(cli.out())
        .contains("3 seeds from 5 on, 2 at once, 8 arenas and 1 threads each")
        .contains("mean_return at the end, with 95 % intervals");
    for (int seed = 5; seed < 8; seed++) {
      Path alone = folder.resolve("alone-" + seed);
      train("--steps", 4096, "--seed", seed, "--threads", 2, "--run", alone);
      Path mine = run().resolve("seed-" + seed);
      assertThat(json(mine.resolve("summary.json")).get("parameters_sha256"))
          .isEqualTo(json(alone.resolve("summary.json")).get("parameters_sha256"));
      assertThat(json(mine.resolve("summary.json")).get("evaluation"))
          .isEqualTo(json(alone.resolve("summary.json")).get("evaluation"));
      assertThat(mine.resolve("config.yaml")).hasSameTextualContentAs(alone.resolve("config.yaml"));
      assertThat(mine.resolve("evaluations.csv"))
          .hasSameTextualContentAs(alone.resolve("evaluations.csv"));
    }
    JsonNode summary = json(run().resolve("summary.json"));
    assertThat(summary).isEqualTo(json(copy));
    assertThat(summary.get("seeds").toString()).isEqualTo("[5,6,7]");
    assertThat(summary.get("finished").asInt()).isEqualTo(3);
    assertThat(summary.get("runs")).hasSize(3);
    double sum = 0;
    for (JsonNode one : summary.get("runs")) {
      sum += one.get("evaluation").get("mean_return").asDouble();
    }
    assertThat(summary.get("evaluation").get("mean_return").get("mean").asDouble())
        .isEqualTo(sum / 3);
    assertThat(run().resolve("mean_return-steps.png")).isNotEmptyFile();
    assertThat(run().resolve("mean_return-seconds.png")).isNotEmptyFile();
  }

  @Test
  @Order(2)
  void aFolderOfSeedsIsNotUsedForAnotherRun() {
    String refusal =
        "brains: --run " + run() + ": holds a run already; add --resume to go on with it";
    assertThat(train("--run", run()).err().strip()).isEqualTo(refusal);
    assertThat(train("--run", run(), "--seeds", 2).err().strip()).isEqualTo(refusal);
    assertThat(Cli.run("train", "--resume", "--run", run(), "--seeds", 4).err().strip())
        .isEqualTo("brains: --resume: --seeds is 4, but " + run() + " holds 3 seeds: leave it out");
  }

  @Test
  @Order(3)
  void onlyUnfinishedSeedsAreResumed() throws IOException {
    Path finished = run().resolve("seed-5");
    String before = Files.readString(finished.resolve("summary.json"));
    // as a crash before the first checkpoint leaves it
    Path crashed = run().resolve("seed-6");
    String expected = json(crashed.resolve("summary.json")).get("parameters_sha256").asText();
    Files.delete(crashed.resolve("summary.json"));
    try (var files = Files.list(crashed.resolve("checkpoints"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }

    Cli cli = Cli.run("train", "--run", run(), "--resume", "--jobs", 1);

    assertThat(cli.err()).isEmpty();
    assertThat(cli.exit()).isZero();
    assertThat(finished.resolve("summary.json")).hasContent(before);
    assertThat(json(crashed.resolve("summary.json")).get("parameters_sha256").asText())
        .isEqualTo(expected);
    assertThat(Files.readAllLines(crashed.resolve("metrics.csv"))).hasSize(3);
  }

  @Test
  @Order(4)
  void resumingWithMoreStepsGoesOnWithAllSeeds() throws IOException {
    Cli cli = Cli.run("train", "cartpole", "--run", run(), "--resume", "--steps", 6144);

    assertThat(cli.err()).isEmpty();
    for (JsonNode one : json(run().resolve("summary.json")).get("runs")) {
      assertThat(one.get("steps").asInt()).isEqualTo(6144);
    }
  }

  @Test
  @Order(5)
  void resumingRefusesAnotherExperiment() throws IOException {
    Path other = folder.resolve("other.yaml");
    Path config = run().resolve("seed-5").resolve("config.yaml");
    Files.writeString(
        other, Files.readString(config).replace("hidden_units: 64", "hidden_units: 32"));

    Cli cli = Cli.run("train", other, "--run", run(), "--resume");

    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err().strip())
        .isEqualTo(
            "brains: --resume: "
                + other
                + " is not the experiment of "
                + run().resolve("seed-5")
                + ", which goes on with its own: behaviors.CartPole.network_settings.hidden_units"
                + " is 32 there, but 64 here");
    Path same = folder.resolve("same.yaml");
    Files.writeString(same, Files.readString(config).replace("max_steps: 6144", "max_steps: 9999"));
    assertThat(Cli.run("train", same, "--run", run(), "--resume").err()).isEmpty();
    Cli reshaped =
        Cli.run(
            "train",
            "--run",
            run(),
            "--resume",
            "--steps",
            9000,
            "--set",
            "behaviors.*.network_settings.hidden_units=32");
    assertThat(reshaped.exit()).isEqualTo(2);
    assertThat(reshaped.err()).startsWith("brains: cannot resume: the checkpoint's network");
    assertThat(config).content().contains("hidden_units: 64");
  }

  @Test
  @Order(6)
  void seedsAreComparedWithASingleRun() throws IOException {
    Path out = folder.resolve("out");

    Cli cli =
        Cli.run(
            "compare",
            "many=" + run(),
            folder.resolve("alone-5"),
            "--metric",
            "entropy",
            "--metric",
            "evaluation/mean_return",
            "--threshold",
            1e9,
            "--out",
            out);

    assertThat(cli.err()).isEmpty();
    assertThat(cli.out())
        .contains("probability that a run of many ends above one of alone-5: ")
        .contains("0 of 3", "never")
        .contains("note: alone-5: a single run, so a line without an interval");
    assertThat(json(out.resolve("comparison.json")).get("metrics")).hasSize(2);
    assertThat(out.resolve("evaluation-mean_return-seconds.png")).isNotEmptyFile();
  }
}
