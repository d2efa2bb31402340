package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.config.AtomicFiles;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.headless.bench.BattleChart;
import io.github.gdxbrains.headless.bench.Benchmarks;
import io.github.gdxbrains.headless.bench.Figure;
import io.github.gdxbrains.headless.run.Reports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench}: measures this machine. */
@Command(
    name = "bench",
    description = "Measures networks, games and training on this machine.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description =
          "forward, train-step, inference, hierarchy, nature-cnn, lstm, replay, simulate [GAME], cartpole-small,"
              + " cartpole-large, dqn-cartpole,"
              + " soccer, battle, memory; all by default.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Seconds of measuring for each figure; each case has its own by default.")
  private Optional<Double> seconds;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many cores are all cores; all that there are by default.")
  private Optional<Integer> threads;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Measures only simd, scalar or nd4j; all of them by default.")
  private Optional<String> backend;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private Optional<Path> json;

  @Option(
      names = "--chart",
      paramLabel = "FILE.png",
      description = "Draws the figures of battle over the number of agents in an arena.")
  private Optional<Path> chart;

  @Mixin private GameParameters parameters = new GameParameters();

  @Mixin private Workplace workplace;

  @Override
  public Integer call() {
    Workplace.requireWritable("--json", json);
    Workplace.requireWritable("--chart", chart);
    if (seconds.isPresent() && !(seconds.get() > 0)) {
      throw new UserError("--seconds is " + seconds.get() + ", but must be greater than 0");
    }
    List<String> wanted = names.isEmpty() ? Benchmarks.NAMES : names;
    List<Game> games = Benchmarks.games(wanted, workplace.catalog());
    if (chart.isPresent() && !wanted.equals(List.of(Benchmarks.BATTLE))) {
      throw new UserError("--chart is for one case alone: give it with bench battle");
    }
    if (!parameters.isEmpty() && games.size() != 1) {
      throw new UserError("--parameter is for one game: give it with simulate GAME");
    }
    games.forEach(game -> parameters.of(game, Map.of()));
    backend.ifPresent(Workplace::requireBackend);
    Benchmarks benchmarks =
        new Benchmarks(
            workplace.experiments(),
            workplace.catalog(),
            spec.commandLine().getOut(),
            seconds,
            Workplace.threads(threads),
            backend,
            game -> parameters.of(game, Map.of()));
    List<Figure> figures = benchmarks.run(wanted);
    Reports.write(json, figures.stream().map(Figure::report).toList());
    chart.ifPresent(file -> AtomicFiles.write(file, BattleChart.png(figures)));
    return 0;
  }
}
