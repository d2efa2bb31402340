package io.github.gdxbrains.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdxbrains.brain.BrainFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Train, evaluate, roll out, resume: each step uses what the one before left. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TrainingPathTest {
  @TempDir static Path folder;

  private static Path run() {
    return folder.resolve("run");
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static List<String> keys(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> steps() throws IOException {
    return Files.readAllLines(run().resolve("metrics.csv")).stream()
        .map(line -> line.split(",")[0])
        .toList();
  }

  @Test
  @Order(1)
  void trainingLeavesAFolderWithEverything() throws IOException {
    Path copy = folder.resolve("summary.json");
    Cli cli =
        Cli.run(
            "train",
            "cartpole",
            "--steps",
            "6144",
            "--set",
            "evaluation={episodes: 3, interval: 4096, interval_episodes: 2}",
            "--threads",
            1,
            "--seed",
            7,
            "--run",
            run(),
            "--json",
            copy);

    assertThat(cli.err()).isEmpty();
    assertThat(cli.exit()).isZero();
    assertThat(cli.out())
        .contains("cartpole: ppo, seed 7, 8 arenas, 1 threads")
        .contains("evaluated at 4,096 steps: return ")
        .contains("trained 6,144 steps")
        .contains("watch it: ./brains play cartpole --brain " + run().resolve("best.brain"));
    for (String file :
        List.of("config.yaml", "metrics.csv", "evaluations.csv", "best.brain", "last.brain")) {
      assertThat(run().resolve(file)).isNotEmptyFile();
    }
    assertThat(run().resolve("checkpoints")).isNotEmptyDirectory();
    assertThat(ImageIO.read(run().resolve("curve.png").toFile()).getWidth()).isEqualTo(1200);
    assertThat(steps()).containsExactly("step", "2048", "4096", "6144");
    assertThat(run().resolve("summary.json")).hasSameTextualContentAs(copy);
  }

  @Test
  @Order(2)
  void theSummaryHasItsSchema() throws IOException {
    JsonNode summary = json(run().resolve("summary.json"));

    assertThat(keys(summary))
        .containsExactly(
            "game",
            "trainer",
            "backend",
            "seed",
            "threads",
            "steps",
            "episodes",
            "updates",
            "wall_seconds",
            "steps_per_second",
            "phase_seconds",
            "mean_return",
            "solved_at_step",
            "solved_at_seconds",
            "evaluation",
            "brain",
            "parameters_sha256");
    assertThat(keys(summary.get("phase_seconds")))
        .containsExactly("simulate", "infer", "learn", "other");
    assertThat(summary.get("solved_at_step").isNull()).isTrue();
    assertThat(summary.get("steps").asLong()).isEqualTo(6144);
    assertThat(summary.get("seed").asLong()).isEqualTo(7);
    assertThat(summary.get("brain").asText()).isEqualTo(run().resolve("best.brain").toString());
    assertThat(summary.get("parameters_sha256").asText()).matches("[0-9a-f]{64}");
  }

  @Test
  @Order(3)
  void theBrainSaysWhereItCameFrom() {
    BrainFile brain = BrainFile.read(run().resolve("best.brain"));

    assertThat(brain.provenance().get("command")).startsWith("./brains train cartpole --steps");
    assertThat(brain.provenance().get("config")).startsWith("game: cartpole\n");
    assertThat(brain.provenance()).containsEntry("seed", "7");
  }

  @Test
  @Order(4)
  void aBrainIsEvaluated() throws IOException {
    Path scores = folder.resolve("scores.json");

    Cli cli =
        Cli.run(
            "evaluate",
            "cartpole",
            "--brain",
            run().resolve("best.brain"),
            "--episodes",
            5,
            "--json",
            scores);

    assertThat(cli.err()).isEmpty();
    assertThat(keys(json(scores)))
        .containsExactly(
            "episodes",
            "mean_return",
            "std_return",
            "mean_score",
            "mean_ticks",
            "wins",
            "draws",
            "losses",
            "score_rate",
            "opponent",
            "deterministic");
    assertThat(json(scores).get("episodes").asInt()).isEqualTo(5);
    assertThat(json(scores).get("deterministic").asBoolean()).isTrue();
    assertThat(json(scores).get("score_rate").isNull()).isTrue();
    assertThat(Cli.run("evaluate", "cartpole", "--brain", run(), "--episodes", 5).out())
        .isEqualTo(cli.out().replace(run().resolve("best.brain").toString(), run().toString()));
  }

  @Test
  @Order(4)
  void anExperimentThatCanNoLongerBeReadIsSaid() {
    BrainFile brain = BrainFile.read(run().resolve("best.brain"));
    Path old = folder.resolve("old.brain");
    new BrainFile(brain.game(), brain.model(), Map.of("config", "game: cartpole\nold: 1\n"))
        .write(old);

    Cli cli = Cli.run("evaluate", "cartpole", "--brain", old, "--episodes", 5);

    assertThat(cli.exit()).isZero();
    assertThat(cli.err().lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith(
            "brains: the arenas are the game's own, not those of the brain's training: the"
                + " experiment in "
                + old
                + ":2: old: unknown key");
  }

  @Test
  @Order(4)
  void teamsAreScoredAgainstAnOpponent() throws IOException {
    Path scores = folder.resolve("soccer.json");

    Cli cli =
        Cli.run(
            "evaluate",
            "soccer",
            "--brain",
            "random",
            "--opponent",
            "random",
            "--episodes",
            4,
            "--json",
            scores);

    assertThat(cli.err()).isEmpty();
    JsonNode node = json(scores);
    int decided = node.get("wins").asInt() + node.get("draws").asInt() + node.get("losses").asInt();
    assertThat(decided).isEqualTo(4);
    assertThat(node.get("opponent").asText()).isEqualTo("random");
    assertThat(node.get("score_rate").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  @Order(4)
  void aBrainOfAnotherGameIsRefused() {
    Cli cli = Cli.run("evaluate", "soccer", "--brain", run().resolve("best.brain"));

    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo(
            "brains: "
                + run().resolve("best.brain")
                + " is a brain for cartpole, not for soccer"
                + System.lineSeparator());
  }

  @Test
  @Order(5)
  void aRolloutIsATableOfDecisions() throws IOException {
    Path table = folder.resolve("rollout.csv");

    Cli cli =
        Cli.run(
            "rollout", "cartpole", "--brain", run(), "--episodes", 2, "--seed", 3, "--out", table);

    assertThat(cli.err()).isEmpty();
    List<String> lines = Files.readAllLines(table);
    assertThat(lines.get(0))
        .isEqualTo(
            "episode,step,agent,obs_0,obs_1,obs_2,obs_3,action_0,reward,terminated,truncated");
    int expected = 0;
    int closed = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      assertThat(cells).hasSize(11);
      assertThat(cells[0]).isEqualTo("" + closed);
      assertThat(cells[1]).isEqualTo("" + expected);
      boolean closes = cells[7].isEmpty();
      assertThat(cells[8]).isEqualTo(closes ? "" : "1.0");
      if (closes) {
        assertThat(cells[9] + cells[10]).isIn("10", "01");
        closed++;
      }
      expected = closes ? 0 : expected + 1;
    }
    assertThat(closed).isEqualTo(2);
    Path again = folder.resolve("again.csv");
    Cli.run("rollout", "cartpole", "--brain", run(), "--episodes", 2, "--seed", 3, "--out", again);
    assertThat(again).hasSameTextualContentAs(table);
  }

  @Test
  @Order(5)
  void aRolloutOfTeamsHasARowForEveryAgent() throws IOException {
    Path table = folder.resolve("soccer.csv");

    Cli cli =
        Cli.run(
            "rollout",
            "soccer",
            "--brain",
            "random",
            "--episodes",
            1,
            "--parameter",
            "time_limit=2",
            "--out",
            table);

    assertThat(cli.err()).isEmpty();
    List<String> lines = Files.readAllLines(table);
    assertThat(lines.stream().skip(1).map(line -> line.split(",")[2]).distinct())
        .containsExactlyInAnyOrder("0", "1", "2", "3");
    assertThat(lines.get(0)).contains(",obs_29,action_0,action_1,action_2,reward,");
  }

  @Test
  @Order(6)
  void aFolderThatHoldsARunIsNotUsedForAnother() {
    Cli cli = Cli.run("train", "cartpole", "--run", run());

    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo(
            "brains: --run "
                + run()
                + ": holds a run already; add --resume to go on with it"
                + System.lineSeparator());
    assertThat(Cli.run("train", "soccer", "--run", run(), "--resume").err())
        .isEqualTo(
            "brains: --resume: "
                + run()
                + " is a run of cartpole, not of soccer"
                + System.lineSeparator());
    assertThat(Cli.run("train", "--run", run(), "--resume", "--seed", 8).exit()).isEqualTo(2);
  }

  @Test
  @Order(7)
  void aRunIsResumed() throws IOException {
    // rows that a crash left behind the newest checkpoint
    Path metrics = run().resolve("metrics.csv");
    String row = Files.readAllLines(metrics).get(3).replaceFirst("6144", "8192");
    Files.writeString(metrics, Files.readString(metrics) + row + "\n8292,half a r");

    Cli cli = Cli.run("train", "--run", run(), "--resume", "--steps", 10240, "--threads", 1);

    assertThat(cli.err()).isEmpty();
    assertThat(cli.exit()).isZero();
    assertThat(cli.out()).contains("going on at step 6,144").contains("trained 10,240 steps");
    assertThat(steps()).containsExactly("step", "2048", "4096", "6144", "8192", "10240");
    assertThat(Files.readAllLines(metrics).get(4)).isNotEqualTo(row);
    assertThat(run().resolve("config.yaml")).content().contains("max_steps: 10240");
  }
}
