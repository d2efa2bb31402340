package io.github.gdxbrains.desktop;

import io.github.gdxbrains.canvas.Canvas;
import java.util.ArrayList;
import java.util.List;

/** A canvas that writes down what is drawn. */
final class Strokes implements Canvas {
  private final List<List<Object>> all = new ArrayList<>();
  float ringX;
  float ringY;

  static Strokes of(Match match) {
    Strokes strokes = new Strokes();
    match.draw(strokes);
    return strokes;
  }

  /** How many lines were drawn. */
  long lines() {
    return all.stream().filter(stroke -> stroke.get(0).equals("line")).count();
  }

  @Override
  public void view(float centerX, float centerY, float width, float height, int background) {
    all.add(List.of("view", centerX, centerY, width, height, background));
  }

  @Override
  public void circle(float x, float y, float radius, int color) {
    all.add(List.of("circle", x, y, radius, color));
  }

  @Override
  public void ring(float x, float y, float radius, float lineWidth, int color) {
    ringX = x;
    ringY = y;
    all.add(List.of("ring", x, y, radius, lineWidth, color));
  }

  @Override
  public void rectangle(float x, float y, float width, float height, float angleRad, int color) {
    all.add(List.of("rectangle", x, y, width, height, angleRad, color));
  }

  @Override
  public void triangle(float x1, float y1, float x2, float y2, float x3, float y3, int color) {
    all.add(List.of("triangle", x1, y1, x2, y2, x3, y3, color));
  }

  @Override
  public void line(float x1, float y1, float x2, float y2, float lineWidth, int color) {
    all.add(List.of("line", x1, y1, x2, y2, lineWidth, color));
  }

  @Override
  public void text(CharSequence text, float x, float y, float height, Align align, int color) {
    all.add(List.of(text.toString(), x, y, height, align, color));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Strokes strokes && strokes.all.equals(all);
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }
}
