package io.github.gdxbrains.headless.run;

import io.github.gdxbrains.headless.chart.LineChart;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** Return over steps, and how evaluations went, as a picture. */
final class Curve {
  private static final Color FAINT = new Color(0x9D, 0xC3, 0xE6);
  private static final Color STRONG = new Color(0x1F, 0x5F, 0xA8);
  private static final Color EVALUATION = new Color(0xD9, 0x6C, 0x1E);
  private static final Color RATE = new Color(0x2B, 0x8A, 0x57);

  /** A point of the smoothed line sees this part of all points to either side of it. */
  private static final int SMOOTHING = 30;

  private final String title;
  private final List<Double> steps = new ArrayList<>();
  private final List<Double> returns = new ArrayList<>();
  private final List<Double> evaluatedSteps = new ArrayList<>();
  private final List<Double> evaluatedReturns = new ArrayList<>();
  private final List<Double> scoreRates = new ArrayList<>();

  Curve(String title) {
    this.title = title;
  }

  /** Adds the mean return of late; NaN is left out. */
  void addReturn(double step, double meanReturn) {
    if (!Double.isNaN(meanReturn)) {
      steps.add(step);
      returns.add(meanReturn);
    }
  }

  /**
   * Adds an evaluation.
   *
   * @param scoreRate NaN in games without opponents
   */
  void addEvaluation(double step, double meanReturn, double scoreRate) {
    evaluatedSteps.add(step);
    evaluatedReturns.add(meanReturn);
    scoreRates.add(scoreRate);
  }

  /** Whether there is nothing to draw yet. */
  boolean isEmpty() {
    return steps.isEmpty() && evaluatedSteps.isEmpty();
  }

  /** Draws it as a PNG of 1200 by 700 pixels. */
  byte[] png() {
    LineChart chart =
        new LineChart(
            title, "steps (decisions of learning agents)", "return of an episode", 1200, 700);
    if (!steps.isEmpty() && (evaluatedSteps.isEmpty() || !isFlat(returns))) {
      double[] x = array(steps);
      chart.line("training return, mean of 100 episodes", x, array(returns), FAINT, 1.5f);
      chart.line("smoothed", x, array(smooth(returns)), STRONG, 3f);
    }
    if (!evaluatedSteps.isEmpty()) {
      double[] x = array(evaluatedSteps);
      chart.points("evaluation: return", x, array(evaluatedReturns), EVALUATION);
      if (scoreRates.stream().noneMatch(rate -> Double.isNaN(rate))) {
        chart.shares(
            "evaluation: score rate (right)",
            "score rate against the opponent",
            x,
            array(scoreRates),
            RATE);
      }
    }
    return chart.png();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** As the return of a policy that plays itself, where one team wins what the other loses. */
  private static boolean isFlat(List<Double> values) {
    double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return high - low < 1e-3 * Math.max(1, Math.abs(high));
  }

  /** The mean of each value and its neighbours on both sides, the nearest weighing most. */
  private static List<Double> smooth(List<Double> values) {
    int reach = values.size() / SMOOTHING;
    List<Double> smoothed = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      int near = Math.min(reach, Math.min(i, values.size() - 1 - i));
      double sum = 0;
      double weights = 0;
      for (int offset = -near; offset <= near; offset++) {
        double weight = 1 + near - Math.abs(offset);
        sum += weight * values.get(i + offset);
        weights += weight;
      }
      smoothed.add(sum / weights);
    }
    return smoothed;
  }
}
