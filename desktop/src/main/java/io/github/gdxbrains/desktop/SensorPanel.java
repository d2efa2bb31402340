package io.github.gdxbrains.desktop;

import io.github.gdxbrains.canvas.Canvas.Align;
import io.github.gdxbrains.desktop.Observed.Part;
import io.github.gdxbrains.sensor.SensorStyle;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Tells at the window's left edge what an agent has observed, stream by stream: numbers, pictures,
 * and what the colours mean that sensors draw into the world with.
 */
final class SensorPanel {
  private static final float WIDTH = 210;
  private static final float EDGE = 12;

  /** Overlay units at the left edge that it takes. */
  static final float LEFT = WIDTH + EDGE;

  private static final float LINE = 17;
  private static final float TITLE = 20;
  private static final float GAP = 12;
  private static final int COLUMNS = 4;
  private static final int MOST_NUMBERS = 32;
  private static final int GROUND = 0x0b0f15d8;
  private static final int BRIGHT = 0xf2f5f8ff;
  private static final int MUTED = 0x93a1b2ff;

  private final GdxCanvas canvas;
  private float y;

  SensorPanel(GdxCanvas canvas) {
    this.canvas = canvas;
  }

  /** Draws it onto the overlay. */
  void draw(String who, Observed observed) {
    float height = EDGE + LINE;
    for (Part part : observed.parts()) {
      height += GAP + TITLE + bodyHeight(part);
    }
    float top = canvas.overlayHeight() - Hud.TOP - EDGE;
    float free = top - Hud.BOTTOM - EDGE;
    float seen = Math.min(height + EDGE, free);
    canvas.panel(EDGE + WIDTH / 2, top - seen / 2, WIDTH, seen, 0, 8, GROUND);
    y = top - EDGE - LINE / 2;
    canvas.text(who, 2 * EDGE, y, 12, Align.LEFT, BRIGHT, GdxCanvas.BOLD);
    canvas.text("observes", right(), y, 10, Align.RIGHT, MUTED);
    y -= LINE;
    int color = 0;
    for (Part part : observed.parts()) {
      if (y - GAP - TITLE - bodyHeight(part) < top - free) {
        canvas.text("…", 2 * EDGE, y, 12, Align.LEFT, MUTED);
        return;
      }
      drawPart(part, new SensorStyle(1, color));
      color += part.sensor().tags().size();
    }
  }

  private static float right() {
    return WIDTH;
  }

  private static float bodyHeight(Part part) {
    if (isPicture(part.stream())) {
      List<Integer> shape = part.stream().shape();
      return 4 + (WIDTH - 2 * EDGE) * shape.get(0) / shape.get(1);
    }
    return LINE * (hasLegend(part) ? part.sensor().tags().size() : lines(part));
  }

  private static boolean isPicture(ObservationStream stream) {
    return stream.type() == ElementType.UINT8 && stream.shape().size() == 3;
  }

  /** Whether its colours need words; a single one is shown beside the stream's name. */
  private static boolean hasLegend(Part part) {
    return part.sensor().tags().size() > 1;
  }

  /** Lines of numbers; too many are not shown at all. */
  private static int lines(Part part) {
    int shown = part.numbers().length / part.stream().shape().get(0) * part.count();
    if (shown > MOST_NUMBERS) {
      return 0;
    }
    int columns = columns(part);
    return (shown + columns - 1) / columns;
  }

  /** Numbers side by side: those of one entity, if there are not too many. */
  private static int columns(Part part) {
    int features = part.numbers().length / part.stream().shape().get(0);
    return part.stream().counted() ? Math.min(features, COLUMNS) : COLUMNS;
  }

  private void drawPart(Part part, SensorStyle style) {
    ObservationStream stream = part.stream();
    y -= GAP;
    float x = 2 * EDGE;
    if (part.sensor().tags().size() == 1) {
      canvas.circle(x + 4, y, 4, style.color(0));
      x += 14;
    }
    float free = right() - canvas.textWidth(shape(part), 10) - 8 - x;
    float height = Math.min(11, 11 * free / canvas.textWidth(stream.name(), 11));
    canvas.text(stream.name(), x, y, height, Align.LEFT, BRIGHT, GdxCanvas.BOLD);
    canvas.text(shape(part), right(), y, 10, Align.RIGHT, MUTED);
    y -= TITLE;
    if (isPicture(stream)) {
      drawPicture(part);
    } else if (hasLegend(part)) {
      drawLegend(part.sensor().tags(), style);
    } else {
      drawNumbers(part);
    }
  }

  /** Such as {@code 36 × 7}, or {@code 2 of 10 × 4} for a counted list. */
  private static String shape(Part part) {
    String shape =
        part.stream().shape().stream().map(String::valueOf).collect(Collectors.joining(" × "));
    return part.stream().counted() ? part.count() + " of " + shape : shape;
  }

  private void drawLegend(List<String> tags, SensorStyle style) {
    for (int tag = 0; tag < tags.size(); tag++) {
      canvas.rectangle(2 * EDGE + 4, y, 9, 9, 0, style.color(tag));
      canvas.text(tags.get(tag), 2 * EDGE + 16, y, 10, Align.LEFT, BRIGHT);
      y -= LINE;
    }
  }

  private void drawNumbers(Part part) {
    int columns = columns(part);
    float step = (WIDTH - 2 * EDGE) / COLUMNS;
    int lines = lines(part);
    int end = part.numbers().length / part.stream().shape().get(0) * part.count();
    for (int line = 0; line < lines; line++) {
      for (int i = line * columns; i < Math.min(end, (line + 1) * columns); i++) {
        String number = String.format(Locale.ROOT, "%.2f", part.numbers()[i]);
        float x = 2 * EDGE + (i % columns + 1) * step - 4;
        canvas.text(number, x, y, 10, Align.RIGHT, BRIGHT);
      }
      y -= LINE;
    }
  }

  /** The newest frame, a rectangle for each run of equal pixels. */
  private void drawPicture(Part part) {
    int rows = part.stream().shape().get(0);
    int columns = part.stream().shape().get(1);
    float side = (WIDTH - 2 * EDGE) / columns;
    float top = y + LINE / 2 - 2;
    for (int row = 0; row < rows; row++) {
      int from = 0;
      for (int column = 1; column <= columns; column++) {
        int color = pixel(part, row, from);
        if (column == columns || pixel(part, row, column) != color) {
          // one pixel more to the right and below, which is drawn over: no seams
          int endColumn = Math.min(columns, column + 1);
          int endRow = Math.min(rows, row + 2);
          canvas.rectangle(
              2 * EDGE + (from + endColumn) / 2f * side,
              top - (row + endRow) / 2f * side,
              (endColumn - from) * side,
              (endRow - row) * side,
              0,
              color);
          from = column;
        }
      }
    }
    y -= 4 + rows * side;
  }

  private static int pixel(Part part, int row, int column) {
    int cell = part.stream().shape().get(2);
    int channels = cell / part.stream().frames();
    int end = (row * part.stream().shape().get(1) + column + 1) * cell;
    int red = Math.round(255 * part.numbers()[end - channels]);
    int green = channels < 3 ? red : Math.round(255 * part.numbers()[end - 2]);
    int blue = channels < 3 ? red : Math.round(255 * part.numbers()[end - 1]);
    return red << 24 | green << 16 | blue << 8 | 0xff;
  }
}
