package io.github.gdxbrains.arena;

import io.github.gdxbrains.canvas.Canvas;

/** A canvas that draws nothing and complains about what could not be drawn. */
final class ContractCanvas implements Canvas {
  private final String game;
  private boolean hasView;

  ContractCanvas(String game) {
    this.game = game;
  }

  void beginFrame() {
    hasView = false;
  }

  void endFrame() {
    requireView();
  }

  private void requireView() {
    if (!hasView) {
      throw new AssertionError(game + ": a frame does not begin with its view");
    }
  }

  private void check(String shape, float... numbers) {
    requireView();
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        throw new AssertionError(game + ": a " + shape + " is drawn with the number " + number);
      }
    }
  }

  @Override
  public void view(float centerX, float centerY, float width, float height, int background) {
    hasView = true;
    check("view", centerX, centerY, width, height);
    if (!(width > 0 && height > 0)) {
      throw new AssertionError(game + ": the view is " + width + " by " + height);
    }
  }

  @Override
  public void circle(float x, float y, float radius, int color) {
    check("circle", x, y, radius);
  }

  @Override
  public void ring(float x, float y, float radius, float lineWidth, int color) {
    check("ring", x, y, radius, lineWidth);
  }

  @Override
  public void rectangle(float x, float y, float width, float height, float angleRad, int color) {
    check("rectangle", x, y, width, height, angleRad);
  }

  @Override
  public void triangle(float x1, float y1, float x2, float y2, float x3, float y3, int color) {
    check("triangle", x1, y1, x2, y2, x3, y3);
  }

  @Override
  public void line(float x1, float y1, float x2, float y2, float lineWidth, int color) {
    check("line", x1, y1, x2, y2, lineWidth);
  }

  @Override
  public void text(CharSequence text, float x, float y, float height, Align align, int color) {
    check("text", x, y, height);
  }
}
