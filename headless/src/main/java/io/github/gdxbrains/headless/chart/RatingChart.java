package io.github.gdxbrains.headless.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Players from the strongest on, as a PNG: a row for each, with its rating and interval on the left
 * and its score rates against all others, as a map of colours, on the right.
 */
public final class RatingChart {
  private static final Color BAND = new Color(0xF5, 0xF7, 0xF9);
  private static final Color FAINT_INK = new Color(0x7A, 0x84, 0x8F);
  private static final Color DOT = new Color(0x00, 0x72, 0xB2);
  private static final Color BAR = new Color(0x7F, 0xB8, 0xD8);

  // score rates 0, 0.5 and 1: told apart by people who see few colours, too
  private static final Color LOW = new Color(0xD5, 0x5E, 0x00);
  private static final Color EVEN = new Color(0xF7, 0xF4, 0xEE);
  private static final Color HIGH = new Color(0x00, 0x72, 0xB2);

  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 22);
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
  private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 15);

  private static final int MARGIN = 28;
  private static final int GAP = 24;
  private static final int HEADER = 76;
  private static final int RATINGS_WIDTH = 520;

  /** At the right end of that: a rating as text, beside the greatest. */
  private static final int LABEL_WIDTH = 110;

  private static final int LONGEST_NAME = 300;
  private static final int FOOTER = 76;

  private static final int LEGEND_WIDTH = 320;

  /** Names above columns are written at 45 degrees: so wide and high is one of length 1. */
  private static final double SLANT = 0.71;

  /** Cells smaller than this hold no number. */
  private static final int LEAST_FOR_TEXT = 38;

  /** The tick marks of ratings are so far apart, or ten times, or a hundred times. */
  private static final double[] TICKS = {10, 20, 50};

  private static final int MOST_TICKS = 7;

  private final List<Row> rows;
  private final Graphics2D g;
  private final int cell;
  private final int top;
  private final int ratingsLeft;
  private final int mapLeft;
  private final double low;
  private final double high;

  /**
   * A player.
   *
   * @param margin half the width of the interval around the rating
   * @param scoreRates against the players of all rows, from 0 to 1; NaN against itself
   */
  public record Row(String name, double rating, double margin, double[] scoreRates) {}

  private RatingChart(Graphics2D g, List<Row> rows, int cell, int nameWidth, int header) {
    this.g = g;
    this.rows = rows;
    this.cell = cell;
    top = MARGIN + header;
    ratingsLeft = MARGIN + nameWidth + GAP;
    mapLeft = ratingsLeft + RATINGS_WIDTH + GAP;
    double least = rows.stream().mapToDouble(row -> row.rating - row.margin).min().orElse(0);
    double most = rows.stream().mapToDouble(row -> row.rating + row.margin).max().orElse(1);
    double room = 0.04 * Math.max(50, most - least);
    low = least - room;
    high = most + room;
  }

  /**
   * Draws the picture.
   *
   * @param rows at least one, from the strongest on
   */
  public static byte[] png(String title, String subtitle, List<Row> rows) {
    int cell = Math.max(24, Math.min(64, 900 / rows.size()));
    BufferedImage scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    FontMetrics metrics = scratch.createGraphics().getFontMetrics(BOLD);
    int nameWidth = 0;
    double mapWidth = LEGEND_WIDTH;
    for (int column = 0; column < rows.size(); column++) {
      int own = Math.min(metrics.stringWidth(rows.get(column).name), LONGEST_NAME);
      nameWidth = Math.max(nameWidth, own);
      mapWidth = Math.max(mapWidth, (column + 0.5) * cell + SLANT * own);
    }
    mapWidth = Math.max(mapWidth, rows.size() * cell);
    int header = Math.max(HEADER, (int) (SLANT * nameWidth) + 16);
    int width = 2 * MARGIN + nameWidth + 2 * GAP + RATINGS_WIDTH + (int) mapWidth;
    int height = 2 * MARGIN + header + rows.size() * cell + FOOTER;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    RatingChart chart = new RatingChart(g, rows, cell, nameWidth, header);
    chart.text(title, MARGIN, MARGIN + 22, TITLE, LineChart.INK);
    chart.text(subtitle, MARGIN, MARGIN + 50, PLAIN, FAINT_INK);
    chart.drawNames(nameWidth);
    chart.drawRatings();
    chart.drawMap(nameWidth);
    g.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }

  private int middle(int row) {
    return top + row * cell + cell / 2;
  }

  private int bottom() {
    return top + rows.size() * cell;
  }

  private double x(double rating) {
    return ratingsLeft + (RATINGS_WIDTH - LABEL_WIDTH) * (rating - low) / (high - low);
  }

  private void drawNames(int nameWidth) {
    for (int row = 0; row < rows.size(); row++) {
      if (row % 2 == 0) {
        g.setColor(BAND);
        g.fillRect(MARGIN - 8, top + row * cell, mapLeft - MARGIN + 8 - GAP / 2, cell);
      }
      String name = shortened(rows.get(row).name, nameWidth);
      text(name, MARGIN, middle(row) + 5, BOLD, LineChart.INK);
    }
  }

  private void drawRatings() {
    double tick = tick();
    g.setStroke(new BasicStroke(1));
    for (double rating = tick * Math.ceil(low / tick); rating <= high; rating += tick) {
      g.setColor(LineChart.GRID);
      g.draw(new Line2D.Double(x(rating), top, x(rating), bottom()));
      centred(String.format(Locale.ROOT, "%.0f", rating), x(rating), bottom() + 22, FAINT_INK);
    }
    centred("Elo, with 95 % intervals", (x(low) + x(high)) / 2, bottom() + 54, LineChart.INK);
    for (int r = 0; r < rows.size(); r++) {
      Row row = rows.get(r);
      double left = x(row.rating - row.margin);
      double right = x(row.rating + row.margin);
      g.setColor(BAR);
      g.setStroke(new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.draw(new Line2D.Double(left, middle(r), right, middle(r)));
      g.setColor(DOT);
      g.fill(new Ellipse2D.Double(x(row.rating) - 7, middle(r) - 7, 14, 14));
      String label = String.format(Locale.ROOT, "%.0f ± %.0f", row.rating, row.margin);
      text(label, right + 14, middle(r) + 5, PLAIN, LineChart.INK);
    }
  }

  private double tick() {
    for (double power = 1; ; power *= 10) {
      for (double tick : TICKS) {
        if ((high - low) / (tick * power) <= MOST_TICKS) {
          return tick * power;
        }
      }
    }
  }

  private void drawMap(int nameWidth) {
    for (int column = 0; column < rows.size(); column++) {
      AffineTransform before = g.getTransform();
      g.rotate(-Math.PI / 4, mapLeft + (column + 0.5) * cell, top - 10.0);
      text(
          shortened(rows.get(column).name, nameWidth),
          mapLeft + (column + 0.5) * cell,
          top - 6.0,
          PLAIN,
          LineChart.INK);
      g.setTransform(before);
      for (int row = 0; row < rows.size(); row++) {
        drawCell(row, column, rows.get(row).scoreRates[column]);
      }
    }
    double width = Math.max(160, Math.min(LEGEND_WIDTH, rows.size() * cell));
    for (int i = 0; i < width; i++) {
      g.setColor(color(i / (width - 1)));
      g.fill(new Rectangle2D.Double(mapLeft + i, bottom() + 14, 1.5, 12));
    }
    text("0", mapLeft, bottom() + 44, PLAIN, FAINT_INK);
    centred("0.5", mapLeft + width / 2, bottom() + 44, FAINT_INK);
    centred("1", mapLeft + width - 5, bottom() + 44, FAINT_INK);
    text("score rate of the row against the column", mapLeft, bottom() + 70, PLAIN, LineChart.INK);
  }

  private void drawCell(int row, int column, double rate) {
    int left = mapLeft + column * cell;
    int above = top + row * cell;
    g.setColor(Double.isNaN(rate) ? BAND : color(rate));
    g.fillRect(left + 1, above + 1, cell - 2, cell - 2);
    if (!Double.isNaN(rate) && cell >= LEAST_FOR_TEXT) {
      Color ink = Math.abs(rate - 0.5) > 0.3 ? Color.WHITE : LineChart.INK;
      centred(
          String.format(Locale.ROOT, "%.2f", rate), left + cell / 2.0, above + cell / 2.0 + 5, ink);
    }
  }

  private static Color color(double rate) {
    Color end = rate < 0.5 ? LOW : HIGH;
    double share = Math.abs(rate - 0.5) * 2;
    return new Color(
        mix(EVEN.getRed(), end.getRed(), share),
        mix(EVEN.getGreen(), end.getGreen(), share),
        mix(EVEN.getBlue(), end.getBlue(), share));
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.round(from + share * (to - from));
  }

  private void centred(String text, double x, double y, Color color) {
    text(text, x - g.getFontMetrics(PLAIN).stringWidth(text) / 2.0, y, PLAIN, color);
  }

  private void text(String text, double x, double y, Font font, Color color) {
    g.setFont(font);
    g.setColor(color);
    g.drawString(text, (float) x, (float) y);
  }

  /** A name that is too long ends in an ellipsis. */
  private String shortened(String name, int width) {
    FontMetrics metrics = g.getFontMetrics(BOLD);
    if (metrics.stringWidth(name) <= width) {
      return name;
    }
    int length = name.length();
    while (length > 0 && metrics.stringWidth(name.substring(0, length) + "…") > width) {
      length--;
    }
    return name.substring(0, length) + "…";
  }
}
