package io.github.gdxbrains.game.walljump;

import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.canvas.Canvas.Align;

/** Draws the platform from the side. */
final class WallJumpView {
  private static final int SKY = 0x9AD4EEFF;
  private static final int HAZE = 0xE4F6F828;
  private static final int SUN = 0xFFF2B8FF;
  private static final int SUN_GLOW = 0xFFF2B840;
  private static final int CLOUD = 0xFFFFFFD8;
  private static final int HILL_FAR = 0x9CCBB8FF;
  private static final int HILL = 0x86BC93FF;
  private static final int SEA = 0x3F87B8FF;
  private static final int FOAM = 0xB9DEEEFF;
  private static final int GRASS = 0x6FB64AFF;
  private static final int GRASS_DARK = 0x579638FF;
  private static final int EARTH = 0x8A6242FF;
  private static final int EARTH_DARK = 0x775236FF;
  private static final int STONE = 0x6E7480FF;
  private static final int STONE_LIGHT = 0x848B98FF;
  private static final int STONE_DARK = 0x5A5F6AFF;
  private static final int MORTAR = 0x7B3A2EFF;
  private static final int BRICK = 0xB9584AFF;
  private static final int BRICK_TOO = 0xC4695AFF;
  private static final int WOOD = 0xC99A5BFF;
  private static final int WOOD_DARK = 0x8E6534FF;
  private static final int WOOD_LIGHT = 0xDDB67CFF;
  private static final int GOAL = 0x3FBF7FFF;
  private static final int GOAL_LIGHT = 0xE9FFF2FF;
  private static final int GOAL_GLOW = 0x9CFFC83C;
  private static final int POLE = 0xF2F2F2FF;
  private static final int JUMPER = 0xF08A24FF;
  private static final int JUMPER_DARK = 0xB45F0EFF;
  private static final int JUMPER_LIGHT = 0xFFB25EFF;
  private static final int WHITE = 0xFFFFFFFF;
  private static final int INK = 0x26323AFF;
  private static final int MUTED = 0x26323AB0;
  private static final int FAINT = 0x26323A30;
  private static final int SHADOW = 0x0000002C;

  private static final float LEFT = Rules.CLIFF_X - 2.5f;
  private static final float RIGHT = Rules.ROCK_X + 1.5f;
  private static final float BOTTOM = -2;
  private static final float TOP = 14;

  /** What lies beyond the frame reaches this far, for windows of other proportions. */
  private static final float FAR = 60;

  private static final float COURSE_HEIGHT = 0.5f;
  private static final float BRICK_LENGTH = 0.5f;

  private final StringBuilder text = new StringBuilder();

  void draw(Canvas canvas, Course course) {
    canvas.view((LEFT + RIGHT) / 2, (BOTTOM + TOP) / 2, RIGHT - LEFT, TOP - BOTTOM, SKY);
    drawBackdrop(canvas);
    drawPlatform(canvas);
    drawGoal(canvas, course);
    drawWall(canvas, course.wallHeight);
    drawBlock(canvas, course);
    drawJumper(canvas, course);
    drawTexts(canvas, course);
  }

  private static void drawBackdrop(Canvas canvas) {
    canvas.circle(-7.5f, 11, 1.9f, SUN_GLOW);
    canvas.circle(-7.5f, 11, 1.2f, SUN);
    for (int i = 0; i < 6; i++) {
      canvas.rectangle(0, 0, 2 * FAR, 13 - 2 * i, 0, HAZE);
    }
    drawCloud(canvas, -1.5f, 11.2f, 1);
    drawCloud(canvas, 9.5f, 9.8f, 1.25f);
    canvas.circle(-6, -13, 15.5f, HILL_FAR);
    canvas.circle(9, -17, 21.5f, HILL_FAR);
    canvas.circle(1, -20, 22.5f, HILL);
    canvas.rectangle(0, BOTTOM - FAR / 2 + 1, 2 * FAR, FAR, 0, SEA);
    for (int i = 0; i < 4; i++) {
      float x = -17.5f + 2.1f * i;
      canvas.line(x, -1.35f - 0.2f * (i % 2), x + 1.2f, -1.35f - 0.2f * (i % 2), 0.07f, FOAM);
    }
  }

  private static void drawCloud(Canvas canvas, float x, float y, float size) {
    canvas.circle(x - 1.1f * size, y, 0.55f * size, CLOUD);
    canvas.circle(x, y + 0.25f * size, 0.8f * size, CLOUD);
    canvas.circle(x + 1.1f * size, y, 0.6f * size, CLOUD);
  }

  private static void drawPlatform(Canvas canvas) {
    float middle = (Rules.CLIFF_X + Rules.ROCK_X) / 2;
    float length = Rules.ROCK_X - Rules.CLIFF_X;
    canvas.rectangle(middle, -FAR / 2, length, FAR, 0, EARTH);
    for (int i = 0; i < 12; i++) {
      float x = Rules.CLIFF_X + 1 + 2 * i;
      canvas.rectangle(x, -0.95f - 0.45f * (i * 5 % 3), 0.7f, 0.18f, 0, EARTH_DARK);
    }
    canvas.rectangle(middle, -0.2f, length, 0.4f, 0, GRASS);
    for (float x = Rules.CLIFF_X; x < Rules.ROCK_X - 0.5f; x += 0.8f) {
      canvas.triangle(x, -0.39f, x + 0.8f, -0.39f, x + 0.4f, -0.66f, GRASS);
      canvas.line(x + 0.2f, -0.1f, x + 0.6f, -0.1f, 0.05f, GRASS_DARK);
    }
    canvas.rectangle(Rules.ROCK_X + FAR / 2, 0, FAR, 2 * FAR, 0, STONE);
    for (int i = 0; i < 9; i++) {
      float y = -1 + 1.8f * i;
      canvas.triangle(
          Rules.ROCK_X,
          y,
          Rules.ROCK_X,
          y + 1.8f,
          Rules.ROCK_X + 0.7f + 0.3f * (i % 3),
          y + 0.9f,
          i % 2 == 0 ? STONE_LIGHT : STONE_DARK);
    }
  }

  private static void drawGoal(Canvas canvas, Course course) {
    float length = Rules.ROCK_X - Rules.GOAL_X;
    float middle = Rules.GOAL_X + length / 2;
    canvas.rectangle(middle, 1.6f, length, 3.2f, 0, GOAL_GLOW);
    for (int i = 0; i < 20; i++) {
      float x = Rules.GOAL_X + 0.125f + 0.25f * i;
      canvas.rectangle(x, -0.0625f, 0.25f, 0.125f, 0, i % 2 == 0 ? GOAL : GOAL_LIGHT);
      canvas.rectangle(x, -0.1875f, 0.25f, 0.125f, 0, i % 2 == 0 ? GOAL_LIGHT : GOAL);
    }
    float pole = Rules.GOAL_X + 2.5f;
    canvas.line(pole, 0, pole, 3.4f, 0.12f, POLE);
    canvas.circle(pole, 3.45f, 0.13f, POLE);
    float wave = 0.12f * (float) Math.sin(0.12 * course.ticks);
    canvas.triangle(pole + 0.06f, 3.3f, pole + 0.06f, 2.1f, pole + 1.7f, 2.7f + wave, GOAL);
  }

  private static void drawWall(Canvas canvas, float height) {
    if (height == 0) {
      return;
    }
    float width = Rules.WALL_RIGHT - Rules.WALL_LEFT;
    float middle = Rules.WALL_LEFT + width / 2;
    canvas.rectangle(middle, height / 2, width, height, 0, MORTAR);
    int row = 0;
    for (float y = 0; y < height - 0.02f; y += COURSE_HEIGHT) {
      float thick = Math.min(COURSE_HEIGHT, height - y) - 0.06f;
      if (row % 2 == 0) {
        drawBrick(canvas, Rules.WALL_LEFT, BRICK_LENGTH, y, thick, BRICK);
        drawBrick(canvas, middle, BRICK_LENGTH, y, thick, BRICK_TOO);
      } else {
        drawBrick(canvas, Rules.WALL_LEFT, BRICK_LENGTH / 2, y, thick, BRICK_TOO);
        drawBrick(canvas, Rules.WALL_LEFT + BRICK_LENGTH / 2, BRICK_LENGTH, y, thick, BRICK);
        drawBrick(canvas, Rules.WALL_RIGHT - BRICK_LENGTH / 2, BRICK_LENGTH / 2, y, thick, BRICK);
      }
      row++;
    }
  }

  private static void drawBrick(
      Canvas canvas, float left, float length, float bottom, float thick, int color) {
    if (thick > 0) {
      float y = bottom + 0.03f + thick / 2;
      canvas.rectangle(left + length / 2, y, length - 0.06f, thick, 0, color);
    }
  }

  private static void drawBlock(Canvas canvas, Course course) {
    float x = course.blockX;
    float y = course.blockY;
    float width = 2 * Rules.BLOCK_HALF_WIDTH;
    float height = 2 * Rules.BLOCK_HALF_HEIGHT;
    canvas.rectangle(x, y, width, height, 0, WOOD_DARK);
    canvas.rectangle(x, y, width - 0.12f, height - 0.12f, 0, WOOD);
    for (int i = 1; i < 4; i++) {
      float plank = y - height / 2 + i * height / 4;
      canvas.line(x - width / 2 + 0.3f, plank, x + width / 2 - 0.3f, plank, 0.05f, WOOD_DARK);
    }
    float inX = width / 2 - 0.3f;
    float inY = height / 2 - 0.3f;
    canvas.line(x - inX, y - inY, x + inX, y + inY, 0.36f, WOOD_DARK);
    canvas.line(x - inX, y - inY, x + inX, y + inY, 0.26f, WOOD_LIGHT);
    for (int side = -1; side <= 1; side += 2) {
      canvas.rectangle(x + side * inX, y, 0.36f, height - 0.12f, 0, WOOD_LIGHT);
      canvas.rectangle(x, y + side * inY, width - 0.12f, 0.36f, 0, WOOD_LIGHT);
      canvas.circle(x - inX, y + side * inY, 0.07f, WOOD_DARK);
      canvas.circle(x + inX, y + side * inY, 0.07f, WOOD_DARK);
    }
  }

  private static void drawJumper(Canvas canvas, Course course) {
    Jumper jumper = course.jumper;
    float x = jumper.x;
    float y = jumper.y;
    float size = 2 * Rules.JUMPER_HALF;
    // it stretches with its speed up or down
    float stretch = Math.min(0.14f, 0.008f * Math.abs(jumper.vy));
    float width = size - stretch;
    float height = size + stretch;
    if (x > Rules.CLIFF_X && jumper.stands) {
      canvas.rectangle(x, jumper.feet() - 0.04f, size, 0.08f, 0, SHADOW);
    }
    canvas.rectangle(x, y, width, height, 0, JUMPER_DARK);
    canvas.rectangle(x, y + 0.04f, width - 0.12f, height - 0.16f, 0, JUMPER);
    canvas.rectangle(x, y + height / 2 - 0.16f, width - 0.2f, 0.1f, 0, JUMPER_LIGHT);
    float look = 0.16f * jumper.facing;
    for (int side = -1; side <= 1; side += 2) {
      float eye = x + look + side * 0.2f;
      canvas.circle(eye, y + 0.12f, 0.16f, WHITE);
      canvas.circle(eye + 0.4f * look, y + 0.12f + 0.003f * jumper.vy, 0.08f, INK);
    }
    canvas.line(x + look - 0.12f, y - 0.2f, x + look + 0.12f, y - 0.2f, 0.07f, INK);
  }

  private void drawTexts(Canvas canvas, Course course) {
    float y = TOP - 0.75f;
    text.setLength(0);
    int tenths = Math.round(10 * course.wallHeight);
    text.append("wall ").append(tenths / 10).append('.').append(tenths % 10).append(" m");
    canvas.text(text, LEFT + 0.7f, y, 0.45f, Align.LEFT, INK);
    float left = Math.max(0, 1 - (float) course.ticks / course.tickLimit);
    tenths = Math.round(10 * left * course.tickLimit * Rules.TICK_SECONDS);
    text.setLength(0);
    text.append(tenths / 10).append('.').append(tenths % 10).append(" s");
    canvas.text(text, RIGHT - 2, y, 0.45f, Align.RIGHT, INK);
    float from = LEFT + 6;
    float length = RIGHT - 5 - from;
    canvas.line(from, y, from + length, y, 0.12f, FAINT);
    canvas.line(from, y, from + left * length, y, 0.12f, MUTED);
    if (course.isAtGoal || course.hasFallen) {
      float middle = (LEFT + RIGHT) / 2;
      canvas.text(course.isAtGoal ? "GOAL!" : "FALLEN", middle, 10, 1.2f, Align.CENTER, INK);
    }
  }
}
