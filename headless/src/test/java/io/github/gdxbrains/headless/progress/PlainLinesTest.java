package io.github.gdxbrains.headless.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.train.Evaluation;
import io.github.gdxbrains.train.TrainingListener.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlainLinesTest {
  private final StringWriter text = new StringWriter();

  private static Progress progress(double secondsLimit, double meanReturn) {
    return progress(secondsLimit, meanReturn, Map.of());
  }

  private static Progress progress(
      double secondsLimit, double meanReturn, Map<String, Double> elo) {
    return new Progress(250_000, 1_000_000, 10, 3, 5, secondsLimit, 50_000, meanReturn, 1.25, elo);
  }

  @Test
  void aLineTellsHowFarTheRunIsAndWhatIsLeft() {
    PlainLines lines = new PlainLines("soccer", new PrintWriter(text), 0);

    lines.progressed(progress(Double.POSITIVE_INFINITY, 0.5));
    lines.progressed(progress(10, Double.NaN));

    assertThat(text.toString().lines())
        .containsExactly(
            "soccer   25 %  250,000 steps  50,000/s  return 0.500  entropy 1.250  0:15 left",
            "soccer   50 %  250,000 steps  50,000/s  entropy 1.250  0:05 left");
  }

  @Test
  void selfPlayTellsTheRatingOfEachSide() {
    PlainLines lines = new PlainLines("game", new PrintWriter(text), 0);

    lines.progressed(progress(10, Double.NaN, Map.of("Soccer", 1233.6)));
    lines.progressed(progress(10, Double.NaN, Map.of("Prey", 1190.4, "Hunter", 1209.5)));

    assertThat(text.toString().lines())
        .containsExactly(
            "game   50 %  250,000 steps  50,000/s  entropy 1.250  elo 1234  0:05 left",
            "game   50 %  250,000 steps  50,000/s  entropy 1.250  elo Hunter 1210, Prey 1190"
                + "  0:05 left");
  }

  @Test
  void linesComeOnlyOnceInAWhileButNotesAtOnce() {
    PlainLines lines = new PlainLines("soccer", new PrintWriter(text), 1000);

    lines.progressed(progress(10, 0));
    lines.noticed("went back");

    assertThat(text.toString().lines()).containsExactly("soccer  note: went back");
  }

  @Test
  void evaluationsTellWhatMatters() {
    PlainLines lines = new PlainLines("soccer", new PrintWriter(text), 0);

    lines.evaluated(5000, new Evaluation(4, 0.25, 0.5, 2, 1, 1, 0.75, 9, "scripted", true), true);
    lines.evaluated(6000, new Evaluation(4, 12.25, 0, 0, 0, 0, 37.5, 9, "", true), false);

    assertThat(text.toString().lines())
        .containsExactly(
            "soccer  evaluated at 5,000 steps: score rate 0.625 against scripted"
                + " (2 won, 1 drawn, 1 lost), return 0.250 ± 0.500, score 0.750 over 4 episodes"
                + " (best so far)",
            "soccer  evaluated at 6,000 steps: return 12.25 ± 0.000, score 37.50 over 4 episodes");
  }

  @Test
  void timesAreReadable() {
    assertThat(Console.clock(65)).isEqualTo("1:05");
    assertThat(Console.clock(3725)).isEqualTo("1:02:05");
    assertThat(Console.clock(Double.NaN)).isEqualTo("?");
  }
}
