package io.github.gdxbrains.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.TableModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tabular brain is trained, evaluated and exported. */
final class ExportCommandTest {
  @TempDir private Path folder;

  private Path trained(String game, String trainer, String... more) {
    Path run = folder.resolve("run");
    Object[] arguments = new Object[7 + more.length];
    Object[] first = {"train", game, "--trainer", trainer, "--steps", 4_096, "--run=" + run};
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    Cli cli = Cli.run(arguments);
    assertThat(cli.exit()).as(cli.err()).isZero();
    return run;
  }

  @Test
  void aTableIsWrittenStateByState() throws IOException {
    Path run = trained("frozen-lake", "q_learning");
    Cli scores = Cli.run("evaluate", "frozen-lake", "--brain", run, "--episodes", 20);
    assertThat(scores.out()).startsWith("frozen-lake, " + run + ": ");

    Path file = folder.resolve("table.json");
    Cli cli = Cli.run("export", run, "--out", file);

    assertThat(cli.exit()).as(cli.err()).isZero();
    TableModel model = (TableModel) BrainFile.read(run.resolve("best.brain")).model();
    int count = model.table().states().count();
    assertThat(cli.out().lines()).containsExactly(file + ": " + count + " states of FrozenLake");
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.get("game").asText()).isEqualTo("frozen-lake");
    assertThat(json.get("behavior").asText()).isEqualTo("FrozenLake");
    assertThat(json.get("options").asInt()).isEqualTo(4);
    assertThat(json.get("inputs")).hasSize(16);
    JsonNode input = json.get("inputs").get(3);
    assertThat(input.toString())
        .isEqualTo("{\"name\":\"cell[3]\",\"low\":0.0,\"high\":1.0,\"bins\":10}");
    assertThat(json.get("states")).hasSize(count);
    for (int state = 0; state < count; state++) {
      JsonNode row = json.get("states").get(state);
      assertThat(row.get("bins")).hasSize(16);
      for (int i = 0; i < 16; i++) {
        assertThat(row.get("bins").get(i).asInt()).isEqualTo(model.table().states().bin(state, i));
      }
      for (int option = 0; option < 4; option++) {
        assertThat((float) row.get("values").get(option).asDouble())
            .isEqualTo(model.parameters()[4 * state + option]);
        assertThat(row.get("visits").get(option).asInt())
            .isEqualTo(model.table().states().visits(state, option));
      }
    }
  }

  @Test
  void aRunWithoutItsBestBrainGivesThatOfItsNewestCheckpoint() throws IOException {
    Path run = trained("frozen-lake", "q_learning");
    Path wanted = folder.resolve("last.json");
    assertThat(Cli.run("export", run.resolve("last.brain"), "--out", wanted).exit()).isZero();
    Files.delete(run.resolve("best.brain"));
    Files.delete(run.resolve("last.brain"));

    Path file = folder.resolve("table.json");
    Cli cli = Cli.run("export", run, "--out", file);

    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.out())
        .endsWith(" states of FrozenLake, of the checkpoint after 4,096 steps" + lineEnd());
    assertThat(Files.readString(file)).isEqualTo(Files.readString(wanted));
  }

  @Test
  void whatIsMissingIsSaidInOneLine() throws IOException {
    Path run = trained("frozen-lake", "q_learning");
    Files.delete(run.resolve("best.brain"));
    try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
      for (Path checkpoint : checkpoints.toList()) {
        Files.write(checkpoint, new byte[] {1, 2, 3});
      }
    }
    refuses(run, " holds no brain yet: neither best.brain nor an intact checkpoint");
    Path several = Files.createDirectory(folder.resolve("several"));
    Path first = Files.createFile(several.resolve("best-A.brain"));
    Path second = Files.createFile(several.resolve("best-B.brain"));
    refuses(several, " holds several brains; say which one: " + first + " or " + second);
    Path none = Files.createDirectory(folder.resolve("none"));
    refuses(none, " is no run's folder: it has neither best.brain nor config.yaml");
  }

  private void refuses(Path run, String message) {
    Path file = folder.resolve("none.json");
    Cli cli = Cli.run("export", run, "--out", file);
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err().lines()).containsExactly("brains: " + run + message);
    assertThat(file).doesNotExist();
  }

  private static String lineEnd() {
    return System.lineSeparator();
  }

  @Test
  void aNetworkIsRefusedInOneLine() {
    Path run = trained("cartpole", "ppo", "--set", "evaluation.episodes=1");

    Cli cli = Cli.run("export", run, "--out", folder.resolve("table.json"));

    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err().lines())
        .containsExactly(
            "brains: "
                + run.resolve("best.brain")
                + " holds a network; only tables can be exported, such as those that"
                + " trainer_type: q_learning makes");
  }
}
