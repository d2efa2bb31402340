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
  private static final Color INK = new Color(0x33, 0x3A, 0x42);
  private static final Color GRID = new Color(0xE4, 0xE7, 0xEB);

  /** A point of the smoothed line sees this part of all points to either side of it. */
  private static final int SMOOTHING = 30;

  private final String title;
  private final List<Double> steps = new ArrayList<>();
  private final List<Double> returns = new ArrayList<>();
  private final List<Double> evaluatedSteps = new ArrayList<>();
  private final List<Double> scores = new ArrayList<>();
  private boolean scoresAreRates;

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
   * @param isRate whether the score is a score rate, within 0 and 1, rather than a return
   */
  void addScore(double step, double score, boolean isRate) {
    evaluatedSteps.add(step);
    scores.add(score);
    scoresAreRates = isRate;
  }

  /** Whether there is nothing to draw yet. */
  boolean isEmpty() {
    return steps.isEmpty() && scores.isEmpty();
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
    if (!steps.isEmpty()) {
      line(chart, "mean of 100 training episodes", steps, returns, FAINT, 1.5f);
      line(chart, "smoothed", steps, smooth(returns), STRONG, 3f);
    }
    if (!scores.isEmpty()) {
      String name = scoresAreRates ? "evaluation: score rate" : "evaluation: return";
      XYSeries series = line(chart, name, evaluatedSteps, scores, EVALUATION, 2f);
      series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(EVALUATION);
      if (scoresAreRates) {
        series.setYAxisGroup(1);
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
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    return series;
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
