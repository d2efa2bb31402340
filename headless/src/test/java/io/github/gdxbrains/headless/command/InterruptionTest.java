package io.github.gdxbrains.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.headless.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class InterruptionTest {
  @TempDir Path folder;

  @Test
  @Timeout(120)
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Java cannot send Ctrl-C there")
  void aStoppedRunIsSavedAndGoesOn() throws IOException, InterruptedException {
    Path run = folder.resolve("run");
    Path output = folder.resolve("output.txt");
    Process child =
        new ProcessBuilder(
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
                "1000000000",
                "--threads",
                "1",
                "--run",
                run.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      Path metrics = run.resolve("metrics.csv");
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
}
