package io.github.gdxbrains.headless.run;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Return over steps, and how evaluations went, as a picture. */
final class Curve {
  private static final Color FAINT = new Color(0x9D, 0xC3, 0xE6);
  private static final Color STRONG = new Color(0x1F, 0x5F, 0xA8);
  private static final Color EVALUATION = new Color(0xD9, 0x6C, 0x1E);
  private static final Color RATE = new Color(0x2B, 0x8A, 0x57);
  private static final Color INK = new Color(0x33, 0x3A, 0x42);
  private static final Color GRID = new Color(0xE4, 0xE7, 0xEB);

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
    XYChart chart =
        new XYChartBuilder()
            .width(1200)
            .height(700)
            .title(title)
            .xAxisTitle("steps (decisions of learning agents)")
            .yAxisTitle("return of an episode")
            .build();
    style(chart);
    if (!steps.isEmpty() && (evaluatedSteps.isEmpty() || !isFlat(returns))) {
      line(chart, "training return, mean of 100 episodes", steps, returns, FAINT, 1.5f);
      line(chart, "smoothed", steps, smooth(returns), STRONG, 3f);
    }
    if (!evaluatedSteps.isEmpty()) {
      points(chart, "evaluation: return", evaluatedReturns, EVALUATION);
      if (scoreRates.stream().noneMatch(rate -> Double.isNaN(rate))) {
        points(chart, "evaluation: score rate (right)", scoreRates, RATE).setYAxisGroup(1);
        chart.setYAxisGroupTitle(1, "score rate against the opponent");
        chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
        chart.getStyler().setYAxisMin(1, 0.0);
        chart.getStyler().setYAxisMax(1, 1.0);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }

  private static XYSeries line(
      XYChart chart, String name, List<Double> x, List<Double> y, Color color, float width) {
    // XChart labels equally spaced points one by one, in odd numbers: the first moves by a hair
    List<Double> spaced = new ArrayList<>(x);
    spaced.set(0, x.get(0) - 0.25);
    XYSeries series = chart.addSeries(name, spaced, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    return series;
  }

  private XYSeries points(XYChart chart, String name, List<Double> values, Color color) {
    XYSeries series = line(chart, name, evaluatedSteps, values, color, 2f);
    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color);
    return series;
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

  private static void style(XYChart chart) {
    Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    chart
        .getStyler()
        .setChartBackgroundColor(Color.WHITE)
        .setChartFontColor(INK)
        .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 20))
        .setChartTitleBoxVisible(false)
        .setChartPadding(18)
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal)
        .setLegendFont(plain)
        .setLegendBorderColor(Color.WHITE)
        .setPlotBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false);
    chart
        .getStyler()
        .setAxisTitleFont(plain)
        .setAxisTickLabelsFont(plain)
        .setPlotGridLinesColor(GRID)
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setXAxisDecimalPattern("#,##0")
        .setMarkerSize(8);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setAntiAlias(true);
  }
}
