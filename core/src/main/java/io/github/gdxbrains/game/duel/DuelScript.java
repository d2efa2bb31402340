package io.github.gdxbrains.game.duel;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.random.RandomStream;

/**
 * A hand-written fighter, in three strengths. It goes to its opponent around crates, circles it
 * while it shoots, and fetches what it lacks; the better ones lead a running target, step out of
 * the way of bullets, hide while they reload or wait for health, and attack while the other
 * reloads.
 */
final class DuelScript implements Script {
  /** Shoots at where the other is, and often beside it. */
  static final DuelScript EASY = new DuelScript(0.28f, 0, 0, 3.5f, false);

  /** Leads its target, and sees bullets late. */
  static final DuelScript MEDIUM = new DuelScript(0.1f, 0.5f, 0.15f, 4.5f, false);

  /** Leads its target, sees bullets early, and knows when to hide and when to attack. */
  static final DuelScript HARD = new DuelScript(0.05f, 0.5f, 0.6f, 6, true);

  private static final int DIRECTIONS = 8;
  private static final int CORNERS = 4;
  private static final int SPOTS = 8;

  /** Around a crate: its corners, then the middles of its sides. */
  private static final int[] SPOT_X = {1, -1, -1, 1, 1, 0, -1, 0};

  private static final int[] SPOT_Y = {1, 1, -1, -1, 0, 1, 0, -1};

  /** From a crate to where someone walks round it. */
  private static final float BERTH = Rules.FIGHTER_RADIUS + 0.12f;

  /** By how much a bullet must miss to be let pass. */
  private static final float MISS = Rules.FIGHTER_RADIUS + Rules.BULLET_RADIUS + 0.2f;

  /** Where it likes to fight while the other cannot shoot. */
  private static final float RUSH_DISTANCE = 2;

  private static final float DETOUR = 3;
  private static final int LEG_TICKS = 24;
  private static final float STEP = 0.8f;
  private static final float NOWHERE = Float.NaN;
  private static final int NONE = -1;

  private final float aimErrorRad;
  private final float leadShare;
  private final float foresightSeconds;
  private final float distance;
  private final boolean isTactical;

  /**
   * @param aimErrorRad standard deviation of its aim
   * @param leadShare how much of the target's run during a bullet's flight it allows for; 0.5 is
   *     better than 1, because targets do not run straight on
   * @param foresightSeconds how long before they hit it sees bullets; 0 if it does not dodge
   * @param distance at which it likes to fight, in metres
   * @param isTactical whether it hides while it reloads, or is hurt and waits for health, and comes
   *     near while the other reloads
   */
  private DuelScript(
      float aimErrorRad,
      float leadShare,
      float foresightSeconds,
      float distance,
      boolean isTactical) {
    this.aimErrorRad = aimErrorRad;
    this.leadShare = leadShare;
    this.foresightSeconds = foresightSeconds;
    this.distance = distance;
    this.isTactical = isTactical;
  }

  @Override
  public void decide(Entity entity, RandomStream random, Action action) {
    Fighter me = Fighter.of(entity);
    Fighter other = me.opponent();
    float away = me.distanceTo(other.x, other.y);
    float lead = leadShare * away / me.yard.bulletSpeed;
    float aimX = other.x + lead * other.vx - me.x;
    float aimY = other.y + lead * other.vy - me.y;
    float beside = me.left(aimX, aimY);
    boolean isAimed = me.ahead(aimX, aimY) > 0 && Math.abs(beside) < 0.3f + aimErrorRad * away;
    float error = aimErrorRad * (float) random.nextGaussian();
    float turn = Duel.turnTo(me, aimX - error * aimY, aimY + error * aimX);

    float way = evade(me, errand(me));
    boolean stands = Float.isNaN(way);
    float x = stands ? 0 : (float) Math.cos(way);
    float y = stands ? 0 : (float) Math.sin(way);
    boolean shoots = isAimed && me.seesOpponent();
    Duel.choose(entity, action, me.ahead(x, y), me.left(x, y), turn, shoots);
  }

  /** Of a way and eight directions, the first one in which the coming bullets miss, or nearly. */
  private float evade(Fighter me, float way) {
    float best = way;
    float least = danger(me, way);
    for (int i = 0; i < DIRECTIONS && least > 0; i++) {
      float other = (float) (2 * Math.PI / DIRECTIONS) * i;
      float danger = danger(me, other);
      if (danger < least && isOpen(me, other)) {
        least = danger;
        best = other;
      }
    }
    return best;
  }

  /** How far within reach of the bullets that it sees a fighter would be if it went some way. */
  private float danger(Fighter me, float way) {
    boolean stands = Float.isNaN(way);
    float runX = stands ? 0 : Rules.RUN_SPEED * (float) Math.cos(way);
    float runY = stands ? 0 : Rules.RUN_SPEED * (float) Math.sin(way);
    Yard yard = me.yard;
    float danger = 0;
    int first = (1 - me.team) * Rules.BULLETS;
    for (int i = first; i < first + Rules.BULLETS; i++) {
      Bullet bullet = yard.bullets[i];
      if (!bullet.flies) {
        continue;
      }
      float dx = me.x - bullet.x;
      float dy = me.y - bullet.y;
      float seconds = (dx * bullet.vx + dy * bullet.vy) / (yard.bulletSpeed * yard.bulletSpeed);
      if (seconds < 0 || seconds > foresightSeconds) {
        continue;
      }
      // its velocity v approaches the wanted one w: v(t) = w + (v - w) exp(-d t)
      float lag = (1 - (float) Math.exp(-Rules.FIGHTER_DAMPING * seconds)) / Rules.FIGHTER_DAMPING;
      float x = dx + runX * seconds + (me.vx - runX) * lag;
      float y = dy + runY * seconds + (me.vy - runY) * lag;
      float miss = Math.abs(bullet.vx * y - bullet.vy * x) / yard.bulletSpeed;
      if (miss < MISS
          && yard.crates.reach(bullet.x, bullet.y, me.x, me.y, Rules.BULLET_RADIUS) == 1) {
        danger += MISS - miss;
      }
    }
    return danger;
  }

  /** Whether a fighter can take a step in a direction. */
  private static boolean isOpen(Fighter me, float way) {
    float x = me.x + STEP * (float) Math.cos(way);
    float y = me.y + STEP * (float) Math.sin(way);
    return Math.abs(x) < Rules.HALF_LENGTH - Rules.FIGHTER_RADIUS
        && Math.abs(y) < Rules.HALF_WIDTH - Rules.FIGHTER_RADIUS
        && me.yard.canWalk(me.x, me.y, x, y);
  }

  /** Which way what it needs most is: an angle, or {@link #NOWHERE} to stay. */
  private float errand(Fighter me) {
    Yard yard = me.yard;
    Fighter other = me.opponent();
    boolean isHurt = me.health <= 0.6f * Rules.FULL_HEALTH;
    int pickup = nearest(me, isHurt, me.magazine + me.reserve <= Rules.MAGAZINE);
    if (pickup != NONE) {
      return wayTo(me, yard.pickups[pickup].x, yard.pickups[pickup].y);
    }
    boolean waitsForHealth = isHurt && me.health < other.health && returnsSoon(yard);
    if (isTactical && (me.isReloading || waitsForHealth)) {
      int spot = hidingPlace(me);
      if (spot == NONE || !me.seesOpponent()) {
        return NOWHERE;
      }
      return wayTo(me, spotX(yard.crates, spot), spotY(yard.crates, spot));
    }
    return me.seesOpponent() ? circle(me) : wayTo(me, other.x, other.y);
  }

  private static int nearest(Fighter me, boolean health, boolean ammo) {
    Pickup[] pickups = me.yard.pickups;
    int nearest = NONE;
    float least = Float.MAX_VALUE;
    for (int i = 0; i < pickups.length; i++) {
      boolean isWanted = pickups[i].isHealth ? health : ammo;
      float away = me.distanceTo(pickups[i].x, pickups[i].y);
      if (isWanted && pickups[i].isThere() && away < least) {
        least = away;
        nearest = i;
      }
    }
    return nearest;
  }

  private static boolean returnsSoon(Yard yard) {
    float soon = 4 / Rules.TICK_SECONDS;
    return Math.min(yard.pickups[0].ticksToReturn, yard.pickups[1].ticksToReturn) < soon;
  }

  /** Around the opponent, to and fro, and to the distance it likes. */
  private float circle(Fighter me) {
    Fighter other = me.opponent();
    float dx = other.x - me.x;
    float dy = other.y - me.y;
    float away = me.distanceTo(other.x, other.y);
    // each leg's side is drawn from its number, so nothing has to be remembered
    long leg = me.yard.ticks / LEG_TICKS;
    float side = (RandomStream.derive(leg, me.team) & 1) == 0 ? 1 : -1;
    float liked = isTactical && other.isReloading && !me.isReloading ? RUSH_DISTANCE : distance;
    float nearer = Math.max(-1, Math.min(1, away - liked));
    float straight = (float) Math.atan2(dy, dx);
    float way = straight + side * (float) (Math.PI / 2) * (1 - 0.6f * nearer);
    if (isOpen(me, way)) {
      return way;
    }
    return straight - side * (float) (Math.PI / 2) * (1 - 0.6f * nearer);
  }

  /** Straight to a place, or to the corner on the shortest way round what is between. */
  private static float wayTo(Fighter me, float x, float y) {
    Yard yard = me.yard;
    Crates crates = yard.crates;
    float viaX = x;
    float viaY = y;
    if (!yard.canWalk(me.x, me.y, x, y)) {
      float least = Float.MAX_VALUE;
      for (int spot = 0; spot < SPOTS * crates.count(); spot++) {
        if (spot % SPOTS >= CORNERS) {
          continue;
        }
        float spotX = spotX(crates, spot);
        float spotY = spotY(crates, spot);
        float first = me.distanceTo(spotX, spotY);
        if (first < 0.15f || !yard.canWalk(me.x, me.y, spotX, spotY)) {
          continue;
        }
        float way = first + (float) Math.hypot(x - spotX, y - spotY);
        way += yard.canWalk(spotX, spotY, x, y) ? 0 : DETOUR;
        if (way < least) {
          least = way;
          viaX = spotX;
          viaY = spotY;
        }
      }
    }
    float dx = viaX - me.x;
    float dy = viaY - me.y;
    return dx * dx + dy * dy < 0.01f ? NOWHERE : (float) Math.atan2(dy, dx);
  }

  /** The nearest spot beside a crate that the opponent does not see. */
  private static int hidingPlace(Fighter me) {
    Yard yard = me.yard;
    Crates crates = yard.crates;
    Fighter other = me.opponent();
    int place = NONE;
    float least = Float.MAX_VALUE;
    for (int spot = 0; spot < SPOTS * crates.count(); spot++) {
      float x = spotX(crates, spot);
      float y = spotY(crates, spot);
      float way = me.distanceTo(x, y) + (yard.canWalk(me.x, me.y, x, y) ? 0 : DETOUR);
      if (way < least && crates.reach(other.x, other.y, x, y, 0) < 1) {
        least = way;
        place = spot;
      }
    }
    return place;
  }

  private static float spotX(Crates crates, int spot) {
    int crate = spot / SPOTS;
    return crates.x(crate) + SPOT_X[spot % SPOTS] * (crates.halfX(crate) + BERTH);
  }

  private static float spotY(Crates crates, int spot) {
    int crate = spot / SPOTS;
    return crates.y(crate) + SPOT_Y[spot % SPOTS] * (crates.halfY(crate) + BERTH);
  }
}
