package io.github.gdxbrains.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.game.soccer.Soccer;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.policy.ActionDistribution;
import io.github.gdxbrains.space.ObservationStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real window, in a process of its own. */
final class WindowTest {
  private static Optional<Display> display = Optional.empty();

  @TempDir private Path folder;

  @BeforeAll
  static void openDisplay() {
    display = Display.open();
  }

  @AfterAll
  static void closeDisplay() throws InterruptedException {
    if (display.isPresent()) {
      display.get().close();
    }
  }

  @Test
  void soccerIsDrawnAndGoesOn() throws Exception {
    BufferedImage early = screenshot("soccer", 20, "--human", "none");
    BufferedImage late = screenshot("soccer", 140, "--human", "none");
    Map<Integer, Integer> colors = colors(late);
    assertThat(colors).as("smooth edges have many colours").hasSizeGreaterThan(200);
    int grass = colors.getOrDefault(0x5ba85b, 0) + colors.getOrDefault(0x529c52, 0);
    assertThat(grass).as("pixels of grass").isGreaterThan(late.getWidth() * late.getHeight() / 5);
    assertThat(colors.keySet().containsAll(List.of(0x2f6fde, 0xf08a24))).as("shirts").isTrue();
    assertThat(differing(early, late)).as("pixels that have changed").isGreaterThan(1000);
  }

  @Test
  void whatAnAgentSensesIsShown() throws Exception {
    BufferedImage image =
        screenshot("simple-spread", 4, "--parameter", "observation=1", "--sensors");
    // the marks of the nearest landmarks and agents, in the first two colours
    assertThat(colors(image)).containsKeys(0xff4fa3, 0x35d0f2);
    BufferedImage rays =
        screenshot(
            "soccer",
            30,
            "--human",
            "none",
            "--brain",
            "scripted",
            "--parameter",
            "observation=1",
            "--follow",
            "all");
    assertThat(colors(rays)).as("of the wall").containsKey(0x9b7bff);
  }

  @Test
  void theSameSeedShowsTheSamePicture() throws Exception {
    BufferedImage one = screenshot("cartpole", 30, "--brain", "random", "--seed", "5");
    BufferedImage same = screenshot("cartpole", 30, "--brain", "random", "--seed", "5");
    assertThat(differing(one, same)).isZero();
  }

  @Test
  void aBrainWhoseTeamMatesTalkIsPlayedAmongThem() throws Exception {
    Soccer game = new Soccer();
    BehaviorSpec own = game.behaviors(Parameters.defaults(game)).get(0);
    BehaviorSpec talking = own.extended(List.of(ObservationStream.vector("messages", 2, -1, 1)), 2);
    Head policy =
        new Head(NeuralBrain.POLICY, new ActionDistribution(talking.actions()).outputs(), 0);
    NetworkSpec network =
        new NetworkSpec(
            talking.observations().inputs(), false, List.of(new Trunk(List.of(), List.of(policy))));
    float[] parameters = new float[new ParameterLayout(network).size()];
    Path brain = folder.resolve("talking.brain");
    new BrainFile(
            "soccer",
            new NeuralModel(talking, network, parameters, new float[0], new float[0]),
            Map.of())
        .write(brain);
    BufferedImage image =
        screenshot("soccer", 30, "--brain", brain.toString(), "--opponent", "scripted");
    assertThat(colors(image).keySet()).contains(0x2f6fde, 0xf08a24);
  }

  @Test
  void aPluginsGameIsPlayed() throws Exception {
    String jar = plugin().toString();
    BufferedImage image = screenshot("hallway", 5, "--plugin", jar, "--seed", "3");
    assertThat(colors(image)).containsKeys(0xffd040, 0x60c0ff); // the lamp and the walker
  }

  /** Compiles a plugin that the build does not know. */
  private Path plugin() {
    Path sources = Path.of("..", "headless", "src", "test", "plugin");
    Path classes = folder.resolve("classes");
    Path jar = folder.resolve("hallway.jar");
    List<String> options = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
    options.addAll(List.of("-cp", System.getProperty("java.class.path")));
    for (String name : List.of("Hallway", "HallwayWorld", "Walker")) {
      options.add(sources.resolve("com/example/hallway/" + name + ".java").toString());
    }
    run("javac", options);
    String services = "META-INF/services/io.github.gdxbrains.arena.Game";
    run(
        "jar",
        List.of(
            "--create",
            "--file=" + jar,
            "-C",
            classes.toString(),
            ".",
            "-C",
            sources.toString(),
            services));
    return jar;
  }

  private static void run(String tool, List<String> arguments) {
    ToolProvider program = ToolProvider.findFirst(tool).orElseThrow();
    assertThat(program.run(System.out, System.err, arguments.toArray(new String[0]))).isZero();
  }

  @Test
  void withoutADisplayThereIsOneLine() throws Exception {
    assumeTrue(System.getProperty("os.name").contains("Linux"), "only Linux may have no display");
    Process process = play(Map.of("DISPLAY", "", "WAYLAND_DISPLAY", ""), "play", "soccer");
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(error())
        .containsExactly(
            "brains: there is no display to open a window on: DISPLAY is not set"
                + " (xvfb-run can provide one)");
  }

  @Test
  void aDisplayThatDoesNotAnswerGetsOneLineToo() throws Exception {
    assumeTrue(System.getProperty("os.name").contains("Linux"), "only Linux has such displays");
    Process process = play(Map.of("DISPLAY", ":98765", "WAYLAND_DISPLAY", ""), "play", "soccer");
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(error()).hasSize(1).first().asString().contains("no window can be opened here");
  }

  private BufferedImage screenshot(String game, int frames, String... more) throws Exception {
    assumeTrue(display.isPresent(), "there is no display, and no Xvfb to make one");
    Path file = folder.resolve(game + frames + ".png");
    List<String> arguments = new ArrayList<>(List.of("play", game, "--frames", "" + frames));
    arguments.addAll(List.of("--screenshot", file.toString()));
    arguments.addAll(List.of(more));
    Process process = play(display.get().environment(), arguments.toArray(new String[0]));
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).as(String.join("\n", error())).isZero();
    return ImageIO.read(file.toFile());
  }

  private Process play(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
    if (System.getProperty("os.name").contains("Mac")) {
      command.add(1, "-XstartOnFirstThread");
    }
    if (Runtime.version().feature() >= 24) {
      command.add(1, "--sun-misc-unsafe-memory-access=allow");
    }
    command.add(DesktopMain.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .redirectError(folder.resolve("error.txt").toFile());
    builder.environment().putAll(environment);
    builder.environment().putIfAbsent("XDG_RUNTIME_DIR", folder.toString()); // else Mesa complains
    return builder.start();
  }

  private List<String> error() throws IOException {
    return Files.readAllLines(folder.resolve("error.txt"));
  }

  private static Map<Integer, Integer> colors(BufferedImage image) {
    Map<Integer, Integer> colors = new HashMap<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colors.merge(image.getRGB(x, y) & 0xffffff, 1, Integer::sum);
      }
    }
    return colors;
  }

  private static int differing(BufferedImage one, BufferedImage other) {
    int count = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        count += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
      }
    }
    return count;
  }
}
