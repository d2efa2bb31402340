package io.github.gdxbrains.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdxbrains.brain.BrainFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TournamentCommandTest {
  private static final Path SHIPPED = Path.of("..", "assets", "brains", "soccer.brain");

  @TempDir Path folder;

  private static Cli play(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("tournament", "soccer"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--episodes", 6));
    return Cli.run(all.toArray());
  }

  private static JsonNode read(Path json) throws IOException {
    return new ObjectMapper().readTree(json.toFile());
  }

  /** A copy of the shipped brain that was trained in other arenas. */
  private Path trained(String name, String config) {
    BrainFile shipped = BrainFile.read(SHIPPED);
    Path file = folder.resolve(name + ".brain");
    new BrainFile(shipped.game(), shipped.model(), Map.of("config", config)).write(file);
    return file;
  }

  @Test
  void everybodyPlaysEverybodyAndTheTablesAgree() throws IOException {
    Path out = folder.resolve("out");
    Path json = folder.resolve("scores.json");
    Cli cli = play("chance=random", "scripted", SHIPPED, "--seed", 4, "--out", out, "--json", json);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.exit()).isZero();
    assertThat(cli.out()).contains("1 of 3  chance against scripted: ", "3 of 3  scripted against");
    JsonNode report = read(out.resolve("tournament.json"));
    assertThat(read(json)).isEqualTo(report);
    assertThat(report.get("seed").asInt()).isEqualTo(4);
    assertThat(report.get("parameters").get("time_limit").asDouble()).isEqualTo(30);

    JsonNode brains = report.get("brains");
    assertThat(brains.findValuesAsText("name")).containsExactly("soccer", "scripted", "chance");
    assertThat(brains.get(0).get("brain").asText()).isEqualTo(SHIPPED.toString());
    assertThat(brains.get(2).get("brain").asText()).isEqualTo("random");
    assertThat(brains.get(0).get("elo").asDouble()).isGreaterThan(1200);
    assertThat(brains.get(0).get("elo_interval").get(0).asDouble())
        .isLessThan(brains.get(0).get("elo").asDouble());

    JsonNode pairs = report.get("pairs");
    assertThat(pairs.findValuesAsText("opponent")).containsExactly("scripted", "soccer", "soccer");
    // the wins of the second are the losses of whoever stands first
    assertThat(brains.get(0).get("wins").asInt())
        .isEqualTo(pairs.get(1).get("losses").asInt() + pairs.get(2).get("losses").asInt());

    List<String> csv = Files.readAllLines(out.resolve("tournament.csv"));
    assertThat(csv.get(0))
        .isEqualTo(
            "name,elo,elo_low,elo_high,wins,draws,losses,score_rate,vs soccer,vs scripted,vs chance");
    String[] first = csv.get(1).split(",", -1);
    assertThat(first)
        .hasSize(11)
        .startsWith("soccer")
        .contains("", org.assertj.core.data.Index.atIndex(8));
    assertThat(Double.parseDouble(first[10]))
        .isEqualTo(1 - pairs.get(1).get("score_rate").asDouble());

    BufferedImage picture = ImageIO.read(out.resolve("tournament.png").toFile());
    assertThat(picture.getWidth()).isGreaterThan(800);
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    Object[] arguments = {"random", "random", "scripted", "--parameter", "time_limit=4"};
    List<JsonNode> reports = new ArrayList<>();
    for (int threads = 1; threads <= 3; threads++) {
      Path json = folder.resolve(threads + ".json");
      List<Object> all = new ArrayList<>(List.of(arguments));
      all.addAll(List.of("--threads", threads, "--json", json));
      assertThat(play(all.toArray()).exit()).isZero();
      try {
        reports.add(read(json));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    assertThat(reports.get(1)).isEqualTo(reports.get(0)).isEqualTo(reports.get(2));
    assertThat(reports.get(0).get("brains").findValuesAsText("name"))
        .containsExactlyInAnyOrder("random", "random (2)", "scripted");
  }

  @Test
  void namesThatAreAlikeBecomePathsAndThenNumbers() {
    assertThat(Entrant.all(List.of("a/x.brain", "b/x.brain", "b/x.brain", "y", "y=c", "runs/z/")))
        .containsExactly(
            new Entrant("a/x.brain", "a/x.brain"),
            new Entrant("b/x.brain", "b/x.brain"),
            new Entrant("b/x.brain (2)", "b/x.brain"),
            new Entrant("y", "y"),
            new Entrant("y (2)", "c"),
            new Entrant("z", "runs/z/"));
  }

  @Test
  void allThatTheGameComesWithPlayUnlessOthersAreNamed() {
    Cli cli = play("--parameter", "time_limit=2");
    assertThat(cli.exit()).isZero();
    assertThat(cli.out()).contains("random against scripted");
  }

  @Test
  void brainsOfOneTrainingMeetInItsArenasAndOthersInTheGamesOwn() throws IOException {
    Path three = trained("three", "game: soccer\nenvironment_parameters: {time_limit: 3}\n");
    Path also = trained("also", "game: soccer\nenvironment_parameters: {time_limit: 3.0}\n");
    Path four = trained("four", "game: soccer\nenvironment_parameters: {time_limit: 4}\n");
    Path json = folder.resolve("scores.json");
    assertThat(play(three, also, "random", "--json", json).err()).isEmpty();
    assertThat(read(json).get("parameters").get("time_limit").asDouble()).isEqualTo(3);
    assertThat(play(three, four, "--json", json).err())
        .isEqualTo(
            "brains: the arenas are the game's own, not those of the brains' trainings, which"
                + " differ"
                + System.lineSeparator());
    assertThat(read(json).get("parameters").get("time_limit").asDouble()).isEqualTo(30);
    assertThat(play(three, four, "--parameter", "time_limit=5", "--json", json).err()).isEmpty();
    assertThat(read(json).get("parameters").get("time_limit").asDouble()).isEqualTo(5);
  }

  @Test
  void mistakesLeaveEverythingAsItWas() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Path kept = Files.writeString(out.resolve("kept.txt"), "as it was");
    assertRefused(
        play("random", "scripted", "--out", out),
        "--out " + out + ": holds files already; name a new folder");
    assertRefused(
        play("random", "scripted", "--out", kept),
        "--out " + kept + ": is a file, but must be a folder");
    Path fresh = folder.resolve("fresh");
    Path cartPole = SHIPPED.resolveSibling("cartpole.brain");
    assertRefused(
        play("random", cartPole, "--out", fresh),
        cartPole + " is a brain for cartpole, not for soccer");
    assertRefused(
        play("random", SHIPPED, "--parameter", "observation=1", "--out", fresh),
        SHIPPED + " observes [vector[30]], but the game's Soccer observes [rays[36, 7], self[6]]");
    assertThat(folder).isDirectoryNotContaining("glob:**fresh*");
    assertThat(out).isDirectoryContaining("glob:**kept.txt");
    assertThat(kept).hasContent("as it was");
  }

  private static void assertRefused(Cli cli, String message) {
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err().lines()).containsExactly("brains: " + message);
    assertThat(cli.out()).isEmpty();
  }
}
