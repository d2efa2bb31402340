package io.github.gdxbrains.game.dungeonescape;

import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.canvas.Canvas.Align;
import io.github.gdxbrains.game.dungeonescape.Adventurer.Fate;

/** Draws the room by torchlight, a cell being one unit, and below it what became of everyone. */
final class DungeonView {
  private static final int SURROUNDINGS = 0x14110FFF;
  private static final int WALL = 0x4A4038FF;
  private static final int BRICK = 0x5E5247FF;
  private static final int FLOOR = 0x2C2723FF;
  private static final int FLOOR_TOO = 0x332D28FF;
  private static final int GLOW = 0xFFB04512;
  private static final int FLAME = 0xFF9A2EFF;
  private static final int FLAME_CORE = 0xFFE28AFF;
  private static final int WOOD = 0x7A5230FF;
  private static final int DAYLIGHT = 0xBFE3F2FF;
  private static final int RAYS = 0xBFE3F228;
  private static final int MEADOW = 0x79B65CFF;
  private static final int CAVE = 0x0B0908FF;
  private static final int SCALES = 0x3F8F4FFF;
  private static final int SCALES_DARK = 0x2A6337FF;
  private static final int HORN = 0xE8DEC0FF;
  private static final int EYE = 0xFFD93BFF;
  private static final int PUPIL = 0x1A1208FF;
  private static final int BONE = 0xD9D0BCFF;
  private static final int INK = 0x1A1512FF;
  private static final int TEXT = 0xF1E7D4FF;
  private static final int FAINT = 0xF1E7D490;
  private static final int MARK = 0xFFF3B0FF;
  private static final int[] CLOAKS = {
    0x4C9BE8FF, 0xF08A3CFF, 0xB178E0FF, 0x58C9A5FF, 0xE8C547FF, 0xE66A8AFF, 0x9CCB4EFF, 0xA9B4C2FF
  };

  /** Of those on one cell, how far each is off its middle. */
  private static final float HUDDLE = 0.17f;

  private final StringBuilder text = new StringBuilder();

  void draw(Canvas canvas, Dungeon dungeon) {
    float size = dungeon.size;
    float unit = size / 6;
    canvas.view(
        size / 2, size / 2 + 0.05f * unit, size + 2.4f, size + 2.6f + 1.6f * unit, SURROUNDINGS);
    drawRoom(canvas, dungeon.size);
    drawGate(canvas, dungeon);
    for (Adventurer adventurer : dungeon.adventurers) {
      if (adventurer.isInside()) {
        drawAdventurer(canvas, x(adventurer), y(adventurer), 1, CLOAKS[adventurer.index]);
      }
    }
    drawFates(canvas, dungeon, unit);
  }

  private static boolean isShared(Adventurer adventurer) {
    for (Adventurer other : adventurer.dungeon.adventurers) {
      if (other != adventurer
          && other.isInside()
          && other.column == adventurer.column
          && other.row == adventurer.row) {
        return true;
      }
    }
    return false;
  }

  private static float x(Adventurer adventurer) {
    double angle = 2 * Math.PI * adventurer.index / adventurer.dungeon.adventurers.length;
    float aside = isShared(adventurer) ? HUDDLE * (float) Math.sin(angle) : 0;
    return adventurer.column + 0.5f + aside;
  }

  private static float y(Adventurer adventurer) {
    double angle = 2 * Math.PI * adventurer.index / adventurer.dungeon.adventurers.length;
    float aside = isShared(adventurer) ? HUDDLE * (float) Math.cos(angle) : 0;
    return adventurer.row + 0.5f + aside;
  }

  private static void drawRoom(Canvas canvas, int size) {
    canvas.rectangle(size / 2f, size / 2f + 0.1f, size + 1.2f, size + 1.4f, 0, WALL);
    for (int i = 0; i < size; i++) {
      for (int course = 0; course < 2; course++) {
        float shift = 0.25f + 0.25f * course;
        float y = size + 0.22f + 0.38f * course;
        canvas.rectangle(i + shift, y, 0.44f, 0.3f, 0, BRICK);
        canvas.rectangle(i + shift + 0.5f, y, 0.44f, 0.3f, 0, BRICK);
      }
    }
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        int color = (row + column) % 2 == 0 ? FLOOR : FLOOR_TOO;
        canvas.rectangle(column + 0.5f, row + 0.5f, 0.97f, 0.97f, 0, color);
      }
    }
    drawTorch(canvas, -0.3f, size * 0.72f);
    drawTorch(canvas, size + 0.3f, size * 0.72f);
  }

  private static void drawTorch(Canvas canvas, float x, float y) {
    for (int i = 1; i <= 3; i++) {
      canvas.circle(x, y + 0.2f, 0.7f * i, GLOW);
    }
    canvas.line(x, y - 0.25f, x, y + 0.1f, 0.09f, WOOD);
    canvas.circle(x, y + 0.2f, 0.14f, FLAME);
    canvas.triangle(x - 0.13f, y + 0.24f, x + 0.13f, y + 0.24f, x, y + 0.52f, FLAME);
    canvas.circle(x, y + 0.19f, 0.07f, FLAME_CORE);
  }

  private static void drawGate(Canvas canvas, Dungeon dungeon) {
    float x = dungeon.gate + 0.5f;
    float y = dungeon.size + 0.4f;
    canvas.rectangle(x, y, 1.12f, 0.8f, 0, WOOD);
    canvas.circle(x, y + 0.4f, 0.56f, WOOD);
    int behind = dungeon.isSlain ? DAYLIGHT : CAVE;
    canvas.rectangle(x, y, 0.9f, 0.8f, 0, behind);
    canvas.circle(x, y + 0.4f, 0.45f, behind);
    if (dungeon.isSlain) {
      canvas.rectangle(x, y - 0.22f, 0.9f, 0.36f, 0, MEADOW);
      canvas.triangle(x - 0.45f, y - 0.4f, x + 0.45f, y - 0.4f, x + 0.8f, y - 1.35f, RAYS);
      canvas.triangle(x - 0.45f, y - 0.4f, x - 0.8f, y - 1.35f, x + 0.8f, y - 1.35f, RAYS);
    } else {
      drawDragon(canvas, x, y);
    }
  }

  /** Its head, which fills the gate. */
  private static void drawDragon(Canvas canvas, float x, float y) {
    for (int side = -1; side <= 1; side += 2) {
      canvas.triangle(
          x + side * 0.14f,
          y + 0.4f,
          x + side * 0.3f,
          y + 0.28f,
          x + side * 0.38f,
          y + 0.74f,
          HORN);
      canvas.triangle(
          x + side * 0.26f,
          y + 0.2f,
          x + side * 0.3f,
          y - 0.1f,
          x + side * 0.52f,
          y + 0.12f,
          SCALES_DARK);
    }
    canvas.circle(x, y + 0.14f, 0.36f, SCALES_DARK);
    canvas.circle(x, y + 0.16f, 0.32f, SCALES);
    canvas.rectangle(x, y - 0.2f, 0.4f, 0.4f, 0, SCALES_DARK);
    canvas.circle(x, y - 0.3f, 0.22f, SCALES_DARK);
    canvas.circle(x, y - 0.24f, 0.19f, SCALES);
    for (int side = -1; side <= 1; side += 2) {
      canvas.circle(x + side * 0.15f, y + 0.22f, 0.085f, EYE);
      canvas.rectangle(x + side * 0.15f, y + 0.22f, 0.035f, 0.14f, 0, PUPIL);
      canvas.circle(x + side * 0.08f, y - 0.26f, 0.03f, PUPIL);
      canvas.triangle(
          x + side * 0.17f,
          y - 0.38f,
          x + side * 0.07f,
          y - 0.42f,
          x + side * 0.12f,
          y - 0.54f,
          HORN);
    }
  }

  private static void drawAdventurer(Canvas canvas, float x, float y, float size, int cloak) {
    canvas.circle(x, y - 0.02f * size, 0.33f * size, INK);
    canvas.triangle(
        x - 0.27f * size,
        y - 0.27f * size,
        x + 0.27f * size,
        y - 0.27f * size,
        x,
        y + 0.26f * size,
        cloak);
    canvas.circle(x, y + 0.1f * size, 0.17f * size, cloak);
    canvas.circle(x, y + 0.08f * size, 0.11f * size, 0xF3D2AEFF);
    canvas.circle(x - 0.04f * size, y + 0.09f * size, 0.02f * size, INK);
    canvas.circle(x + 0.04f * size, y + 0.09f * size, 0.02f * size, INK);
  }

  private static void drawSkull(Canvas canvas, float x, float y, float size) {
    canvas.circle(x, y + 0.06f * size, 0.22f * size, BONE);
    canvas.rectangle(x, y - 0.15f * size, 0.22f * size, 0.18f * size, 0, BONE);
    canvas.circle(x - 0.08f * size, y + 0.05f * size, 0.06f * size, INK);
    canvas.circle(x + 0.08f * size, y + 0.05f * size, 0.06f * size, INK);
  }

  /** A row below the room: everyone, with a skull or the open sky behind who has left. */
  private void drawFates(Canvas canvas, Dungeon dungeon, float unit) {
    int count = dungeon.adventurers.length;
    float y = -0.6f - 0.55f * unit;
    float pitch = Math.min(0.85f * unit, dungeon.size / (count + 2f));
    for (Adventurer adventurer : dungeon.adventurers) {
      float x = (adventurer.index + 0.4f) * pitch;
      int cloak = CLOAKS[adventurer.index];
      switch (adventurer.fate) {
        case INSIDE -> canvas.circle(x, y, 0.16f * pitch, cloak);
        case LOST -> {
          drawSkull(canvas, x, y, 1.1f * pitch);
          canvas.ring(x, y, 0.42f * pitch, 0.06f * pitch, cloak);
        }
        case ESCAPED -> {
          canvas.circle(x, y, 0.42f * pitch, DAYLIGHT);
          drawAdventurer(canvas, x, y, 1.05f * pitch, cloak);
        }
      }
    }
    text.setLength(0);
    text.append("escaped ").append(dungeon.count(Fate.ESCAPED));
    text.append("   lost ").append(dungeon.count(Fate.LOST));
    float right = dungeon.size + 0.1f;
    canvas.text(text, right, y + 0.17f * unit, 0.2f * unit, Align.RIGHT, TEXT);
    text.setLength(0);
    text.append("step ").append(dungeon.steps).append(" / ").append(dungeon.maxSteps);
    canvas.text(text, right, y - 0.2f * unit, 0.15f * unit, Align.RIGHT, FAINT);
  }

  void highlight(Canvas canvas, Adventurer adventurer) {
    if (adventurer.isInside()) {
      canvas.ring(x(adventurer), y(adventurer), 0.42f, 0.05f, MARK);
    }
  }
}
