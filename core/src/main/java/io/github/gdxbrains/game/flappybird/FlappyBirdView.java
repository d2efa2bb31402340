package io.github.gdxbrains.game.flappybird;

import io.github.gdxbrains.canvas.Canvas;

/** Draws the bird on its course; canvas units are pixels of the screen, but y is up. */
final class FlappyBirdView {
  private static final int SKY = 0x70C5CEFF;
  private static final int HAZE = 0xA6DCD8FF;
  private static final int CLOUD = 0xE9FBF0FF;
  private static final int BUSH = 0x8FD98AFF;
  private static final int OUTLINE = 0x543847FF;
  private static final int PIPE = 0x73BF2EFF;
  private static final int PIPE_LIGHT = 0xA9E05FFF;
  private static final int PIPE_DARK = 0x558022FF;
  private static final int GRASS = 0x9CE659FF;
  private static final int GRASS_DARK = 0x73BF2EFF;
  private static final int EARTH = 0xDED895FF;
  private static final int EARTH_DARK = 0xD0C275FF;
  private static final int BODY = 0xF8C53AFF;
  private static final int BELLY = 0xFBE5A0FF;
  private static final int WING = 0xFDF6DCFF;
  private static final int BEAK = 0xFC6A45FF;
  private static final int EYE = 0xFFFFFFFF;
  private static final int CURTAIN = 0x2B3A42FF;
  private static final int SCORE = 0xFFFFFFFF;

  private static final float WIDTH = Rules.SCREEN_WIDTH;
  private static final float HEIGHT = Rules.SCREEN_HEIGHT;
  private static final float GROUND = HEIGHT - Rules.GROUND_Y;

  /** What is drawn beyond the screen reaches this far. */
  private static final float FAR = 2000;

  private static final float LIP_HEIGHT = 24;
  private static final float LINE = 2;
  private static final float STRIPE = 12;

  private final StringBuilder text = new StringBuilder();
  private float cos;
  private float sin;
  private float birdX;
  private float birdY;

  void draw(Canvas canvas, Bird bird) {
    canvas.view(WIDTH / 2, HEIGHT / 2, WIDTH, HEIGHT, SKY);
    drawBackdrop(canvas);
    for (int number = 0; number < Course.PIPES; number++) {
      drawPipe(canvas, bird.course, number);
    }
    drawGround(canvas, bird.course.travelled());
    drawBird(canvas, bird);
    for (int side = -1; side <= 1; side += 2) {
      float middle = WIDTH / 2 + side * (WIDTH / 2 + FAR / 2);
      canvas.rectangle(middle, HEIGHT / 2, FAR, FAR, 0, CURTAIN);
    }
    text.setLength(0);
    text.append(bird.passed);
    canvas.text(text, WIDTH / 2 + 2, 447, 34, Canvas.Align.CENTER, OUTLINE);
    canvas.text(text, WIDTH / 2, 450, 34, Canvas.Align.CENTER, SCORE);
  }

  private static void drawBackdrop(Canvas canvas) {
    canvas.rectangle(WIDTH / 2, GROUND + 40, WIDTH, 80, 0, HAZE);
    for (int i = 0; i < 6; i++) {
      canvas.circle(12 + 54 * i, GROUND + 36 + 9 * (i * 5 % 3), 30, CLOUD);
    }
    canvas.rectangle(WIDTH / 2, GROUND + 18, WIDTH, 36, 0, CLOUD);
    for (int i = 0; i < 8; i++) {
      canvas.circle(4 + 40 * i, GROUND + 4 + 5 * (i * 3 % 4), 22, BUSH);
    }
  }

  private static void drawPipe(Canvas canvas, Course course, int number) {
    float left = course.pipeX(number);
    float upper = HEIGHT - course.gapTop(number);
    float lower = HEIGHT - course.gapBottom(number);
    drawTube(canvas, left, upper + LIP_HEIGHT, HEIGHT + FAR / 2, 2);
    drawTube(canvas, left, upper, upper + LIP_HEIGHT, 0);
    drawTube(canvas, left, GROUND, lower - LIP_HEIGHT, 2);
    drawTube(canvas, left, lower - LIP_HEIGHT, lower, 0);
  }

  /** A part of a pipe; {@code inset} is what it is narrower by on either side. */
  private static void drawTube(Canvas canvas, float left, float from, float to, float inset) {
    float width = Rules.PIPE_WIDTH - 2 * inset;
    float middle = left + Rules.PIPE_WIDTH / 2f;
    float y = (from + to) / 2;
    float inner = to - from - 2 * LINE;
    canvas.rectangle(middle, y, width, to - from, 0, OUTLINE);
    canvas.rectangle(middle, y, width - 2 * LINE, inner, 0, PIPE);
    canvas.rectangle(left + inset + 8, y, 7, inner, 0, PIPE_LIGHT);
    canvas.rectangle(left + Rules.PIPE_WIDTH - inset - 6, y, 8, inner, 0, PIPE_DARK);
  }

  private static void drawGround(Canvas canvas, int travelled) {
    canvas.rectangle(WIDTH / 2, GROUND - FAR / 2, WIDTH, FAR, 0, EARTH);
    canvas.rectangle(WIDTH / 2, GROUND - 7, WIDTH, 14, 0, GRASS);
    float shift = travelled % (2 * STRIPE);
    for (float x = -shift; x < WIDTH + STRIPE; x += 2 * STRIPE) {
      float top = GROUND - 2;
      float bottom = GROUND - 14;
      canvas.triangle(x, bottom, x + STRIPE, bottom, x + 8, top, GRASS_DARK);
      canvas.triangle(x + STRIPE, bottom, x + 8, top, x + 8 + STRIPE, top, GRASS_DARK);
    }
    canvas.rectangle(WIDTH / 2, GROUND - 1, WIDTH, LINE, 0, OUTLINE);
    canvas.rectangle(WIDTH / 2, GROUND - 16, WIDTH, 4, 0, EARTH_DARK);
  }

  private void drawBird(Canvas canvas, Bird bird) {
    double angle = Math.toRadians(Math.min(bird.rotation, Rules.GREATEST_SHOWN_ROTATION));
    cos = (float) Math.cos(angle);
    sin = (float) Math.sin(angle);
    birdX = Rules.BIRD_X + Rules.BIRD_WIDTH / 2f;
    birdY = HEIGHT - bird.y - Rules.BIRD_HEIGHT / 2f;
    stroke(canvas, -5, 0, 5, 0, 24, OUTLINE);
    stroke(canvas, -5, 0, 5, 0, 20, BODY);
    stroke(canvas, -4, -5, 4, -5, 8, BELLY);
    stroke(canvas, 8, -4, 15, -4, 8, OUTLINE);
    stroke(canvas, 9, -4, 15, -4, 5, BEAK);
    stroke(canvas, 7, 4, 7, 4, 12, OUTLINE);
    stroke(canvas, 7, 4, 7, 4, 9, EYE);
    stroke(canvas, 9, 4, 9, 4.5f, 3, OUTLINE);
    float lift = bird.velocity < 0 ? 4 : -4;
    stroke(canvas, -12, lift, -5, 0, 10, OUTLINE);
    stroke(canvas, -12, lift, -5, 0, 7, WING);
  }

  /** A stroke in the bird's own frame: from its middle, along its beak and up. */
  private void stroke(
      Canvas canvas, float x1, float y1, float x2, float y2, float width, int color) {
    canvas.line(
        birdX + x1 * cos - y1 * sin,
        birdY + x1 * sin + y1 * cos,
        birdX + x2 * cos - y2 * sin,
        birdY + x2 * sin + y2 * cos,
        width,
        color);
  }
}
