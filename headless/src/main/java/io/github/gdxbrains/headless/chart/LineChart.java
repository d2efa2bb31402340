package io.github.gdxbrains.headless.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines, lines with points, and bands around lines, as a PNG. Names must differ. */
public final class LineChart {
  static final Color INK = new Color(0x33, 0x3A, 0x42);
  static final Color GRID = new Color(0xE4, 0xE7, 0xEB);

  /**
   * Told apart by people who see few colours, too: Okabe and Ito's, without the yellow, and three.
   */
  private static final List<Color> COLORS =
      List.of(
          new Color(0x00, 0x72, 0xB2),
          new Color(0xD5, 0x5E, 0x00),
          new Color(0x00, 0x9E, 0x73),
          new Color(0xCC, 0x79, 0xA7),
          new Color(0xE6, 0x9F, 0x00),
          new Color(0x56, 0xB4, 0xE9),
          new Color(0x33, 0x3A, 0x42),
          new Color(0x8C, 0x56, 0x1F),
          new Color(0x7B, 0x3F, 0xA0),
          new Color(0x8A, 0x9A, 0x1B));

  private static final String DECIMAL = "#,##0.###";

  /** Of 255, of a band's colour. */
  private static final int BAND_OPACITY = 56;

  private static final BasicStroke DASHED =
      new BasicStroke(
          1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {8, 6}, 0);

  /** More names than these do not fit in one row below the picture. */
  private static final int MOST_IN_A_ROW = 4;

  private final XYChart chart;
  private boolean isLogarithmic;
  private int bands;
  private int names;

  /** Where the line that ends last ends. */
  private double farthest;

  /**
   * An empty chart.
   *
   * @param width in pixels
   * @param height in pixels
   */
  public LineChart(String title, String xTitle, String yTitle, int width, int height) {
    chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    style();
  }

  /** The colour of a line by its number, from 0. */
  public static Color color(int line) {
    return COLORS.get(line % COLORS.size());
  }

  /**
   * Gives lines and points that are added from now on a logarithmic x axis, with a label at each
   * point where these grow by one factor, and a y axis from 0.
   */
  public LineChart logarithmic() {
    isLogarithmic = true;
    chart.getStyler().setXAxisMin(null).setYAxisMin(0.0).setYAxisDecimalPattern(DECIMAL);
    chart.setCustomXAxisTickLabelsFormatter(
        exponent -> String.format(Locale.ROOT, "%,.0f", Math.pow(2, exponent)));
    return this;
  }

  /** Adds a line through at least one point. */
  public LineChart line(String name, double[] x, double[] y, Color color, float width) {
    series(name, x, y, color, width);
    return this;
  }

  /** Adds a line whose points are marked. */
  public LineChart points(String name, double[] x, double[] y, Color color) {
    series(name, x, y, color, 2f).setMarker(SeriesMarkers.CIRCLE);
    return this;
  }

  /** Adds a line with points whose values are from 0 to 1, on an axis of its own to the right. */
  public LineChart shares(String name, String axisTitle, double[] x, double[] y, Color color) {
    series(name, x, y, color, 2f).setMarker(SeriesMarkers.CIRCLE).setYAxisGroup(1);
    chart.setYAxisGroupTitle(1, axisTitle);
    chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
    chart.getStyler().setYAxisMin(1, 0.0);
    chart.getStyler().setYAxisMax(1, 1.0);
    return this;
  }

  /** Adds a dashed thin line at one height, as long as the lines that are there already. */
  public LineChart level(String name, double y, Color color) {
    double[] ends = {0, farthest > 0 ? farthest : 1};
    series(name, ends, new double[] {y, y}, color, 1.5f).setLineStyle(DASHED);
    return this;
  }

  /** Shades what lies between two lines; later bands and lines are drawn above. */
  public LineChart band(double[] x, double[] low, double[] high, Color color) {
    int n = x.length;
    double[] outlineX = new double[2 * n];
    double[] outlineY = new double[2 * n];
    for (int i = 0; i < n; i++) {
      outlineX[i] = x[i];
      outlineY[i] = high[i];
      outlineX[2 * n - 1 - i] = x[i];
      outlineY[2 * n - 1 - i] = low[i];
    }
    Color faint = new Color(color.getRed(), color.getGreen(), color.getBlue(), BAND_OPACITY);
    XYSeries series = chart.addSeries("band " + bands++, outlineX, outlineY);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
    series.setMarker(SeriesMarkers.NONE);
    series.setFillColor(faint);
    series.setLineColor(faint);
    series.setLineStyle(new BasicStroke(0.5f));
    series.setShowInLegend(false);
    return this;
  }

  private XYSeries series(String name, double[] x, double[] y, Color color, float width) {
    farthest = Math.max(farthest, x[x.length - 1]);
    // XChart labels equally spaced points one by one, in odd numbers: the first moves by a hair
    double[] spaced = x.clone();
    if (isLogarithmic) {
      Arrays.setAll(spaced, i -> Math.log(x[i]) / Math.log(2));
    } else if (x.length > 1) {
      spaced[0] -= 1e-4 * (x[1] - x[0]);
    }
    XYSeries series = chart.addSeries(name, spaced, y);
    names++;
    series.setMarker(x.length > 1 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    series.setMarkerColor(color);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    return series;
  }

  /** The chart as a PNG. */
  public byte[] png() {
    return png(List.of(this));
  }

  /** Charts of one size side by side as a PNG. */
  public static byte[] png(List<LineChart> charts) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      List<XYChart> all = charts.stream().map(LineChart::finished).toList();
      BitmapEncoder.saveBitmap(all, 1, all.size(), png, BitmapEncoder.BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }

  /** With names that would make too long a row listed one below the other at the side. */
  private XYChart finished() {
    if (names > MOST_IN_A_ROW) {
      chart
          .getStyler()
          .setLegendPosition(Styler.LegendPosition.OutsideE)
          .setLegendLayout(Styler.LegendLayout.Vertical);
    }
    return chart;
  }

  private void style() {
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
        .setXAxisDecimalPattern(DECIMAL)
        .setMarkerSize(8);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setAntiAlias(true);
  }
}
