package io.github.gdxbrains.game.pushblock;

import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.canvas.Canvas.Align;

/** Draws the hall from above. */
final class PushBlockView {
  private static final int SURROUNDINGS = 0x2B3038FF;
  private static final int WALL = 0x565F6EFF;
  private static final int WALL_LIGHT = 0x6C7686FF;
  private static final int FLOOR = 0xC9CDD3FF;
  private static final int FLOOR_TOO = 0xC2C6CDFF;
  private static final int GOAL = 0x4FB477FF;
  private static final int GOAL_STRIPE = 0x5BC486FF;
  private static final int LINE = 0xF7F3D6FF;
  private static final int SHADOW = 0x0000002E;
  private static final int WOOD = 0xC99A5BFF;
  private static final int WOOD_DARK = 0x8E6534FF;
  private static final int WOOD_LIGHT = 0xDDB67CFF;
  private static final int TAG = 0xF4EBD8FF;
  private static final int INK = 0x2A2D33FF;
  private static final int DONE = 0x2E8B57FF;
  private static final int DONE_LIGHT = 0xE8FFF1FF;
  private static final int EYE = 0xFFFFFFFF;
  private static final int TEXT = 0xF2F4F7FF;
  private static final int MUTED = 0xF2F4F7A0;
  private static final int FAINT = 0xF2F4F728;
  private static final int MARK = 0xFFF0A0FF;
  private static final int[] SHELLS = {0x2F6FDEFF, 0xE8743BFF, 0x9A5FD0FF, 0x1FA39AFF};
  private static final int[] SHELLS_DARK = {0x1D4796FF, 0xA74A1AFF, 0x683A94FF, 0x12706AFF};

  /** Ticks in which a block that is in lights up. */
  private static final float GLOW_TICKS = 30;

  private final StringBuilder text = new StringBuilder();

  void draw(Canvas canvas, Hall hall) {
    float size = hall.size;
    float bar = 0.1f * size;
    canvas.view(0, bar / 2, size + 1.4f, size + 1.4f + bar, SURROUNDINGS);
    drawFloor(canvas, hall);
    for (Block block : hall.blocks) {
      if (block.isIn) {
        drawBlock(canvas, hall, block);
        drawTick(canvas, block);
      }
    }
    for (Block block : hall.blocks) {
      if (!block.isIn) {
        float edge = 2 * block.half;
        canvas.rectangle(block.x + 0.1f, block.y - 0.14f, edge, edge, 0, SHADOW);
        drawBlock(canvas, hall, block);
      }
    }
    for (Pusher pusher : hall.pushers) {
      canvas.circle(pusher.x + 0.07f, pusher.y - 0.1f, 1.04f * Rules.PUSHER_RADIUS, SHADOW);
    }
    for (Pusher pusher : hall.pushers) {
      drawPusher(canvas, pusher);
    }
    drawTexts(canvas, hall, bar);
  }

  private static void drawFloor(Canvas canvas, Hall hall) {
    float size = hall.size;
    canvas.rectangle(0, 0, size + 0.7f, size + 0.7f, 0, WALL_LIGHT);
    canvas.rectangle(0, 0, size + 0.5f, size + 0.5f, 0, WALL);
    canvas.rectangle(0, 0, size, size, 0, FLOOR);
    int tiles = Math.round(size);
    float tile = size / tiles;
    for (int row = 0; row < tiles; row++) {
      for (int column = row % 2; column < tiles; column += 2) {
        float x = -size / 2 + (column + 0.5f) * tile;
        float y = -size / 2 + (row + 0.5f) * tile;
        canvas.rectangle(x, y, tile, tile, 0, FLOOR_TOO);
      }
    }
    float line = hall.goalLine();
    float depth = Rules.GOAL_DEPTH;
    canvas.rectangle(0, line + depth / 2, size, depth, 0, GOAL);
    float step = 1;
    for (float x = -size / 2 + step / 2; x < size / 2; x += step) {
      canvas.triangle(x - 0.3f, line + 0.55f, x + 0.3f, line + 0.55f, x, line + 0.95f, GOAL_STRIPE);
      canvas.triangle(x - 0.3f, line + 1.15f, x + 0.3f, line + 1.15f, x, line + 1.55f, GOAL_STRIPE);
    }
    canvas.line(-size / 2, line, size / 2, line, 0.1f, LINE);
  }

  private void drawBlock(Canvas canvas, Hall hall, Block block) {
    float x = block.x;
    float y = block.y;
    float edge = 2 * block.half;
    float inner = block.half - 0.16f;
    canvas.rectangle(x, y, edge, edge, 0, WOOD_DARK);
    canvas.rectangle(x, y, edge - 0.1f, edge - 0.1f, 0, WOOD);
    for (int i = -1; i <= 1; i++) {
      canvas.line(x - inner, y + i * inner / 2, x + inner, y + i * inner / 2, 0.04f, WOOD_DARK);
    }
    for (int side = -1; side <= 1; side += 2) {
      canvas.rectangle(x + side * inner, y, 0.22f, edge - 0.1f, 0, WOOD_LIGHT);
      canvas.rectangle(x, y + side * inner, edge - 0.1f, 0.22f, 0, WOOD_LIGHT);
    }
    for (int corner = 0; corner < 4; corner++) {
      float sx = corner % 2 == 0 ? -inner : inner;
      float sy = corner < 2 ? -inner : inner;
      canvas.circle(x + sx, y + sy, 0.05f, WOOD_DARK);
    }
    if (!block.isIn && hall.blockWeight > 1) {
      // how many it takes
      canvas.circle(x, y, 0.4f, WOOD_DARK);
      canvas.circle(x, y, 0.35f, TAG);
      text.setLength(0);
      text.append((int) Math.ceil(hall.blockWeight));
      canvas.text(text, x, y, 0.34f, Align.CENTER, INK);
    }
  }

  private static void drawTick(Canvas canvas, Block block) {
    float x = block.x;
    float y = block.y;
    float glow = Math.max(0, 1 - block.ticksIn / GLOW_TICKS);
    if (glow > 0) {
      canvas.ring(x, y, 0.5f + 0.9f * (1 - glow), 0.12f * glow + 0.01f, DONE_LIGHT);
    }
    canvas.circle(x, y, 0.5f, DONE);
    canvas.line(x - 0.24f, y + 0.01f, x - 0.07f, y - 0.18f, 0.11f, DONE_LIGHT);
    canvas.line(x - 0.09f, y - 0.18f, x + 0.25f, y + 0.2f, 0.11f, DONE_LIGHT);
  }

  private void drawPusher(Canvas canvas, Pusher pusher) {
    float radius = Rules.PUSHER_RADIUS;
    float fx = pusher.faceX;
    float fy = pusher.faceY;
    canvas.circle(pusher.x, pusher.y, radius, SHELLS_DARK[pusher.index]);
    canvas.circle(pusher.x, pusher.y, 0.84f * radius, SHELLS[pusher.index]);
    // a bumper in front, and eyes behind it
    float bx = pusher.x + 0.74f * radius * fx;
    float by = pusher.y + 0.74f * radius * fy;
    canvas.line(bx - 0.2f * fy, by + 0.2f * fx, bx + 0.2f * fy, by - 0.2f * fx, 0.1f, INK);
    for (int side = -1; side <= 1; side += 2) {
      float ex = pusher.x + 0.12f * fx - side * 0.15f * fy;
      float ey = pusher.y + 0.12f * fy + side * 0.15f * fx;
      canvas.circle(ex, ey, 0.1f, EYE);
      canvas.circle(ex + 0.04f * fx, ey + 0.04f * fy, 0.05f, INK);
    }
  }

  void highlight(Canvas canvas, Pusher pusher) {
    canvas.ring(pusher.x, pusher.y, 1.5f * Rules.PUSHER_RADIUS, 0.07f, MARK);
  }

  private void drawTexts(Canvas canvas, Hall hall, float bar) {
    float half = hall.size / 2;
    float y = half + 0.3f + bar / 2;
    float letter = 0.4f * bar;
    text.setLength(0);
    text.append(hall.countIn()).append(" / ").append(hall.blocks.length);
    canvas.text(text, -half, y, letter, Align.LEFT, TEXT);
    float left = Math.max(0, 1 - (float) hall.ticks / hall.tickLimit);
    int tenths = Math.round(10 * left * hall.tickLimit * Rules.TICK_SECONDS);
    text.setLength(0);
    text.append(tenths / 10).append('.').append(tenths % 10).append(" s");
    canvas.text(text, half, y, letter, Align.RIGHT, TEXT);
    float reach = 0.24f * hall.size;
    canvas.line(-reach, y, reach, y, 0.1f * bar, FAINT);
    canvas.line(-reach, y, -reach + 2 * reach * left, y, 0.1f * bar, MUTED);
  }
}
