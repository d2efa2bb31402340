package io.github.gdxbrains.headless.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdxbrains.headless.Main;
import io.github.gdxbrains.headless.chart.LineChart;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.ParameterLayout;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchmarksTest {
  @TempDir Path folder;

  private JsonNode bench(String... arguments) throws IOException {
    Path json = folder.resolve("bench.json");
    List<String> all = new ArrayList<>(List.of("bench"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--json", json.toString()));
    StringWriter err = new StringWriter();
    int exit =
        Main.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(new String[0]));
    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    return new ObjectMapper().readTree(json.toFile());
  }

  @Test
  void figuresHaveTheirSchema() throws IOException {
    JsonNode figures = bench("simulate", "cartpole", "--seconds", "0.05", "--threads", "1");

    assertThat(figures.isArray()).isTrue();
    List<String> keys = new ArrayList<>();
    figures.get(0).fieldNames().forEachRemaining(keys::add);
    assertThat(keys)
        .containsExactly(
            "name", "backend", "threads", "rows", "units", "value", "unit", "share_of_peak");
    assertThat(figures.get(0).get("name").asText()).isEqualTo("simulate cartpole");
    assertThat(figures.get(0).get("backend").isNull()).isTrue();
    assertThat(figures.get(0).get("share_of_peak").isNull()).isTrue();
    assertThat(figures.get(0).get("value").asDouble()).isPositive();
  }

  @Test
  void trainingIsMeasuredOnEveryBackend() throws IOException {
    JsonNode figures = bench("cartpole-small", "--seconds", "0.05", "--threads", "1");

    assertThat(figures).hasSizeGreaterThanOrEqualTo(1);
    assertThat(figures.get(0).get("backend").asText()).isEqualTo("scalar");
    figures.forEach(
        figure -> {
          assertThat(figure.get("unit").asText()).isEqualTo("steps/s");
          assertThat(figure.get("rows").asInt()).isEqualTo(8);
          assertThat(figure.get("units").asInt()).isEqualTo(64);
        });
  }

  @Test
  void lessTimeIsBetterAndMoreSpeedIsBetter() {
    Figure slow = Figure.of("inference", "scalar", 1, 8, Figure.MICROSECONDS);
    Figure fast = Figure.of("inference", "simd", 1, 2, Figure.MICROSECONDS);
    assertThat(fast.ratioTo(slow)).isEqualTo(4);
    assertThat(Figure.of("x", "simd", 1, 8, "steps/s").ratioTo(Figure.of("x", "", 1, 2, "steps/s")))
        .isEqualTo(4);
  }

  @Test
  void onlyTheBackendThatWasNamedIsMeasured() throws IOException {
    JsonNode figures =
        bench("cartpole-small", "--seconds", "0.05", "--threads", "1", "--backend", "scalar");

    assertThat(figures).hasSize(1);
    assertThat(figures.get(0).get("backend").asText()).isEqualTo("scalar");
  }

  @Test
  void battleIsDrawnAsTwoPanelsWithALineForEachNumberOfThreads() throws IOException {
    List<Figure> figures = new ArrayList<>();
    for (int agents = 2; agents <= 512; agents *= 4) {
      figures.add(Figure.of("battle " + agents, "simd", 1, 30_000 + agents, "steps/s"));
    }
    byte[] oneThread = BattleChart.png(figures);
    for (int agents = 2; agents <= 512; agents *= 4) {
      figures.add(Figure.of("battle " + agents, "simd", 2, 50_000 - agents, "steps/s"));
    }
    byte[] both = BattleChart.png(figures);

    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(both));
    assertThat(picture.getWidth()).isEqualTo(2 * 900);
    Color second = LineChart.color(1);
    for (int panel = 0; panel < 2; panel++) {
      int left = 900 * panel;
      assertThat(pixels(picture, left, second)).isPositive();
      assertThat(pixels(ImageIO.read(new ByteArrayInputStream(oneThread)), left, second)).isZero();
    }
  }

  /** How many pixels of a panel have a colour. */
  private static int pixels(BufferedImage picture, int left, Color color) {
    int count = 0;
    for (int x = left; x < left + 900; x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        count += picture.getRGB(x, y) == color.getRGB() ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void everyMultiplyAddOfAForwardPassIsCounted() {
    MeasuredNetwork network = MeasuredNetwork.POLICY_AND_VALUE;
    int biases = 2 * (64 + 64) + MeasuredNetwork.OPTIONS + 1;
    int weights = new ParameterLayout(network.spec(64)).size() - biases;

    assertThat(network.forwardFlops(64)).isCloseTo(2.0 * weights, within(1e-6));
    assertThat(network.trainFlops(64))
        .isCloseTo(6.0 * weights - 4.0 * MeasuredNetwork.INPUTS * 64, within(1e-6));
  }

  @Test
  void aConvolutionsWeightsCountForEachPixelOfItsResults() {
    double first = 20.0 * 20 * (8 * 8 * 4) * 32;
    double second = 9.0 * 9 * (4 * 4 * 32) * 64;
    double third = 7.0 * 7 * (3 * 3 * 64) * 64;
    double dense = 7.0 * 7 * 64 * 512 + 512 * 6;
    double all = first + second + third + dense;

    assertThat(MeasuredNetwork.NATURE_CNN.forwardFlops(512)).isEqualTo(2 * all);
    assertThat(MeasuredNetwork.NATURE_CNN.trainFlops(512)).isEqualTo(2 * (3 * all - first));
  }

  @Test
  void anLstmsRowIsOneStep() {
    double input = 32 * 4 * 128;
    double all = input + 128 * 4 * 128 + 128 * 6;

    assertThat(MeasuredNetwork.LSTM.forwardFlops(128)).isEqualTo(2 * all);
    assertThat(MeasuredNetwork.LSTM.trainFlops(128)).isEqualTo(2 * (3 * all - input));
  }

  @Test
  void aBackendThatCannotComputeANetworkIsLeftOut() {
    StringWriter out = new StringWriter();
    Session session = new Session(new PrintWriter(out), Optional.empty(), 1, Optional.empty());
    NetworkSpec huge = MeasuredNetwork.POLICY_AND_VALUE.spec(65_536);

    assertThat(session.backends("huge", huge)).isEmpty();
    assertThat(out.toString())
        .contains("huge leaves out simd: trunk0/dense1 is 65536 x 65536: the network has too many");
  }

  @Test
  void threadsShareTheRows() {
    for (MeasuredNetwork network : MeasuredNetwork.values()) {
      NetworkBenchmark benchmark = benchmark(network, 2 * network.steps(), 2);

      float[] firstHalf = benchmark.forward();

      assertThat(firstHalf).hasSize(network.steps() * network.spec(16).outputs());
      assertThat(benchmark.trainStep()).isPositive();
      benchmark.tearDown();
    }
  }

  private static NetworkBenchmark benchmark(MeasuredNetwork network, int rows, int threads) {
    NetworkBenchmark benchmark = new NetworkBenchmark();
    benchmark.kind = network;
    benchmark.backend = "scalar";
    benchmark.units = 16;
    benchmark.rows = rows;
    benchmark.threads = threads;
    benchmark.setUp();
    return benchmark;
  }

  @Test
  void whatIsMeasuredDecides() {
    NetworkBenchmark benchmark = benchmark(MeasuredNetwork.POLICY_AND_VALUE, 16, 1);

    assertThat(benchmark.decide()).hasSize(16);
    int[] byOneNetwork = benchmark.decide().clone();
    assertThat(benchmark.decideByHierarchy()).isEqualTo(byOneNetwork); // its skills are that one
    benchmark.tearDown();
  }
}
