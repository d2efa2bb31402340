package io.github.gdxbrains.game.duel;

import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.canvas.Canvas.Align;

/** Draws a yard from above. */
final class DuelView {
  private static final int SURROUNDINGS = 0x20242BFF;
  private static final int WALL = 0x3C4350FF;
  private static final int WALL_LIGHT = 0x576072FF;
  private static final int FLOOR = 0x6E7683FF;
  private static final int FLOOR_TOO = 0x69717EFF;
  private static final int SEAM = 0x5D6572FF;
  private static final int[] HOME = {0x2F6FDE30, 0xF08A2430};
  private static final int SHADOW = 0x00000040;
  private static final int CRATE = 0xB48A54FF;
  private static final int CRATE_LIGHT = 0xC9A26CFF;
  private static final int CRATE_DARK = 0x7A5A30FF;
  private static final int[] COAT = {0x2F6FDEFF, 0xF08A24FF};
  private static final int[] COAT_DARK = {0x1D4796FF, 0xA85A0FFF};
  private static final int[] TRAIL = {0x9CC4FF00, 0xFFD29A00};
  private static final int[] SHOT = {0xD6E8FFFF, 0xFFECCFFF};
  private static final int GUN = 0x23262DFF;
  private static final int GUN_LIGHT = 0x4A505CFF;
  private static final int HEALTH = 0xF7F9FBFF;
  private static final int CROSS = 0xD8394CFF;
  private static final int AMMO = 0x56703BFF;
  private static final int AMMO_DARK = 0x35472AFF;
  private static final int BRASS = 0xF2C84BFF;
  private static final int GHOST = 0xFFFFFF22;
  private static final int GHOST_LINE = 0xFFFFFF70;
  private static final int GOOD = 0x5BD07AFF;
  private static final int FAIR = 0xF0C541FF;
  private static final int POOR = 0xE5484DFF;
  private static final int TEXT = 0xF2F4F7FF;
  private static final int MUTED = 0xF2F4F7A0;
  private static final int FAINT = 0xF2F4F728;
  private static final int MARK = 0xFFF0A0FF;
  private static final int HIT = 0xFF5A4EFF;
  private static final float TRAIL_METRES = 1.4f;
  private static final int TRAIL_PARTS = 5;
  private static final float IMPACT_TICKS = 14;
  private static final float FLASH_TICKS = 5;
  private static final float HIT_TICKS = 16;

  private final StringBuilder text = new StringBuilder();

  void draw(Canvas canvas, Yard yard) {
    float width = 2 * Rules.HALF_LENGTH + 1.4f;
    canvas.view(0, 0.5f, width, 2 * Rules.HALF_WIDTH + 2.4f, SURROUNDINGS);
    drawFloor(canvas);
    for (Pickup pickup : yard.pickups) {
      drawPickup(canvas, pickup, yard.pickupTicks);
    }
    Crates crates = yard.crates;
    for (int i = 0; i < crates.count(); i++) {
      float wide = 2 * crates.halfX(i);
      float high = 2 * crates.halfY(i);
      canvas.rectangle(crates.x(i) + 0.1f, crates.y(i) - 0.14f, wide, high, 0, SHADOW);
    }
    for (int i = 0; i < crates.count(); i++) {
      drawCrate(canvas, crates.x(i), crates.y(i), crates.halfX(i), crates.halfY(i));
    }
    for (Fighter fighter : yard.fighters) {
      canvas.circle(fighter.x + 0.07f, fighter.y - 0.1f, 1.05f * Rules.FIGHTER_RADIUS, SHADOW);
    }
    for (Bullet bullet : yard.bullets) {
      if (bullet.flies) {
        drawBullet(canvas, bullet);
      }
    }
    for (Fighter fighter : yard.fighters) {
      drawFighter(canvas, fighter);
    }
    for (Bullet bullet : yard.bullets) {
      if (bullet.ticksGone < IMPACT_TICKS && !bullet.flies) {
        drawImpact(canvas, bullet);
      }
    }
    for (Fighter fighter : yard.fighters) {
      drawBars(canvas, fighter);
    }
    drawHead(canvas, yard);
  }

  private static void drawFloor(Canvas canvas) {
    float length = 2 * Rules.HALF_LENGTH;
    float width = 2 * Rules.HALF_WIDTH;
    canvas.rectangle(0, 0, length + 0.7f, width + 0.7f, 0, WALL_LIGHT);
    canvas.rectangle(0, 0, length + 0.55f, width + 0.55f, 0, WALL);
    canvas.rectangle(0, 0, length, width, 0, FLOOR);
    for (int row = 0; row < width / 2; row++) {
      for (int column = row % 2; column < length / 2; column += 2) {
        float x = -Rules.HALF_LENGTH + 2 * column + 1;
        float y = -Rules.HALF_WIDTH + 2 * row + 1;
        canvas.rectangle(x, y, 2, 2, 0, FLOOR_TOO);
      }
    }
    for (float x = 2 - Rules.HALF_LENGTH; x < Rules.HALF_LENGTH; x += 2) {
      canvas.line(x, -Rules.HALF_WIDTH, x, Rules.HALF_WIDTH, 0.03f, SEAM);
    }
    for (float y = 2 - Rules.HALF_WIDTH; y < Rules.HALF_WIDTH; y += 2) {
      canvas.line(-Rules.HALF_LENGTH, y, Rules.HALF_LENGTH, y, 0.03f, SEAM);
    }
    float depth = Rules.START_DEPTH - 0.6f;
    for (int team = 0; team < 2; team++) {
      float x = (1 - 2 * team) * (depth / 2 - Rules.HALF_LENGTH);
      canvas.rectangle(x, 0, depth, width, 0, HOME[team]);
    }
  }

  private static void drawCrate(Canvas canvas, float x, float y, float halfX, float halfY) {
    float rim = 0.12f;
    float inX = halfX - rim;
    float inY = halfY - rim;
    canvas.rectangle(x, y, 2 * halfX, 2 * halfY, 0, CRATE_DARK);
    canvas.rectangle(x, y, 2 * halfX - 0.06f, 2 * halfY - 0.06f, 0, CRATE_LIGHT);
    canvas.rectangle(x, y, 2 * inX, 2 * inY, 0, CRATE_DARK);
    canvas.rectangle(x, y, 2 * inX - 0.06f, 2 * inY - 0.06f, 0, CRATE);
    // boards along the longer side, and a brace
    boolean isWide = halfX > halfY;
    float across = isWide ? inY : inX;
    for (float at = -across + 0.3f; at < across - 0.1f; at += 0.3f) {
      if (isWide) {
        canvas.line(x - inX, y + at, x + inX, y + at, 0.025f, CRATE_DARK);
      } else {
        canvas.line(x + at, y - inY, x + at, y + inY, 0.025f, CRATE_DARK);
      }
    }
    canvas.line(x - inX, y - inY, x + inX, y + inY, 0.1f, CRATE_LIGHT);
  }

  private static void drawPickup(Canvas canvas, Pickup pickup, int pause) {
    float x = pickup.x;
    float y = pickup.y;
    float half = Rules.PICKUP_RADIUS;
    if (!pickup.isThere()) {
      float gone = 1 - (float) pickup.ticksToReturn / pause;
      canvas.circle(x, y, half, GHOST);
      canvas.ring(x, y, half * gone, 0.05f, GHOST_LINE);
      canvas.ring(x, y, half, 0.03f, GHOST_LINE);
      return;
    }
    canvas.rectangle(x + 0.05f, y - 0.07f, 2 * half, 2 * half, 0, SHADOW);
    if (pickup.isHealth) {
      canvas.rectangle(x, y, 2 * half, 2 * half, 0, HEALTH);
      canvas.rectangle(x, y, 1.4f * half, 0.45f * half, 0, CROSS);
      canvas.rectangle(x, y, 0.45f * half, 1.4f * half, 0, CROSS);
      return;
    }
    canvas.rectangle(x, y, 2 * half, 2 * half, 0, AMMO_DARK);
    canvas.rectangle(x, y, 1.8f * half, 1.8f * half, 0, AMMO);
    for (int i = -1; i <= 1; i++) {
      canvas.rectangle(x + 0.5f * i * half, y - 0.1f * half, 0.3f * half, 0.8f * half, 0, BRASS);
      canvas.circle(x + 0.5f * i * half, y + 0.3f * half, 0.15f * half, BRASS);
    }
  }

  private static void drawBullet(Canvas canvas, Bullet bullet) {
    int team = bullet.shooter.team;
    float dx = bullet.x - bullet.fromX;
    float dy = bullet.y - bullet.fromY;
    float flown = (float) Math.sqrt(dx * dx + dy * dy);
    float share = flown > TRAIL_METRES ? TRAIL_METRES / flown : 1;
    for (int part = 0; part < TRAIL_PARTS; part++) {
      float end = share * (TRAIL_PARTS - part) / TRAIL_PARTS;
      float width = 0.05f + 0.02f * part;
      int alpha = 40 + 35 * part;
      float x = bullet.x - end * dx;
      float y = bullet.y - end * dy;
      float next = end - share / TRAIL_PARTS;
      canvas.line(x, y, bullet.x - next * dx, bullet.y - next * dy, width, TRAIL[team] | alpha);
    }
    canvas.circle(bullet.x, bullet.y, 1.25f * Rules.BULLET_RADIUS, COAT_DARK[team]);
    canvas.circle(bullet.x, bullet.y, Rules.BULLET_RADIUS, SHOT[team]);
  }

  private static void drawImpact(Canvas canvas, Bullet bullet) {
    float age = bullet.ticksGone / IMPACT_TICKS;
    int alpha = (int) (220 * (1 - age));
    int color = (bullet.hasHit ? HIT : SHOT[bullet.shooter.team]) & 0xFFFFFF00 | alpha;
    canvas.ring(bullet.x, bullet.y, 0.1f + 0.3f * age, 0.05f, color);
    for (int i = 0; i < 6; i++) {
      float angle = i * 1.0472f + bullet.x;
      float cos = (float) Math.cos(angle);
      float sin = (float) Math.sin(angle);
      float near = 0.08f + 0.3f * age;
      float far = near + 0.16f * (1 - age);
      canvas.line(
          bullet.x + near * cos,
          bullet.y + near * sin,
          bullet.x + far * cos,
          bullet.y + far * sin,
          0.04f,
          color);
    }
  }

  private static void drawFighter(Canvas canvas, Fighter fighter) {
    float radius = Rules.FIGHTER_RADIUS;
    float cos = fighter.cos;
    float sin = fighter.sin;
    // the gun is held to the right of the middle
    float gunX = fighter.x + 0.2f * radius * sin;
    float gunY = fighter.y - 0.2f * radius * cos;
    float tip = radius + 0.24f;
    canvas.line(gunX, gunY, gunX + tip * cos, gunY + tip * sin, 0.17f, GUN);
    canvas.line(
        gunX + 0.3f * cos,
        gunY + 0.3f * sin,
        gunX + 0.4f * cos,
        gunY + 0.4f * sin,
        0.1f,
        GUN_LIGHT);
    if (fighter.ticksSinceShot < FLASH_TICKS) {
      float flash = 1 - fighter.ticksSinceShot / FLASH_TICKS;
      float x = gunX + (tip + 0.1f) * cos;
      float y = gunY + (tip + 0.1f) * sin;
      canvas.circle(x, y, 0.22f * flash, BRASS);
      canvas.circle(x, y, 0.12f * flash, HEALTH);
    }
    canvas.circle(fighter.x, fighter.y, radius, COAT_DARK[fighter.team]);
    canvas.circle(fighter.x, fighter.y, 0.86f * radius, COAT[fighter.team]);
    for (int side = -1; side <= 1; side += 2) {
      float x = fighter.x + radius * (0.75f * cos - side * 0.5f * sin);
      float y = fighter.y + radius * (0.75f * sin + side * 0.5f * cos);
      canvas.circle(x, y, 0.11f, COAT_DARK[fighter.team]);
    }
    canvas.circle(fighter.x, fighter.y, 0.5f * radius, COAT_DARK[fighter.team]);
    canvas.circle(
        fighter.x + 0.06f * cos, fighter.y + 0.06f * sin, 0.36f * radius, COAT[fighter.team]);
    if (fighter.health == 0) {
      float arm = 0.6f * radius;
      for (int side = -1; side <= 1; side += 2) {
        canvas.line(
            fighter.x - arm,
            fighter.y - side * arm,
            fighter.x + arm,
            fighter.y + side * arm,
            0.12f,
            HEALTH);
      }
    }
    if (fighter.ticksSinceHit < HIT_TICKS) {
      float age = fighter.ticksSinceHit / HIT_TICKS;
      int color = HIT & 0xFFFFFF00 | (int) (255 * (1 - age));
      canvas.ring(fighter.x, fighter.y, radius * (1.05f + 0.5f * age), 0.09f, color);
    }
  }

  /** Health above a fighter, and below it the magazine or how far it is filled. */
  private static void drawBars(Canvas canvas, Fighter fighter) {
    float x = fighter.x - 0.5f;
    float y = fighter.y + Rules.FIGHTER_RADIUS + 0.28f;
    drawHealth(canvas, fighter, x, y, 1, 0.13f);
    y = fighter.y - Rules.FIGHTER_RADIUS - 0.24f;
    if (fighter.isReloading) {
      float done = 1 - (float) fighter.pause / Rules.RELOAD_TICKS;
      canvas.line(x, y, x + 1, y, 0.08f, GUN);
      canvas.line(x, y, x + done, y, 0.08f, MUTED);
      return;
    }
    for (int i = 0; i < Rules.MAGAZINE; i++) {
      canvas.circle(x + 0.14f + 0.24f * i, y, 0.07f, i < fighter.magazine ? BRASS : GUN);
    }
  }

  private static void drawHealth(
      Canvas canvas, Fighter fighter, float x, float y, float length, float height) {
    float share = fighter.health / Rules.FULL_HEALTH;
    int color = share > 0.6f ? GOOD : share > 0.3f ? FAIR : POOR;
    canvas.line(x - 0.04f, y, x + length + 0.04f, y, height + 0.08f, GUN);
    if (share > 0) {
      canvas.line(x, y, x + share * length, y, height, color);
    }
  }

  void highlight(Canvas canvas, Fighter fighter) {
    canvas.ring(fighter.x, fighter.y, 1.35f * Rules.FIGHTER_RADIUS, 0.06f, MARK);
  }

  private void drawHead(Canvas canvas, Yard yard) {
    float y = Rules.HALF_WIDTH + 0.95f;
    for (Fighter fighter : yard.fighters) {
      float side = fighter.side;
      float outer = -side * (Rules.HALF_LENGTH - 0.1f);
      canvas.circle(outer + side * 0.2f, y, 0.3f, COAT_DARK[fighter.team]);
      canvas.circle(outer + side * 0.2f, y, 0.25f, COAT[fighter.team]);
      float from = outer + side * 0.75f;
      drawHealth(canvas, fighter, side > 0 ? from : from - 3.6f, y + 0.14f, 3.6f, 0.26f);
      for (int i = 0; i < Rules.MAGAZINE + Rules.MOST_RESERVE; i++) {
        boolean isLoaded = i < Rules.MAGAZINE;
        boolean isThere = isLoaded ? i < fighter.magazine : i < Rules.MAGAZINE + fighter.reserve;
        float x = from + side * (0.08f + 0.22f * i + (isLoaded ? 0 : 0.12f));
        canvas.rectangle(x, y - 0.25f, 0.11f, 0.24f, 0, isThere ? BRASS : FAINT);
      }
    }
    int tenths = Math.max(0, Math.round(10 * (yard.tickLimit - yard.ticks) * Rules.TICK_SECONDS));
    text.setLength(0);
    text.append(tenths / 10).append('.').append(tenths % 10).append(" s");
    canvas.text(text, 0.6f, y + 0.1f, 0.34f, Align.RIGHT, TEXT);
    float left = 1.6f * Math.max(0, yard.timeLeft());
    canvas.line(-1.6f, y - 0.3f, 1.6f, y - 0.3f, 0.08f, FAINT);
    canvas.line(-left, y - 0.3f, left, y - 0.3f, 0.08f, MUTED);
    if (yard.isDecided) {
      String outcome = yard.winner == Yard.NOBODY ? "DRAW" : yard.winner == 0 ? "BLUE" : "ORANGE";
      canvas.text(outcome, 0.05f, -0.06f, 1.4f, Align.CENTER, GUN);
      canvas.text(outcome, 0, 0, 1.4f, Align.CENTER, TEXT);
    }
  }
}
