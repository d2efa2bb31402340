package io.github.gdxbrains.game.pong;

import io.github.gdxbrains.canvas.Canvas;

/** Draws a court. */
final class PongView {
  private static final int SURROUNDINGS = 0x11161FFF;
  private static final int FLOOR = 0x1B2330FF;
  private static final int WALL = 0x8894A8FF;
  private static final int LINE = 0xFFFFFF2E;
  private static final int DIGITS = 0xFFFFFF26;
  private static final int TEXT = 0xFFFFFFC0;
  private static final int FAINT = 0xFFFFFF28;
  private static final int BALL = 0xFFF7E0FF;
  private static final int[] TRAIL = {0xFFF7E018, 0xFFF7E028, 0xFFF7E040};
  private static final int[] PADDLE = {0x4C8DFFFF, 0xFF9C3CFF};
  private static final int[] GLOW = {0x4C8DFF30, 0xFF9C3C30};
  private static final int MARK = 0xFFE680FF;
  private static final float THICKNESS = 0.28f;
  private static final float TRAIL_SECONDS = 0.02f;

  private final StringBuilder text = new StringBuilder();

  void draw(Canvas canvas, Court court) {
    float length = 2 * Rules.HALF_LENGTH;
    float width = 2 * Rules.HALF_WIDTH;
    canvas.view(0, 0.35f, length + 0.8f, width + 1.7f, SURROUNDINGS);
    canvas.rectangle(0, 0, length, width, 0, FLOOR);
    for (float y = -Rules.HALF_WIDTH + 0.4f; y < Rules.HALF_WIDTH; y += 0.8f) {
      canvas.rectangle(0, y, 0.1f, 0.4f, 0, LINE);
    }
    for (int side = -1; side <= 1; side += 2) {
      canvas.rectangle(0, side * (Rules.HALF_WIDTH + 0.06f), length, 0.12f, 0, WALL);
    }
    for (int team = 0; team < 2; team++) {
      text.setLength(0);
      text.append(court.points[team]);
      canvas.text(text, (team - 0.5f) * 4, 2.9f, 2.2f, Canvas.Align.CENTER, DIGITS);
    }
    for (Paddle paddle : court.paddles) {
      drawPaddle(canvas, paddle);
    }
    for (int i = 0; i < TRAIL.length; i++) {
      float past = (TRAIL.length - i) * TRAIL_SECONDS;
      float y = court.y - past * court.vy;
      if (Math.abs(y) <= Rules.BALL_REACH) {
        canvas.circle(
            court.x - past * court.vx, y, Rules.BALL_RADIUS * (0.55f + 0.12f * i), TRAIL[i]);
      }
    }
    canvas.circle(court.x, court.y, Rules.BALL_RADIUS, BALL);
    drawTexts(canvas, court);
  }

  private static void drawPaddle(Canvas canvas, Paddle paddle) {
    float x = paddle.side * (Rules.PADDLE_FACE + THICKNESS / 2);
    float half = paddle.court.halfPaddle;
    canvas.rectangle(x, paddle.y, THICKNESS + 0.24f, 2 * half + 0.24f, 0, GLOW[paddle.team]);
    canvas.rectangle(x, paddle.y, THICKNESS, 2 * half - THICKNESS, 0, PADDLE[paddle.team]);
    for (int end = -1; end <= 1; end += 2) {
      float y = paddle.y + end * (half - THICKNESS / 2);
      canvas.circle(x, y, THICKNESS / 2, PADDLE[paddle.team]);
    }
  }

  /** Marks a paddle with a pointer behind it. */
  void highlight(Canvas canvas, Paddle paddle) {
    float tip = paddle.side * (Rules.PADDLE_FACE + THICKNESS + 0.08f);
    float base = tip + paddle.side * 0.22f;
    canvas.triangle(tip, paddle.y, base, paddle.y + 0.15f, base, paddle.y - 0.15f, MARK);
  }

  private void drawTexts(Canvas canvas, Court court) {
    float y = Rules.HALF_WIDTH + 0.62f;
    int tenths = Math.round(10 * (court.tickLimit - court.ticks) * Rules.TICK_SECONDS);
    text.setLength(0);
    text.append(tenths / 10).append('.').append(tenths % 10).append(" s");
    canvas.text(text, 0.6f, y, 0.34f, Canvas.Align.RIGHT, TEXT);
    text.setLength(0);
    text.append("first to ").append(court.target);
    canvas.text(text, -Rules.HALF_LENGTH, y, 0.3f, Canvas.Align.LEFT, TEXT);
    // How fast the ball is, as a share of the most it can be.
    float speed = (float) Math.sqrt(court.vx * court.vx + court.vy * court.vy);
    float bar = 4;
    float left = Rules.HALF_LENGTH - bar;
    canvas.text("speed", left - 0.2f, y, 0.3f, Canvas.Align.RIGHT, TEXT);
    canvas.line(left, y, left + bar, y, 0.12f, FAINT);
    canvas.line(left, y, left + bar * speed / Rules.TOP_SPEED, y, 0.12f, BALL);
    if (court.isWon()) {
      String winner = court.points[0] > court.points[1] ? "blue wins" : "orange wins";
      canvas.text(winner, 0, -0.5f, 0.9f, Canvas.Align.CENTER, TEXT);
    }
  }
}
