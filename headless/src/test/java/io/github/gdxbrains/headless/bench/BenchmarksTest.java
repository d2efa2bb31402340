package io.github.gdxbrains.headless.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdxbrains.headless.Main;
import io.github.gdxbrains.nn.ParameterLayout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  void everyMultiplyAddOfAForwardPassIsCounted() {
    int biases = 2 * (64 + 64) + NetworkBenchmark.OPTIONS + 1;
    int weights = new ParameterLayout(NetworkBenchmark.spec(64)).size() - biases;

    assertThat(NetworkBenchmark.forwardFlops(64)).isCloseTo(2.0 * weights, within(1e-6));
    assertThat(NetworkBenchmark.trainFlops(64))
        .isCloseTo(6.0 * weights - 4.0 * NetworkBenchmark.INPUTS * 64, within(1e-6));
  }

  @Test
  void whatIsMeasuredComputes() {
    NetworkBenchmark benchmark = new NetworkBenchmark();
    benchmark.backend = "scalar";
    benchmark.units = 64;
    benchmark.rows = 16;
    benchmark.threads = 1;
    benchmark.setUp();

    assertThat(benchmark.forward()).hasSize(16 * (NetworkBenchmark.OPTIONS + 1));
    assertThat(benchmark.trainStep()).isPositive();
    assertThat(benchmark.decide()).hasSize(16);
    benchmark.tearDown();
  }
}
