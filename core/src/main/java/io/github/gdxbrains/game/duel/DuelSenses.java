package io.github.gdxbrains.game.duel;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.RaySensor;
import io.github.gdxbrains.sensor.Rays;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;

/**
 * What a fighter observes. Ways and velocities are relative to where it aims: ahead, then to the
 * left.
 *
 * <ul>
 *   <li>{@code rays}, all round, the middle one along the aim: cover, opponent, its bullets,
 *       pickups;
 *   <li>{@code self}: velocity (2); place (2) and aim (2), turned for orange as if it were blue;
 *       health, shots in the magazine, in the pocket, time until it can shoot, time left (1 each);
 *   <li>{@code opponent}, all 0 while it is out of sight: 1, distance, the unit vector to it (2),
 *       how far beside the aim it is in metres, within [-1, 1], velocity (2), aim (2), health;
 *   <li>{@code bullets}, the opponent's nearest two, all 0 if there is none: 1, way to it (2), unit
 *       vector of its flight (2);
 *   <li>{@code pickups}, the two of health, then the two of ammo, those of the same place first for
 *       both: whether it is there, way to it (2).
 * </ul>
 */
final class DuelSenses {
  private static final int RAY_COUNT = 24;
  private static final float RAY_LENGTH = 12;
  private static final int BULLETS = 2;

  private static final ObservationStream SELF = ObservationStream.vector("self", 11, -1, 1);
  private static final ObservationStream OPPONENT = ObservationStream.vector("opponent", 10, -1, 1);
  private static final ObservationStream BULLET =
      ObservationStream.vector("bullets", 5 * BULLETS, -1, 1);
  private static final ObservationStream PICKUP = ObservationStream.vector("pickups", 12, -1, 1);

  private DuelSenses() {}

  static ObservationSpace space() {
    return ObservationSpace.of(rays(0).stream(), SELF, OPPONENT, BULLET, PICKUP);
  }

  static List<Sensor> sensors(int team) {
    return List.of(
        new RaySensor(rays(team), e -> Fighter.of(e).body, e -> Fighter.of(e).heading),
        Sensor.of(SELF, DuelSenses::senseSelf),
        Sensor.of(OPPONENT, DuelSenses::senseOpponent),
        Sensor.of(BULLET, DuelSenses::senseBullets),
        Sensor.of(PICKUP, DuelSenses::sensePickups));
  }

  private static Rays rays(int team) {
    int other = 1 - team;
    return new Rays(
        "rays",
        RAY_COUNT,
        (float) (2 * Math.PI),
        RAY_LENGTH,
        List.of(
            (int) Yard.COVER,
            (int) Yard.FIGHTER[other],
            (int) Yard.BULLET[other],
            (int) Yard.PICKUP),
        List.of("cover", "opponent", "bullet", "pickup"));
  }

  private static void senseSelf(Entity entity, ObservationWriter out) {
    Fighter me = Fighter.of(entity);
    putVector(out, me, me.vx / Rules.RUN_SPEED, me.vy / Rules.RUN_SPEED);
    out.put(clamp(me.side * me.x / Rules.HALF_LENGTH), clamp(me.side * me.y / Rules.HALF_WIDTH));
    out.put(clamp(me.side * me.cos), clamp(me.side * me.sin));
    out.put(me.health / Rules.FULL_HEALTH);
    out.put((float) me.magazine / Rules.MAGAZINE, (float) me.reserve / Rules.MOST_RESERVE);
    out.put((float) me.pause / Rules.RELOAD_TICKS, clamp(me.yard.timeLeft()));
  }

  private static void senseOpponent(Entity entity, ObservationWriter out) {
    Fighter me = Fighter.of(entity);
    if (!me.seesOpponent()) {
      for (int i = 0; i < 10; i++) {
        out.put(0);
      }
      return;
    }
    Fighter other = me.opponent();
    float dx = other.x - me.x;
    float dy = other.y - me.y;
    float distance = Math.max(1e-3f, me.distanceTo(other.x, other.y));
    out.put(1, clamp(distance / Rules.DIAGONAL));
    putVector(out, me, dx / distance, dy / distance);
    out.put(clamp(me.left(dx, dy)));
    putVector(out, me, other.vx / Rules.RUN_SPEED, other.vy / Rules.RUN_SPEED);
    putVector(out, me, other.cos, other.sin);
    out.put(other.health / Rules.FULL_HEALTH);
  }

  private static void senseBullets(Entity entity, ObservationWriter out) {
    Fighter me = Fighter.of(entity);
    float farther = -1;
    for (int i = 0; i < BULLETS; i++) {
      farther = putNearest(out, me, farther);
    }
  }

  /** Writes the nearest bullet that is farther away than some distance, and returns its own. */
  private static float putNearest(ObservationWriter out, Fighter me, float farther) {
    Yard yard = me.yard;
    int first = (1 - me.team) * Rules.BULLETS;
    int nearest = -1;
    float least = Float.MAX_VALUE;
    for (int i = first; i < first + Rules.BULLETS; i++) {
      Bullet bullet = yard.bullets[i];
      if (bullet.flies) {
        float distance = me.distanceTo(bullet.x, bullet.y);
        if (distance > farther && distance < least) {
          least = distance;
          nearest = i;
        }
      }
    }
    if (nearest < 0) {
      out.put(0);
      out.put(0, 0);
      out.put(0, 0);
      return least;
    }
    Bullet bullet = yard.bullets[nearest];
    out.put(1);
    putVector(out, me, (bullet.x - me.x) / RAY_LENGTH, (bullet.y - me.y) / RAY_LENGTH);
    putVector(out, me, bullet.vx / yard.bulletSpeed, bullet.vy / yard.bulletSpeed);
    return least;
  }

  private static void sensePickups(Entity entity, ObservationWriter out) {
    Fighter me = Fighter.of(entity);
    Pickup[] pickups = me.yard.pickups;
    for (int i = 0; i < pickups.length; i++) {
      Pickup pickup = pickups[i ^ me.team]; // orange sees each pair the other way round
      out.put(pickup.isThere() ? 1 : 0);
      putVector(out, me, (pickup.x - me.x) / Rules.DIAGONAL, (pickup.y - me.y) / Rules.DIAGONAL);
    }
  }

  private static void putVector(ObservationWriter out, Fighter me, float x, float y) {
    out.put(clamp(me.ahead(x, y)), clamp(me.left(x, y)));
  }

  private static float clamp(float value) {
    return Math.max(-1, Math.min(1, value));
  }
}
