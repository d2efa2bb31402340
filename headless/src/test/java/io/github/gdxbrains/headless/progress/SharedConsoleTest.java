package io.github.gdxbrains.headless.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.train.TrainingListener;
import io.github.gdxbrains.train.TrainingListener.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SharedConsoleTest {
  private final StringWriter text = new StringWriter();
  private final PlainLines lines = new PlainLines("toy", new PrintWriter(text), 0);

  private static Progress progress(long steps, double seconds, double limit, double meanReturn) {
    return progress(steps, seconds, limit, meanReturn, Map.of());
  }

  private static Progress progress(
      long steps, double seconds, double limit, double meanReturn, Map<String, Double> elo) {
    return new Progress(steps, 1000, 1, 1, seconds, limit, 100, meanReturn, Double.NaN, elo);
  }

  @Test
  void runsAreShownAsOne() {
    SharedConsole console = new SharedConsole(lines, 2, Double.POSITIVE_INFINITY);
    TrainingListener first = console.add("seed-1", 0, 1000);
    TrainingListener second = console.add("seed-2", 0, 1000);
    console.add("seed-3", 1000, 1000);

    first.progressed(progress(300, 1, Double.POSITIVE_INFINITY, 4));
    second.progressed(progress(500, 2, Double.POSITIVE_INFINITY, 8));
    console.end(0); // stopped early: nothing of it is left to do, its return stays
    second.progressed(progress(600, 3, Double.POSITIVE_INFINITY, 8));
    second.noticed("went back");

    assertThat(text.toString().lines())
        .containsExactly(
            "toy   43 %  1,300 steps  100/s  return 4.000  0:17 left",
            "toy   60 %  1,800 steps  200/s  return 6.000  0:06 left",
            "toy   87 %  2,600 steps  100/s  return 6.000  0:04 left",
            "toy  note: seed-2: went back");
  }

  @Test
  void ratingsAreMeansOfTheRunsThatHaveBegun() {
    SharedConsole console = new SharedConsole(lines, 2, Double.POSITIVE_INFINITY);
    TrainingListener first = console.add("seed-1", 0, 1000);
    TrainingListener second = console.add("seed-2", 0, 1000);
    console.add("seed-3", 0, 1000);

    Map<String, Double> better = Map.of("Hunter", 1210.0, "Prey", 1190.0);
    first.progressed(progress(10, 1, Double.POSITIVE_INFINITY, Double.NaN, better));
    console.end(0); // its ratings stay
    Map<String, Double> worse = Map.of("Hunter", 1230.0, "Prey", 1170.0);
    second.progressed(progress(10, 1, Double.POSITIVE_INFINITY, Double.NaN, worse));

    assertThat(text.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("  elo Hunter 1210, Prey 1190  "),
            line -> assertThat(line).contains("  elo Hunter 1220, Prey 1180  "));
  }

  @Test
  void timePassesForAsManyAsRunAtOnce() {
    SharedConsole console = new SharedConsole(lines, 2, 10);
    TrainingListener first = console.add("seed-1", 0, 1000);
    for (int seed = 2; seed <= 4; seed++) {
      console.add("seed-" + seed, 0, 1000);
    }

    first.progressed(progress(10, 5, 10, Double.NaN));

    // 4 runs of 10 s, two at once, are 20 s, of which 5 / 2 have passed
    assertThat(text.toString().strip()).isEqualTo("toy   13 %  10 steps  100/s  0:18 left");
  }
}
