package io.github.gdxbrains.game.battle;

import io.github.gdxbrains.canvas.Canvas;

/** Draws a field: the more hit points, the brighter a soldier. */
final class BattleView {
  private static final int SURROUNDINGS = 0x171A1FFF;
  private static final int GROUND_LIGHT = 0x2B3138FF;
  private static final int GROUND_DARK = 0x272C33FF;
  private static final int WALL = 0x6B6355FF;
  private static final int WALL_TOP = 0x8A8170FF;
  private static final int[] STRONG = {0x62A8FFFF, 0xFFA63DFF};
  private static final int[] WEAK = {0x1E3450FF, 0x553413FF};
  private static final int[] EDGE = {0x62A8FF90, 0xFFA63D90};
  private static final int BLOW = 0xFFF3B0D0;
  private static final int FALLEN = 0xFF4D4DC0;
  private static final int TEXT = 0xFFFFFFD0;
  private static final int FAINT = 0xFFFFFF20;
  private static final int MARK = 0xFFE680FF;
  private static final int BAND = 4;

  private final StringBuilder text = new StringBuilder();

  void draw(Canvas canvas, Battlefield field) {
    float size = field.size;
    float header = 0.09f * size;
    canvas.view(size / 2, (size + header) / 2, size * 1.06f, size * 1.04f + header, SURROUNDINGS);
    canvas.rectangle(size / 2, size / 2, size, size, 0, GROUND_DARK);
    for (int row = 0; row < field.size; row += BAND) {
      for (int column = (row / BAND) % 2 * BAND; column < field.size; column += 2 * BAND) {
        float width = Math.min(BAND, field.size - column);
        float height = Math.min(BAND, field.size - row);
        canvas.rectangle(column + width / 2, row + height / 2, width, height, 0, GROUND_LIGHT);
      }
    }
    for (int row = 0; row < field.size; row++) {
      for (int column = 0; column < field.size; column++) {
        if (field.occupant(column, row) == Battlefield.WALL) {
          canvas.rectangle(column + 0.5f, row + 0.5f, 1, 1, 0, WALL);
          canvas.rectangle(column + 0.5f, row + 0.56f, 0.88f, 0.8f, 0, WALL_TOP);
        }
      }
    }
    for (int i = 0; i < field.soldiers; i++) {
      if (field.alive[i]) {
        int team = field.team(i);
        float share = field.hitPoints[i] / field.fullHitPoints;
        canvas.circle(field.columns[i] + 0.5f, field.rows[i] + 0.5f, 0.43f, EDGE[team]);
        canvas.circle(
            field.columns[i] + 0.5f,
            field.rows[i] + 0.5f,
            0.36f,
            mixed(WEAK[team], STRONG[team], share));
      }
    }
    drawBlows(canvas, field);
    drawTexts(canvas, field, size + 0.5f * header);
  }

  /** Who hits whom, and who has fallen. */
  private static void drawBlows(Canvas canvas, Battlefield field) {
    for (int i = 0; i < field.soldiers; i++) {
      int target = field.targets[i];
      if (target >= 0) {
        float x = field.columns[i] + 0.5f;
        float y = field.rows[i] + 0.5f;
        float wayX = field.columns[target] + 0.5f - x;
        float wayY = field.rows[target] + 0.5f - y;
        canvas.line(x + 0.2f * wayX, y + 0.2f * wayY, x + 0.7f * wayX, y + 0.7f * wayY, 0.1f, BLOW);
      }
    }
    for (int k = 0; k < field.fallenCount; k++) {
      float x = field.columns[field.fallen[k]] + 0.5f;
      float y = field.rows[field.fallen[k]] + 0.5f;
      canvas.line(x - 0.3f, y - 0.3f, x + 0.3f, y + 0.3f, 0.12f, FALLEN);
      canvas.line(x - 0.3f, y + 0.3f, x + 0.3f, y - 0.3f, 0.12f, FALLEN);
    }
  }

  /** A colour between two others. */
  private static int mixed(int from, int to, float share) {
    int color = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
      int a = from >>> shift & 0xFF;
      int b = to >>> shift & 0xFF;
      color |= Math.round(a + share * (b - a)) << shift;
    }
    return color;
  }

  /** The living of both teams, as bars from the edges, and the cycle between them. */
  private void drawTexts(Canvas canvas, Battlefield field, float y) {
    float size = field.size;
    float height = 0.032f * size;
    float bar = 0.26f * size;
    text.setLength(0);
    text.append(field.cycles).append(" / ").append(field.maxCycles);
    canvas.text(text, size / 2, y, 0.8f * height, Canvas.Align.CENTER, TEXT);
    for (int team = 0; team < 2; team++) {
      int way = team == 0 ? 1 : -1;
      float edge = team == 0 ? 0 : size;
      float start = edge + way * 0.09f * size;
      float share = (float) field.living[team] / field.perSide;
      text.setLength(0);
      text.append(field.living[team]);
      Canvas.Align align = team == 0 ? Canvas.Align.LEFT : Canvas.Align.RIGHT;
      canvas.text(text, edge, y, height, align, STRONG[team]);
      canvas.line(start, y, start + way * bar, y, 0.5f * height, FAINT);
      if (share > 0) {
        canvas.line(start, y, start + way * bar * share, y, 0.5f * height, STRONG[team]);
      }
    }
  }

  /** Marks a living soldier with a ring and a pointer above it. */
  void highlight(Canvas canvas, Battlefield field, int soldier) {
    if (field.alive[soldier]) {
      float x = field.columns[soldier] + 0.5f;
      float y = field.rows[soldier] + 0.5f;
      canvas.ring(x, y, 0.55f, 0.1f, MARK);
      canvas.triangle(x, y + 0.65f, x - 0.2f, y + 0.95f, x + 0.2f, y + 0.95f, MARK);
    }
  }
}
