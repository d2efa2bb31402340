package io.github.gdxbrains.canvas;

import java.util.ArrayList;
import java.util.List;

/** A canvas that writes down what is drawn, for tests. */
public final class Drawing implements Canvas {
  /** Something drawn: its kind, or a text's words; its numbers in order; its colour. */
  public record Shape(String kind, List<Float> numbers, int color) {}

  private final List<Shape> shapes = new ArrayList<>();

  /** All that was drawn, in order. */
  public List<Shape> shapes() {
    return shapes;
  }

  /** All of a kind and a colour. */
  public List<List<Float>> all(String kind, int color) {
    return shapes.stream()
        .filter(shape -> shape.kind().equals(kind) && shape.color() == color)
        .map(Shape::numbers)
        .toList();
  }

  @Override
  public void view(float centerX, float centerY, float width, float height, int background) {
    shapes.add(new Shape("view", List.of(centerX, centerY, width, height), background));
  }

  @Override
  public void circle(float x, float y, float radius, int color) {
    shapes.add(new Shape("circle", List.of(x, y, radius), color));
  }

  @Override
  public void ring(float x, float y, float radius, float lineWidth, int color) {
    shapes.add(new Shape("ring", List.of(x, y, radius, lineWidth), color));
  }

  @Override
  public void rectangle(float x, float y, float width, float height, float angleRad, int color) {
    shapes.add(new Shape("rectangle", List.of(x, y, width, height, angleRad), color));
  }

  @Override
  public void triangle(float x1, float y1, float x2, float y2, float x3, float y3, int color) {
    shapes.add(new Shape("triangle", List.of(x1, y1, x2, y2, x3, y3), color));
  }

  @Override
  public void line(float x1, float y1, float x2, float y2, float lineWidth, int color) {
    shapes.add(new Shape("line", List.of(x1, y1, x2, y2, lineWidth), color));
  }

  @Override
  public void text(CharSequence text, float x, float y, float height, Align align, int color) {
    shapes.add(new Shape(text.toString(), List.of(x, y, height), color));
  }
}
