package io.github.gdxbrains.headless.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.headless.compare.RunCurve.Axis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComparisonTest {
  @TempDir Path folder;

  /** A run of 100 and 200 steps, in as many tenths of a second. */
  private Path run(String name, String game, int seed, String rate, double... returns)
      throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        run.resolve("config.yaml"),
        "game: " + game + "\nlr: " + rate + "\nenv_settings: {num_envs: 2, seed: " + seed + "}\n");
    List<String> rows = new ArrayList<>(List.of("step,seconds,mean_return"));
    for (int i = 0; i < returns.length; i++) {
      rows.add(100 * (i + 1) + "," + 10 * (i + 1) + "," + returns[i]);
    }
    rows.add("300,half a r");
    Files.write(run.resolve("metrics.csv"), rows);
    return run;
  }

  private static Comparison compare(List<String> metrics, Object... runs) {
    List<Series> series = new ArrayList<>();
    for (Object run : runs) {
      series.add(Series.of(run.toString()));
    }
    return Comparison.of(series, metrics, OptionalDouble.of(4), List.of());
  }

  @Test
  void foldersOfSeedsAreSeriesAndTheirLastRowsCount() throws IOException {
    run("a/seed-9", "toy", 9, "1", 0, 2);
    run("a/seed-10", "toy", 10, "1", 5, 6);
    run("b/seed-1", "toy", 1, "2", 1, 3);

    Comparison comparison = compare(List.of(), folder.resolve("a"), "other=" + folder.resolve("b"));

    MetricComparison metric = comparison.metrics().get(0);
    assertThat(metric.metric()).isEqualTo("mean_return");
    MetricComparison.Result a = metric.series().get(0);
    assertThat(a.label()).isEqualTo("a");
    assertThat(a.runs())
        .containsExactly(
            folder.resolve("a/seed-9").toString(), folder.resolve("a/seed-10").toString());
    assertThat(a.last().mean()).isEqualTo(4);
    assertThat(a.last().meanInterval()).contains(new Interval(2, 6));
    assertThat(a.reached(4)).isEqualTo(1);
    assertThat(metric.series().get(1).label()).isEqualTo("other");
    assertThat(metric.improvement().orElseThrow().probability()).isEqualTo(0.5);
    assertThat(comparison.notes())
        .containsExactly("other: a single run, so a line without an interval");
  }

  @Test
  void evaluationsTakePlaceAtTheirSecond() throws IOException {
    Path run = run("a", "toy", 1, "1", 0, 2);
    Files.writeString(run.resolve("evaluations.csv"), "step,score_rate\n150,0.25\n250,0.5\n");
    Files.writeString(run.resolve("summary.json"), "{\"steps\": 300, \"wall_seconds\": 60}");

    MetricComparison metric = compare(List.of("score_rate"), run).metrics().get(0);

    assertThat(metric.metric()).isEqualTo("evaluation/score_rate");
    assertThat(metric.series().get(0).curves().get(0).places(Axis.SECONDS)).containsExactly(15, 40);
    assertThat(compare(List.of(), run).metrics())
        .extracting(MetricComparison::metric)
        .containsExactly("mean_return", "evaluation/score_rate");
  }

  @Test
  void notesSayWhatAReaderMustKnow() throws IOException {
    run("a/seed-1", "toy", 1, "1", 0, 2);
    run("a/seed-2", "toy", 2, "7", 5);
    Files.delete(run("a/seed-3", "toy", 3, "1").resolve("metrics.csv"));

    assertThat(compare(List.of(), folder.resolve("a")).notes())
        .containsExactly(
            folder.resolve("a/seed-3") + " has no row in metrics.csv yet and is left out",
            "a: its runs differ in more than the seed (see their config.yaml)",
            "mean_return: runs end between step 100 and 200; each counts with its own last value,"
                + " and over steps a line ends where its first run does");
  }

  @Test
  void whatCannotBeComparedIsRefusedInOneLine() throws IOException {
    Path toy = run("toy", "toy", 1, "1", 0);
    Path pong = run("pong", "pong", 1, "1", 0);
    assertThatThrownBy(() -> compare(List.of(), toy, pong))
        .isInstanceOf(UserError.class)
        .hasMessage(
            toy
                + " is a run of toy, but "
                + pong
                + " of pong: only runs of one game can be compared");
    assertThatThrownBy(() -> compare(List.of(), toy, toy))
        .hasMessage("two series are called toy: name them apart by LABEL=RUN");
    assertThatThrownBy(() -> compare(List.of("mean_retrun"), toy))
        .hasMessage(
            "--metric: no metric of all runs is named 'mean_retrun'; did you mean 'mean_return'?");
    assertThatThrownBy(() -> compare(List.of(), folder.resolve("pogn")))
        .hasMessage(
            folder.resolve("pogn")
                + ": holds no run (no config.yaml) and no folders of runs; did you mean 'pong'?");
    Files.delete(toy.resolve("metrics.csv"));
    assertThatThrownBy(() -> compare(List.of(), toy))
        .hasMessage("toy: nothing to compare, no run has a row in metrics.csv yet");
    assertThatThrownBy(() -> compare(List.of())).hasMessage("compare what? name folders of runs");
  }

  @Test
  void referencesAreDrawnInTheFirstMetricsPictures() throws IOException {
    Path run = run("a", "toy", 1, "1", 0, 2);
    Files.writeString(run.resolve("evaluations.csv"), "step,score_rate\n150,0.25\n");
    Path without = folder.resolve("without");
    Path with = folder.resolve("with");
    List<Series> series = List.of(Series.of(run.toString()));
    List<Reference> references = List.of(Reference.of("script=7.5"), Reference.of("a=b=-2"));

    ComparisonFiles.draw(compare(List.of(), run), without);
    Comparison comparison = Comparison.of(series, List.of(), OptionalDouble.empty(), references);
    ComparisonFiles.draw(comparison, with);
    ComparisonFiles.writeTables(comparison, with);

    for (String picture : List.of("mean_return-steps.png", "mean_return-seconds.png")) {
      assertThat(without.resolve(picture)).exists();
      assertThat(Files.mismatch(with.resolve(picture), without.resolve(picture))).isNotEqualTo(-1);
    }
    String second = "evaluation-score_rate-steps.png";
    assertThat(with.resolve(second)).hasSameBinaryContentAs(without.resolve(second));
    JsonNode json = new ObjectMapper().readTree(with.resolve("comparison.json").toFile());
    assertThat(json.get("references").toString())
        .isEqualTo("[{\"label\":\"script\",\"value\":7.5},{\"label\":\"a=b\",\"value\":-2.0}]");
  }

  @Test
  void aReferenceIsALabelOfItsOwnAndANumber() throws IOException {
    List<Series> series = List.of(Series.of(run("a", "toy", 1, "1", 0).toString()));
    for (String wrong : List.of("7", "=7", "script=", "script=high", "script=NaN")) {
      assertThatThrownBy(() -> Reference.of(wrong))
          .isInstanceOf(UserError.class)
          .hasMessage("--reference " + wrong + ": must be LABEL=NUMBER, such as random=-26.5");
    }
    for (List<Reference> taken :
        List.of(
            List.of(new Reference("a", 1)),
            List.of(new Reference("b", 1), new Reference("a", 1)),
            List.of(new Reference("b", 1), new Reference("b", 2)))) {
      String label = taken.get(taken.size() - 1).label();
      assertThatThrownBy(() -> Comparison.of(series, List.of(), OptionalDouble.empty(), taken))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "--reference: a series or another reference is called "
                  + label
                  + " as well: name them apart");
    }
  }

  @Test
  void aMetricThatOneRunLacksIsNoneOfAllRuns() throws IOException {
    Path both = run("both", "toy", 1, "1", 0, 2);
    Files.writeString(both.resolve("evaluations.csv"), "step,score_rate\n150,0.25\n");
    Path one = run("one", "toy", 1, "1", 0, 2);

    assertThatThrownBy(() -> compare(List.of("score_rate"), both, one))
        .hasMessage("--metric: no metric of all runs is named 'score_rate'; valid are mean_return");
  }

  @Test
  void picturesAndTablesAreWritten() throws IOException {
    run("a/seed-1", "toy", 1, "1", 0, 2);
    run("a/seed-2", "toy", 2, "1", 5, 6);
    run("b,c/seed-1", "toy", 1, "2", 1, 3);
    Comparison comparison = compare(List.of(), folder.resolve("a"), folder.resolve("b,c"));
    Path out = folder.resolve("out");

    ComparisonFiles.writeTables(comparison, out);
    List<Path> pictures = ComparisonFiles.draw(comparison, out);

    assertThat(Files.readAllLines(out.resolve("comparison.csv")))
        .containsExactly(
            "metric,series,runs,mean,mean_low,mean_high,iqm,iqm_low,iqm_high,median,min,max,"
                + "threshold,reached,steps_to_threshold,seconds_to_threshold",
            "mean_return,a,2,4.0,2.0,6.0,4.0,2.0,6.0,4.0,2.0,6.0,4.0,1,,",
            "mean_return,\"b,c\",1,3.0,,,3.0,,,3.0,3.0,3.0,4.0,0,,");
    assertThat(out.resolve("comparison.json")).content().contains("\"resamples\" : 2000");
    assertThat(pictures)
        .containsExactly(
            out.resolve("mean_return-steps.png"), out.resolve("mean_return-seconds.png"));
    for (Path picture : pictures) {
      assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1800);
    }
  }
}
