package io.github.gdxbrains.headless.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdxbrains.arena.ArenaContract;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.catalog.Extensions;
import io.github.gdxbrains.catalog.Games;
import io.github.gdxbrains.catalog.Plugins;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.headless.Main;
import io.github.gdxbrains.space.ObservationStream;
import io.github.gdxbrains.train.Arenas;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A jar that the build knows nothing of is trained, evaluated and used like what is built in. */
final class PluginTest {
  @TempDir private static Path jars;
  private static Path plugin;

  @TempDir private Path folder;

  private record Outcome(int exitCode, String out, String err) {}

  @BeforeAll
  static void build() throws IOException {
    plugin = PluginJar.build(jars);
  }

  private static Outcome brains(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = command.execute(arguments);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  private static Outcome withPlugin(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--plugin", plugin.toString()));
    Outcome outcome = brains(all.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
    return outcome;
  }

  private JsonNode evaluate(String game, String brain) throws IOException {
    Path json = folder.resolve("evaluation.json");
    withPlugin("evaluate", game, "--brain", brain, "--json", json.toString());
    return new ObjectMapper().readTree(json.toFile());
  }

  @Test
  void isListedWithWhatIsBuiltIn() {
    assertThat(withPlugin("games").out()).contains("cartpole", "soccer", "hallway");
    assertThat(withPlugin("games", "hallway").out()).contains("Walker", "lamp", "time_limit");
    assertThat(withPlugin("learners").out()).contains("ppo:", "hill-climbing:", "step_size");
    assertThat(withPlugin("games", "cartpole").out()).contains("pole_energy", "centered");
    assertThat(brains("games").out()).doesNotContain("hallway");
  }

  @Test
  @Tag("learning")
  void itsGameIsTrainedByItsLearnerAndEvaluated() throws IOException {
    Path run = folder.resolve("run");
    withPlugin("train", "hallway", "--run", run.toString());
    JsonNode trained = evaluate("hallway", run.resolve("best.brain").toString());
    JsonNode scripted = evaluate("hallway", "scripted");
    JsonNode random = evaluate("hallway", "random");
    assertThat(scripted.get("mean_return").asDouble()).isGreaterThan(-5);
    assertThat(random.get("mean_return").asDouble()).isLessThan(-10);
    assertThat(trained.get("mean_return").asDouble()).isGreaterThan(-6);
    assertThat(Files.readString(run.resolve("metrics.csv"))).contains("best_reward");
    assertThat(Files.readString(run.resolve("config.yaml"))).contains("hill-climbing");
  }

  @Test
  void itsLearnerResumesExactly() throws IOException {
    String straight = parameters("straight", "--steps", "16000");
    parameters("halted", "--steps", "8000");
    String resumed = parameters("halted", "--resume", "--steps", "16000");
    assertThat(resumed).isEqualTo(straight);
  }

  private String parameters(String run, String... arguments) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("train", "hallway", "--run", folder.resolve(run).toString()));
    all.addAll(List.of("--set", "behaviors.*.checkpoint_interval=8000"));
    all.addAll(List.of(arguments));
    withPlugin(all.toArray(String[]::new));
    return new ObjectMapper()
        .readTree(folder.resolve(run).resolve("summary.json").toFile())
        .get("parameters_sha256")
        .asText();
  }

  @Test
  void itsGameIsTrainedByABuiltInLearner() {
    String run = folder.resolve("run").toString();
    String out =
        withPlugin("train", "hallway", "--trainer", "ppo", "--steps", "12000", "--run", run).out();
    assertThat(out)
        .contains(
            "watch it: ./brains play hallway --brain "
                + folder.resolve("run/best.brain")
                + " --plugin "
                + plugin);
    assertThat(BrainFile.read(folder.resolve("run/best.brain")).game()).isEqualTo("hallway");
  }

  @Test
  void itsSensorAndRewardTermAreAddedToABuiltInGame() throws IOException {
    Path experiment =
        Files.writeString(
            folder.resolve("centered.yaml"),
            """
            game: cartpole
            env_settings:
              num_envs: 8
            behaviors:
              CartPole:
                hyperparameters:
                  batch_size: 64
                  buffer_size: 512
                max_steps: 2048
                summary_freq: 512
            sensors:
              CartPole: [pole_energy]
            rewards:
              CartPole:
                centered: 0.5
            evaluation:
              episodes: 5
            """);
    Path run = folder.resolve("run");
    withPlugin("train", experiment.toString(), "--run", run.toString());
    BrainFile brain = BrainFile.read(run.resolve("best.brain"));
    assertThat(brain.model().behavior().observations().streams())
        .extracting(ObservationStream::name)
        .containsExactly("x", "x_dot", "theta", "theta_dot", "pole_energy");
    assertThat(Files.readAllLines(run.resolve("metrics.csv")).get(0)).contains("centered");
    // the window finds the sensor by the brain alone
    Game cartpole = new CartPole();
    ArenaSetup arenas =
        Arenas.fitting(
            List.of(brain.model().behavior()),
            cartpole,
            Parameters.defaults(cartpole),
            new Extensions(Plugins.of(List.of(plugin))));
    assertThat(arenas.behaviors()).containsExactly(brain.model().behavior());
    double balanced = evaluate("cartpole", "random").get("mean_return").asDouble();
    double centered = evaluate("cartpole", run.toString()).get("mean_return").asDouble();
    assertThat(balanced).isPositive();
    assertThat(centered).isPositive();
  }

  @Test
  void itIsFoundInTheFolderPlugins() throws IOException {
    Files.createDirectory(folder.resolve("plugins"));
    Files.copy(plugin, folder.resolve("plugins/hallway.jar"));
    String before = System.getProperty("brains.home", "");
    System.setProperty("brains.home", folder.toString());
    try {
      assertThat(brains("games").out()).contains("hallway");
      assertThat(brains("learners").out()).contains("hill-climbing");
    } finally {
      if (before.isEmpty()) {
        System.clearProperty("brains.home");
      } else {
        System.setProperty("brains.home", before);
      }
    }
  }

  @TestFactory
  List<DynamicTest> itsGameHoldsTheContract() {
    Game game = new Games(Plugins.of(List.of(plugin))).named("hallway");
    return new ArenaContract(game)
        .checks().stream()
            .map(check -> DynamicTest.dynamicTest(check.toString(), check::run))
            .toList();
  }

  @Test
  void serviceFileThatNamesNoClassIsToldInOneLine() throws IOException {
    Path jar = PluginJar.naming(folder.resolve("typo.jar"), Game.class, "com.example.Coridor\n");
    assertRefused(jar, "its game com.example.Coridor cannot be loaded: there is no class");
  }

  @Test
  void missingClassIsToldInOneLine() throws IOException {
    Path jar =
        PluginJar.build(
            folder.resolve("partial.jar"), name -> !name.endsWith("HillClimbing$Config.class"));
    Outcome outcome = brains("train", "hallway", "--plugin", jar.toString());
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertOneLine(outcome.err());
    assertThat(outcome.err()).contains(jar.toString(), "HillClimbing$Config", "there is no class");
  }

  @Test
  void classMissingInTheMidstOfTrainingIsToldInOneLine() throws IOException {
    Path jar =
        PluginJar.build(folder.resolve("late.jar"), name -> !name.endsWith("/HallwayWorld.class"));
    Path run = folder.resolve("run");
    Outcome outcome =
        brains("train", "hallway", "--run", run.toString(), "--plugin", jar.toString());
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertOneLine(outcome.err());
    assertThat(outcome.err()).contains("com/example/hallway/HallwayWorld");
    assertThat(run).doesNotExist();
  }

  @Test
  void whatIsNoJarIsToldInOneLine() throws IOException {
    assertRefused(Files.writeString(folder.resolve("notes.jar"), "no jar"), "is not a jar");
    assertRefused(folder.resolve("nowhere.jar"), "there is no such file");
  }

  private static void assertRefused(Path jar, String message) {
    Outcome outcome = brains("games", "--plugin", jar.toString());
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertOneLine(outcome.err());
    assertThat(outcome.err()).contains(jar.toString()).contains(message);
    assertThat(outcome.out()).isEmpty();
  }

  private static void assertOneLine(String err) {
    assertThat(err.strip().lines()).hasSize(1);
    assertThat(err).startsWith("brains: ");
  }
}
