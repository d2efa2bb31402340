package io.github.gdxbrains.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of soccer whose players talk, from the command line. */
final class CommunicationTest {
  @TempDir static Path folder;

  private static Path run() {
    return folder.resolve("run");
  }

  @BeforeAll
  static void train() {
    Cli cli = train(run(), "behaviors.Soccer.communication={message_size: 2}");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.exit()).isZero();
  }

  private static Cli train(Path run, String... settings) {
    List<Object> words = new ArrayList<>(List.of("train", "soccer", "--steps", 1024));
    words.addAll(List.of("--threads", 1, "--run", run));
    for (String setting :
        List.of(
            "env_settings.num_envs=4",
            "behaviors.Soccer.network_settings.hidden_units=8",
            "behaviors.Soccer.hyperparameters.batch_size=128",
            "behaviors.Soccer.hyperparameters.buffer_size=512",
            "environment_parameters.time_limit=3",
            "evaluation={episodes: 4, interval: 100000, interval_episodes: 2}")) {
      words.addAll(List.of("--set", setting));
    }
    Arrays.stream(settings).forEach(setting -> words.addAll(List.of("--set", setting)));
    return Cli.run(words.toArray());
  }

  @Test
  void theRunsBrainIsEvaluatedAmongTeamMatesWhoTalk() throws IOException {
    assertThat(run().resolve("config.yaml"))
        .content()
        .contains("communication:\n      message_size: 2\n");
    Path scores = folder.resolve("scores.json");
    Cli cli = Cli.run("evaluate", "soccer", "--brain", run(), "--episodes", 4, "--json", scores);
    assertThat(cli.err()).isEmpty();
    assertThat(new ObjectMapper().readTree(scores.toFile()).get("episodes").asInt()).isEqualTo(4);
  }

  @Test
  void inARolloutEverybodyHearsWhatItsMateSaidBefore() throws IOException {
    Path table = folder.resolve("rollout.csv");
    Cli cli =
        Cli.run(
            "rollout",
            "soccer",
            "--brain",
            run(),
            "--opponent",
            "scripted",
            "--episodes",
            2,
            "--out",
            table);
    assertThat(cli.err()).isEmpty();
    List<String> lines = Files.readAllLines(table);
    List<String> header = Arrays.asList(lines.get(0).split(","));
    int heard = header.indexOf("action_0") - 2;
    int said = header.indexOf("reward") - 2;
    Map<String, List<String>> sent = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = Arrays.asList(line.split(",", -1));
      sent.put(String.join(",", cells.subList(0, 3)), cells.subList(said, said + 2));
    }
    int compared = 0;
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = Arrays.asList(line.split(",", -1));
      int step = Integer.parseInt(cells.get(1));
      int mate = Integer.parseInt(cells.get(2)) ^ 1; // two players each: 0 and 1, 2 and 3
      List<String> before = sent.get(cells.get(0) + "," + (step - 1) + "," + mate);
      List<String> expected = step == 0 || mate > 1 ? List.of("0.0", "0.0") : before;
      assertThat(cells.subList(heard, heard + 2)).as(line).isEqualTo(expected);
      compared += expected == before ? 1 : 0;
    }
    assertThat(compared).isGreaterThan(20);
  }

  @Test
  void whoTalksEntersTournaments() {
    Cli cli = Cli.run("tournament", "soccer", run(), "scripted", "random", "--episodes", 4);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.exit()).isZero();
  }

  @Test
  void theOpponentOfAnExperimentMayTalkAsWell() {
    Path next = folder.resolve("next");
    String opponent = "evaluation.opponent=" + run();
    Cli cli = train(next, "behaviors.Soccer.communication={message_size: 2}", opponent);
    assertThat(cli.err()).isEmpty();
    assertThat(next.resolve("best.brain")).exists();
    Cli mute = train(folder.resolve("mute"), opponent);
    assertThat(mute.exit()).isEqualTo(2);
    assertThat(mute.err()).contains("evaluation.opponent: ", "messages[2]").hasLineCount(1);
  }

  @Test
  void mistakesGetOneLineWithTheKey() throws IOException {
    Path file = folder.resolve("alone.yaml");
    Files.writeString(
        file,
        """
        game: soccer
        behaviors:
          Soccer:
            communication: {message_size: 2}
        environment_parameters: {players: 1}
        """);
    assertThat(Cli.run("train", file, "--run", folder.resolve("none")).err())
        .isEqualTo(
            "brains: "
                + file
                + ":4: behaviors.Soccer.communication: Soccer has nobody to talk to: its agents have"
                + " no team mates with messages of 2 numbers"
                + System.lineSeparator());
    assertThat(train(folder.resolve("none"), "behaviors.Soccer.communication.message_size=0").err())
        .contains("behaviors.Soccer.communication.message_size is 0, but must be within [1, 1024]")
        .hasLineCount(1);
    String learner = "behaviors.Soccer.communication={}";
    assertThat(
            Cli.run("train", "soccer", "--trainer", "dqn", "--set", learner, "--run", folder).err())
        .contains("behaviors.Soccer.communication: a message is of numbers, but dqn chooses")
        .hasLineCount(1);
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
