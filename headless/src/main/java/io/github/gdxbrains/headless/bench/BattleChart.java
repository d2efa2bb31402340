package io.github.gdxbrains.headless.bench;

import io.github.gdxbrains.headless.chart.LineChart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * What {@code battle} measured, over the number of agents in an arena: agents' steps a second, and
 * beside it the time that one of them took.
 */
public final class BattleChart {
  private static final int PANEL_WIDTH = 900;
  private static final int PANEL_HEIGHT = 640;

  private BattleChart() {}

  /** Draws figures of {@code battle}, a line for each backend and number of threads, as a PNG. */
  public static byte[] png(List<Figure> figures) {
    Map<String, List<Figure>> lines = new LinkedHashMap<>();
    for (Figure figure : figures) {
      String threads = figure.threads() == 1 ? " thread" : " threads";
      String name = figure.backend() + ", " + figure.threads() + threads;
      lines.computeIfAbsent(name, of -> new ArrayList<>()).add(figure);
    }
    String agents = Benchmarks.AGENTS + " agents in training";
    return LineChart.png(
        List.of(
            panel(agents + ": speed", "agents' steps a second", lines, speed -> speed),
            panel(agents + ": cost", "µs for one agent's step", lines, speed -> 1e6 / speed)));
  }

  private static LineChart panel(
      String title, String yTitle, Map<String, List<Figure>> lines, DoubleUnaryOperator value) {
    LineChart chart =
        new LineChart(
                "battle, " + title,
                "agents in an arena (logarithmic)",
                yTitle,
                PANEL_WIDTH,
                PANEL_HEIGHT)
            .logarithmic();
    int number = 0;
    for (Map.Entry<String, List<Figure>> line : lines.entrySet()) {
      chart.points(
          line.getKey(),
          line.getValue().stream().mapToDouble(BattleChart::agents).toArray(),
          line.getValue().stream()
              .mapToDouble(figure -> value.applyAsDouble(figure.value()))
              .toArray(),
          LineChart.color(number++));
    }
    return chart;
  }

  /** Of one arena: the last word of the figure's name. */
  private static int agents(Figure figure) {
    return Integer.parseInt(figure.name().substring(figure.name().lastIndexOf(' ') + 1));
  }
}
