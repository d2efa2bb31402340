package io.github.gdxbrains.game.soccer;

import io.github.gdxbrains.canvas.Canvas;

/** Draws a match. */
final class SoccerView {
  private static final int SURROUNDINGS = 0x2E5E35FF;
  private static final int GRASS_LIGHT = 0x5BA85BFF;
  private static final int GRASS_DARK = 0x529C52FF;
  private static final int LINE = 0xF2F7EEE0;
  private static final int BOARD = 0x24482AFF;
  private static final int NET = 0xFFFFFF55;
  private static final int NET_GROUND = 0x3F7A45FF;
  private static final int POST = 0xFFFFFFFF;
  private static final int SHADOW = 0x00000038;
  private static final int[] SHIRT = {0x2F6FDEFF, 0xF08A24FF};
  private static final int[] SHIRT_DARK = {0x1D4796FF, 0xA85A0FFF};
  private static final int[] GOAL_TINT = {0x2F6FDE66, 0xF08A2466};
  private static final int READY = 0xFFFFFFFF;
  private static final int TIRED = 0xFFFFFF70;
  private static final int MARK = 0xFFE680FF;
  private static final int BALL = 0xFAFAF5FF;
  private static final int BALL_MARK = 0x2A2A2AFF;
  private static final int KEEPER = 0xF7E04BFF;
  private static final int DASH = 0xFFFFFF50;
  private static final int TEXT = 0xFFFFFFFF;
  private static final int MUTED = 0xFFFFFFA0;
  private static final int FAINT = 0xFFFFFF28;
  private static final float LINE_WIDTH = 0.08f;
  private static final int STRIPES = 10;

  private final StringBuilder text = new StringBuilder();

  void draw(Canvas canvas, Match match) {
    float width = 2 * (Rules.HALF_LENGTH + Rules.GOAL_DEPTH) + 0.8f;
    float height = 2 * Rules.HALF_WIDTH + 1.5f;
    canvas.view(0, 0.25f, width, height, SURROUNDINGS);
    drawGrass(canvas);
    drawLines(canvas);
    drawGoal(canvas, -1, match.goalWidth, GOAL_TINT[0]);
    drawGoal(canvas, 1, match.goalWidth, GOAL_TINT[1]);
    for (Player player : match.players) {
      canvas.circle(player.x + 0.07f, player.y - 0.1f, Rules.PLAYER_RADIUS * 1.05f, SHADOW);
    }
    canvas.circle(match.ball.x + 0.05f, match.ball.y - 0.07f, Rules.BALL_RADIUS, SHADOW);
    for (Player player : match.players) {
      drawPlayer(canvas, player);
    }
    drawBall(canvas, match.ball);
    drawTexts(canvas, match);
  }

  private static void drawGrass(Canvas canvas) {
    float length = 2 * Rules.HALF_LENGTH;
    float width = 2 * Rules.HALF_WIDTH;
    canvas.rectangle(0, 0, length + 0.3f, width + 0.3f, 0, BOARD);
    canvas.rectangle(0, 0, length, width, 0, GRASS_LIGHT);
    float stripe = length / STRIPES;
    for (int i = 1; i < STRIPES; i += 2) {
      float x = -Rules.HALF_LENGTH + (i + 0.5f) * stripe;
      canvas.rectangle(x, 0, stripe, width, 0, GRASS_DARK);
    }
    float over = 0.1f; // beyond the pitch's edge, of which nothing shall shine through
    float cut = Rules.CORNER + over;
    for (int sx = -1; sx <= 1; sx += 2) {
      for (int sy = -1; sy <= 1; sy += 2) {
        float x = sx * (Rules.HALF_LENGTH + over);
        float y = sy * (Rules.HALF_WIDTH + over);
        canvas.triangle(x, y, x - sx * (cut + over), y, x, y - sy * (cut + over), BOARD);
      }
    }
  }

  private static void drawLines(Canvas canvas) {
    float x = Rules.HALF_LENGTH;
    float y = Rules.HALF_WIDTH;
    float cutX = x - Rules.CORNER;
    float cutY = y - Rules.CORNER;
    for (int side = -1; side <= 1; side += 2) {
      canvas.line(-cutX, side * y, cutX, side * y, LINE_WIDTH, LINE);
      canvas.line(side * x, -cutY, side * x, cutY, LINE_WIDTH, LINE);
      canvas.line(-x, side * cutY, -cutX, side * y, LINE_WIDTH, LINE);
      canvas.line(x, side * cutY, cutX, side * y, LINE_WIDTH, LINE);
      float box = side * (x - Rules.AREA_DEPTH);
      float wide = Rules.AREA_HALF_WIDTH;
      canvas.line(side * x, wide, box, wide, LINE_WIDTH, LINE);
      canvas.line(side * x, -wide, box, -wide, LINE_WIDTH, LINE);
      canvas.line(box, -wide, box, wide, LINE_WIDTH, LINE);
      canvas.circle(side * (x - 1.6f), 0, 0.07f, LINE);
    }
    canvas.line(0, -y, 0, y, LINE_WIDTH, LINE);
    canvas.ring(0, 0, 1.6f, LINE_WIDTH, LINE);
    canvas.circle(0, 0, 0.12f, LINE);
  }

  private static void drawGoal(Canvas canvas, int side, float width, int tint) {
    float line = side * Rules.HALF_LENGTH;
    float back = side * (Rules.HALF_LENGTH + Rules.GOAL_DEPTH);
    float middle = (line + back) / 2;
    float post = width / 2;
    canvas.rectangle(middle, 0, Rules.GOAL_DEPTH, width, 0, NET_GROUND);
    canvas.rectangle(middle, 0, Rules.GOAL_DEPTH, width, 0, tint);
    int columns = Math.max(1, Math.round(width / 0.3f));
    for (int i = 1; i < columns; i++) {
      float y = -post + i * width / columns;
      canvas.line(line, y, back, y, 0.02f, NET);
    }
    int rows = Math.max(1, Math.round(Rules.GOAL_DEPTH / 0.3f));
    for (int i = 1; i < rows; i++) {
      float x = line + (back - line) * i / rows;
      canvas.line(x, -post, x, post, 0.02f, NET);
    }
    canvas.line(line, post, back, post, 0.07f, POST);
    canvas.line(line, -post, back, -post, 0.07f, POST);
    canvas.line(back, -post, back, post, 0.07f, POST);
    canvas.circle(line, post, 0.1f, POST);
    canvas.circle(line, -post, 0.1f, POST);
  }

  private void drawPlayer(Canvas canvas, Player player) {
    float radius = Rules.PLAYER_RADIUS;
    float fx = player.faceX;
    float fy = player.faceY;
    int mark = player.kickPause == 0 ? READY : TIRED;
    float tip = radius + 0.2f;
    float base = 0.75f * radius;
    float half = 0.24f;
    canvas.triangle(
        player.x + tip * fx,
        player.y + tip * fy,
        player.x + base * fx - half * fy,
        player.y + base * fy + half * fx,
        player.x + base * fx + half * fy,
        player.y + base * fy - half * fx,
        mark);
    if (player.dives()) {
      float x = player.x - 0.15f * player.vx;
      float y = player.y - 0.15f * player.vy;
      canvas.line(player.x, player.y, x, y, 1.6f * radius, DASH);
    }
    canvas.circle(player.x, player.y, radius, SHIRT_DARK[player.team]);
    canvas.circle(player.x, player.y, 0.86f * radius, SHIRT[player.team]);
    if (player.isKeeper) {
      canvas.ring(player.x, player.y, 0.78f * radius, 0.09f, KEEPER);
      for (int hand = -1; hand <= 1; hand += 2) {
        float x = player.x + radius * (0.55f * fx - hand * 0.85f * fy);
        float y = player.y + radius * (0.55f * fy + hand * 0.85f * fx);
        canvas.circle(x, y, 0.13f, KEEPER);
      }
    }
    text.setLength(0);
    text.append(player.number);
    canvas.text(text, player.x, player.y, 0.3f, Canvas.Align.CENTER, TEXT);
  }

  /** Marks a player with a ring and a pointer above it. */
  void highlight(Canvas canvas, Player player) {
    float radius = 1.6f * Rules.PLAYER_RADIUS;
    float tip = player.y + radius + 0.1f;
    canvas.ring(player.x, player.y, radius, 0.06f, MARK);
    canvas.triangle(
        player.x, tip, player.x - 0.15f, tip + 0.22f, player.x + 0.15f, tip + 0.22f, MARK);
  }

  private static void drawBall(Canvas canvas, Ball ball) {
    float radius = Rules.BALL_RADIUS;
    canvas.circle(ball.x, ball.y, radius, BALL_MARK);
    canvas.circle(ball.x, ball.y, 0.9f * radius, BALL);
    // The ball has no spin: its marks turn with the way it has gone.
    float roll = (ball.x + ball.y) / radius;
    for (int i = 0; i < 3; i++) {
      float angle = roll + i * 2.0944f;
      float x = ball.x + 0.5f * radius * (float) Math.cos(angle);
      float y = ball.y + 0.5f * radius * (float) Math.sin(angle);
      canvas.circle(x, y, 0.22f * radius, BALL_MARK);
    }
  }

  private void drawTexts(Canvas canvas, Match match) {
    float y = Rules.HALF_WIDTH + 0.55f;
    float seconds = Math.max(0, (match.tickLimit - match.ticks) * Rules.TICK_SECONDS);
    int tenths = Math.round(10 * seconds);
    text.setLength(0);
    text.append(tenths / 10).append('.').append(tenths % 10).append(" s");
    canvas.text(text, 0.55f, y, 0.34f, Canvas.Align.RIGHT, TEXT);
    // What is left of the time, from both ends towards the middle.
    float left = 5 * match.timeLeft();
    for (int side = -1; side <= 1; side += 2) {
      canvas.line(side * 0.9f, y, side * 5.9f, y, 0.09f, FAINT);
      canvas.line(side * 0.9f, y, side * (0.9f + left), y, 0.09f, MUTED);
    }
    if (match.scorer != Match.NOBODY) {
      canvas.text("GOAL!", 0, 0, 1.6f, Canvas.Align.CENTER, TEXT);
    }
  }
}
