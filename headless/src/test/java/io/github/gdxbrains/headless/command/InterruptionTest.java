package io.github.gdxbrains.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.headless.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class InterruptionTest {
  @TempDir Path folder;

  /** Starts a training that would take forever, lets it write rows and sends it SIGTERM. */
  private List<String> stop(Path metrics, String... options)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                "cartpole",
                "--steps",
                "1000000000"));
    command.addAll(List.of(options));
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      while (child.isAlive() && !Files.exists(metrics)) {
        Thread.sleep(50);
      }
      child.destroy(); // SIGTERM

      assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      child.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output);
    assertThat(child.exitValue()).as(String.join("\n", lines)).isEqualTo(130);
    return lines;
  }

  @Test
  @Timeout(120)
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Java cannot send Ctrl-C there")
  void aStoppedRunIsSavedAndGoesOn() throws IOException, InterruptedException {
    Path run = folder.resolve("run");
    List<String> lines =
        stop(run.resolve("metrics.csv"), "--threads", "1", "--run", run.toString());
    assertThat(lines)
        .last()
        .isEqualTo("everything is saved; go on: ./brains train --run " + run + " --resume");
    for (String file : List.of("config.yaml", "best.brain", "last.brain", "summary.json")) {
      assertThat(run.resolve(file)).isNotEmptyFile();
    }
    assertThat(run.resolve("checkpoints")).isNotEmptyDirectory();

    Cli resumed =
        Cli.run(
            "train", "--run", run, "--resume", "--steps", 4096, "--set", "evaluation.episodes=1");

    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.exit()).isZero();
    assertThat(resumed.out()).contains("going on at step ");
  }

  @Test
  @Timeout(180)
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Java cannot send Ctrl-C there")
  void allSeedsAreStoppedAndThoseUnfinishedGoOn() throws IOException, InterruptedException {
    Path run = folder.resolve("run");
    List<String> lines =
        stop(
            run.resolve("seed-2").resolve("metrics.csv"),
            "--seeds",
            "3",
            "--jobs",
            "2",
            "--threads",
            "2",
            "--run",
            run.toString());
    assertThat(lines)
        .last()
        .isEqualTo("everything is saved; go on: ./brains train --run " + run + " --resume");
    for (String seed : List.of("seed-1", "seed-2")) {
      assertThat(run.resolve(seed).resolve("checkpoints")).isNotEmptyDirectory();
      assertThat(run.resolve(seed).resolve("summary.json")).isNotEmptyFile();
    }
    assertThat(run.resolve("seed-3")).isDirectoryContaining("glob:**config.yaml");
    assertThat(run.resolve("seed-3").resolve("checkpoints")).doesNotExist();

    Cli resumed =
        Cli.run(
            "train", "--run", run, "--resume", "--steps", 2048, "--set", "evaluation.episodes=1");

    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.exit()).isZero();
    assertThat(run.resolve("summary.json")).content().contains("\"finished\" : 3");
  }
}
