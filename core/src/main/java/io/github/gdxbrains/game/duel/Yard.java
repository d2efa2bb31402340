package io.github.gdxbrains.game.duel;

import com.badlogic.ashley.core.EntitySystem;
import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.BodyDef;
import com.badlogic.gdx.physics.box2d.ChainShape;
import com.badlogic.gdx.physics.box2d.CircleShape;
import com.badlogic.gdx.physics.box2d.FixtureDef;
import com.badlogic.gdx.physics.box2d.PolygonShape;
import com.badlogic.gdx.physics.box2d.Shape;
import com.badlogic.gdx.physics.box2d.World;
import io.github.gdxbrains.arena.Box2dRuntime;
import io.github.gdxbrains.random.RandomStream;

/**
 * The yard with everything in it, and what happens in a tick: the fighters turn, run and shoot, the
 * bodies move, bullets hit, pickups are taken.
 *
 * <p>Box2D moves everyone and lets rays see everything. Bullets and pickups touch nothing there:
 * what a bullet meets on the way of one tick is computed here, exactly, however fast it is.
 *
 * <p>Each episode gets a fresh Box2D world, because the trees of a used one change the order of
 * contacts.
 */
final class Yard extends EntitySystem {
  /** Collision categories, which are also what rays tell apart; one for each team. */
  static final short[] FIGHTER = {1, 2};

  static final short[] BULLET = {4, 8};
  static final short COVER = 16;
  static final short PICKUP = 32;

  /** Nobody, where a team is meant. */
  static final int NOBODY = -1;

  private static final short FIGHTERS_AND_COVER = 1 | 2 | COVER;
  private static final int VELOCITY_ITERATIONS = 4;
  private static final int POSITION_ITERATIONS = 2;
  private static final float CORNER = 0.7f;

  static {
    Box2dRuntime.load();
  }

  final Fighter[] fighters = {new Fighter(this, 0), new Fighter(this, 1)};

  /** Blue's, then orange's. */
  final Bullet[] bullets = new Bullet[2 * Rules.BULLETS];

  /** Health and its twin half a turn further on, then ammo and its twin. */
  final Pickup[] pickups = {
    new Pickup(true), new Pickup(true), new Pickup(false), new Pickup(false)
  };

  final Crates crates = new Crates();
  private final Vector2 noGravity = new Vector2();
  private final BodyDef bodyDef = new BodyDef();
  private final FixtureDef fixtureDef = new FixtureDef();
  private final CircleShape fighterShape = circle(Rules.FIGHTER_RADIUS);
  private final CircleShape bulletShape = circle(Rules.BULLET_RADIUS);
  private final CircleShape pickupShape = circle(Rules.PICKUP_RADIUS);
  private final PolygonShape crateShape = new PolygonShape();
  private final ChainShape walls = new ChainShape();
  private World world;

  /** Speed of bullets in m/s. */
  float bulletSpeed;

  /** Health that a hit costs. */
  float damage;

  /** Ticks until a pickup comes back. */
  int pickupTicks;

  int ticks;
  int tickLimit;

  /** Whether the fighters see each other. */
  boolean inSight;

  /** Whether the fight is over. */
  boolean isDecided;

  /** The team that has won; nobody while both stand, or if both fell at once. */
  int winner;

  Yard() {
    float x = Rules.HALF_LENGTH;
    float y = Rules.HALF_WIDTH;
    walls.createLoop(new float[] {x, y, -x, y, -x, -y, x, -y});
    for (int i = 0; i < bullets.length; i++) {
      bullets[i] = new Bullet(fighters[i / Rules.BULLETS]);
    }
  }

  private static CircleShape circle(float radius) {
    CircleShape shape = new CircleShape();
    shape.setRadius(radius);
    return shape;
  }

  /** Draws a yard and where everyone starts. */
  void reset(RandomStream random, int pairs) {
    crates.draw(random, pairs);
    for (int i = 0; i < pickups.length; i += 2) {
      draw(random, i);
    }
    float x = Rules.FIGHTER_RADIUS + 0.3f - Rules.HALF_LENGTH;
    float y = Rules.HALF_WIDTH - 1;
    start(x + random.nextFloat(0, 0.8f), random.nextFloat(-y, y), random.nextFloat(-0.7f, 0.7f));
  }

  /** Puts a pickup where there is room, or into a corner, and its twin half a turn further on. */
  private void draw(RandomStream random, int index) {
    float reachX = Rules.HALF_LENGTH - CORNER;
    float reachY = Rules.HALF_WIDTH - CORNER;
    for (int attempt = 0; attempt < Rules.PLACING_ATTEMPTS; attempt++) {
      float x = random.nextFloat(-reachX, reachX);
      float y = random.nextFloat(-reachY, reachY);
      float room = Rules.FIGHTER_RADIUS + 0.1f;
      if (crates.isFree(x, y, room, room) && isFarFromPickups(index, x, y)) {
        place(index, x, y);
        return;
      }
    }
    place(index, -reachX, index == 0 ? reachY : -reachY);
  }

  private boolean isFarFromPickups(int count, float x, float y) {
    boolean isFar = x * x + y * y > 2;
    for (int i = 0; i < count; i++) {
      float dx = x - pickups[i].x;
      float dy = y - pickups[i].y;
      isFar &= dx * dx + dy * dy > 4;
    }
    return isFar;
  }

  /** Puts a pickup and its twin somewhere, before {@link #start}. */
  void place(int index, float x, float y) {
    pickups[index].x = x;
    pickups[index].y = y;
    pickups[index + 1].x = -x;
    pickups[index + 1].y = -y;
  }

  /** Starts with the present crates and pickups, blue as given, orange half a turn further on. */
  void start(float x, float y, float heading) {
    disposeWorld();
    world = new World(noGravity, false);
    fix(addBody(0, 0, BodyDef.BodyType.StaticBody), walls, COVER, FIGHTERS_AND_COVER);
    for (int i = 0; i < crates.count(); i++) {
      crateShape.setAsBox(crates.halfX(i), crates.halfY(i));
      Body crate = addBody(crates.x(i), crates.y(i), BodyDef.BodyType.StaticBody);
      fix(crate, crateShape, COVER, FIGHTERS_AND_COVER);
    }
    for (Pickup pickup : pickups) {
      pickup.ticksToReturn = 0;
      pickup.body = addBody(pickup.x, pickup.y, BodyDef.BodyType.StaticBody);
      fix(pickup.body, pickupShape, PICKUP, (short) 0);
    }
    for (Bullet bullet : bullets) {
      bullet.flies = false;
      bullet.ticksGone = Integer.MAX_VALUE / 2;
      bullet.body = addBody(0, 0, BodyDef.BodyType.KinematicBody);
      fix(bullet.body, bulletShape, BULLET[bullet.shooter.team], (short) 0);
      bullet.body.setActive(false);
    }
    for (Fighter fighter : fighters) {
      start(fighter, fighter.side * x, fighter.side * y);
      fighter.face(fighter.team == 0 ? heading : heading + (float) Math.PI);
    }
    ticks = 0;
    isDecided = false;
    winner = NOBODY;
    look();
  }

  private void start(Fighter fighter, float x, float y) {
    fighter.x = x;
    fighter.y = y;
    fighter.vx = 0;
    fighter.vy = 0;
    fighter.health = Rules.FULL_HEALTH;
    fighter.magazine = Rules.MAGAZINE;
    fighter.reserve = Rules.START_RESERVE;
    fighter.pause = 0;
    fighter.isReloading = false;
    fighter.ahead = 0;
    fighter.left = 0;
    fighter.turn = 0;
    fighter.wantsShot = false;
    fighter.dealt = 0;
    fighter.suffered = 0;
    fighter.picked = 0;
    fighter.ticksSinceHit = Integer.MAX_VALUE / 2;
    fighter.ticksSinceShot = Integer.MAX_VALUE / 2;
    fighter.body = addBody(x, y, BodyDef.BodyType.DynamicBody);
    fix(fighter.body, fighterShape, FIGHTER[fighter.team], FIGHTERS_AND_COVER);
  }

  private Body addBody(float x, float y, BodyDef.BodyType type) {
    boolean isFighter = type == BodyDef.BodyType.DynamicBody;
    bodyDef.type = type;
    bodyDef.position.set(x, y);
    bodyDef.fixedRotation = true;
    bodyDef.allowSleep = false;
    bodyDef.linearDamping = isFighter ? Rules.FIGHTER_DAMPING : 0;
    return world.createBody(bodyDef);
  }

  private void fix(Body body, Shape shape, short category, short mask) {
    fixtureDef.shape = shape;
    float area = (float) Math.PI * Rules.FIGHTER_RADIUS * Rules.FIGHTER_RADIUS;
    fixtureDef.density = Rules.FIGHTER_MASS / area;
    fixtureDef.friction = 0;
    fixtureDef.filter.categoryBits = category;
    fixtureDef.filter.maskBits = mask;
    body.createFixture(fixtureDef);
  }

  @Override
  public void update(float deltaTime) {
    ticks++;
    for (Fighter fighter : fighters) {
      control(fighter);
    }
    world.step(Rules.TICK_SECONDS, VELOCITY_ITERATIONS, POSITION_ITERATIONS);
    for (Fighter fighter : fighters) {
      Vector2 position = fighter.body.getPosition();
      fighter.x = position.x;
      fighter.y = position.y;
      Vector2 velocity = fighter.body.getLinearVelocity();
      fighter.vx = velocity.x;
      fighter.vy = velocity.y;
    }
    for (Bullet bullet : bullets) {
      if (bullet.flies) {
        fly(bullet);
      } else {
        bullet.ticksGone++;
      }
    }
    for (Pickup pickup : pickups) {
      offer(pickup);
    }
    look();
    judge();
  }

  private void control(Fighter fighter) {
    fighter.dealt = 0;
    fighter.suffered = 0;
    fighter.picked = 0;
    fighter.ticksSinceHit++;
    fighter.ticksSinceShot++;
    if (fighter.turn != 0) {
      fighter.face(fighter.heading + fighter.turn * Rules.TURN_RATE * Rules.TICK_SECONDS);
    }
    float ahead = fighter.ahead;
    float left = fighter.left;
    // nobody runs faster for running askew
    float norm = Math.max(1, (float) Math.sqrt(ahead * ahead + left * left));
    float scale = Rules.RUN_FORCE / norm;
    fighter.body.applyForceToCenter(
        scale * (fighter.cos * ahead - fighter.sin * left),
        scale * (fighter.sin * ahead + fighter.cos * left),
        true);
    if (fighter.pause > 0) {
      fighter.pause--;
    }
    if (fighter.isReloading && fighter.pause == 0) {
      int shots = Math.min(Rules.MAGAZINE, fighter.reserve);
      fighter.magazine = shots;
      fighter.reserve -= shots;
      fighter.isReloading = false;
    }
    if (fighter.wantsShot && fighter.pause == 0 && fighter.magazine > 0) {
      shoot(fighter);
    }
    if (fighter.magazine == 0 && fighter.reserve > 0 && !fighter.isReloading) {
      fighter.isReloading = true;
      fighter.pause = Rules.RELOAD_TICKS;
    }
  }

  /** Lets a bullet go from the middle of a fighter, so that a crate beside it is in the way. */
  private void shoot(Fighter fighter) {
    int first = fighter.team * Rules.BULLETS;
    for (int i = first; i < first + Rules.BULLETS; i++) {
      Bullet bullet = bullets[i];
      if (!bullet.flies) {
        bullet.flies = true;
        bullet.x = fighter.x;
        bullet.y = fighter.y;
        bullet.fromX = fighter.x;
        bullet.fromY = fighter.y;
        bullet.vx = bulletSpeed * fighter.cos;
        bullet.vy = bulletSpeed * fighter.sin;
        bullet.body.setTransform(fighter.x, fighter.y, 0);
        bullet.body.setLinearVelocity(bullet.vx, bullet.vy);
        bullet.body.setActive(true);
        fighter.magazine--;
        fighter.pause = Rules.SHOT_TICKS;
        fighter.ticksSinceShot = 0;
        return;
      }
    }
  }

  /** Finds what a bullet has met on its way in this tick, if anything. */
  private void fly(Bullet bullet) {
    float fromX = bullet.x;
    float fromY = bullet.y;
    Vector2 position = bullet.body.getPosition();
    bullet.x = position.x;
    bullet.y = position.y;
    float dx = bullet.x - fromX;
    float dy = bullet.y - fromY;
    Fighter target = bullet.shooter.opponent();
    float crate = crates.reach(fromX, fromY, bullet.x, bullet.y, Rules.BULLET_RADIUS);
    float hit = meeting(fromX - target.x, fromY - target.y, dx, dy);
    float end = Math.min(crate, hit);
    boolean isOut =
        Math.abs(bullet.x) > Rules.HALF_LENGTH - Rules.BULLET_RADIUS
            || Math.abs(bullet.y) > Rules.HALF_WIDTH - Rules.BULLET_RADIUS;
    if (end == 1 && !isOut) {
      return;
    }
    bullet.hasHit = hit < 1 && hit <= crate;
    if (bullet.hasHit) {
      target.suffered += damage;
      target.ticksSinceHit = 0;
      bullet.shooter.dealt += damage;
    }
    bullet.x = fromX + end * dx;
    bullet.y = fromY + end * dy;
    bullet.flies = false;
    bullet.ticksGone = 0;
    bullet.body.setActive(false);
  }

  /**
   * Which share of a way a bullet goes until it meets a fighter, 1 if it does not: the smaller root
   * of {@code |p + t d|² = r²}, r being both radii together.
   */
  private static float meeting(float px, float py, float dx, float dy) {
    float radius = Rules.FIGHTER_RADIUS + Rules.BULLET_RADIUS;
    float c = px * px + py * py - radius * radius;
    if (c <= 0) {
      return 0;
    }
    float a = dx * dx + dy * dy;
    float b = px * dx + py * dy;
    float root = b * b - a * c;
    if (b >= 0 || root < 0) {
      return 1;
    }
    return Math.min(1, (-b - (float) Math.sqrt(root)) / a);
  }

  /** Gives a pickup to the nearer of those who reach it and can use it. */
  private void offer(Pickup pickup) {
    if (pickup.ticksToReturn > 0) {
      if (--pickup.ticksToReturn == 0) {
        pickup.body.setActive(true);
      }
      return;
    }
    float blue = wayTo(fighters[0], pickup);
    float orange = wayTo(fighters[1], pickup);
    if (blue == orange) {
      return; // nobody reaches it, or nobody is nearer
    }
    Fighter taker = fighters[blue < orange ? 0 : 1];
    if (pickup.isHealth) {
      taker.health = Math.min(Rules.FULL_HEALTH, taker.health + Rules.HEALING);
    } else {
      taker.reserve = Math.min(Rules.MOST_RESERVE, taker.reserve + Rules.AMMO);
    }
    taker.picked++;
    pickup.ticksToReturn = pickupTicks;
    pickup.body.setActive(false);
  }

  /** How far a fighter is from a pickup, infinitely if it does not reach it or needs nothing. */
  private static float wayTo(Fighter fighter, Pickup pickup) {
    boolean needsIt =
        pickup.isHealth ? fighter.health < Rules.FULL_HEALTH : fighter.reserve < Rules.MOST_RESERVE;
    float way = fighter.distanceTo(pickup.x, pickup.y);
    boolean reachesIt = way < Rules.FIGHTER_RADIUS + Rules.PICKUP_RADIUS;
    return needsIt && reachesIt ? way : Float.POSITIVE_INFINITY;
  }

  private void look() {
    inSight = crates.reach(fighters[0].x, fighters[0].y, fighters[1].x, fighters[1].y, 0) == 1;
  }

  /** Takes health from those hit, and sees who has fallen. */
  private void judge() {
    for (Fighter fighter : fighters) {
      fighter.health = Math.max(0, fighter.health - fighter.suffered);
    }
    boolean blueFell = fighters[0].health == 0;
    boolean orangeFell = fighters[1].health == 0;
    isDecided = blueFell || orangeFell;
    winner = blueFell == orangeFell ? NOBODY : blueFell ? 1 : 0;
  }

  /** The share of the time that is left, 1 to 0. */
  float timeLeft() {
    return 1 - (float) ticks / tickLimit;
  }

  /** Whether a fighter could walk along a straight line. */
  boolean canWalk(float fromX, float fromY, float toX, float toY) {
    // a little less than its radius, so that it can leave what it touches
    return crates.reach(fromX, fromY, toX, toY, Rules.FIGHTER_RADIUS - 0.05f) == 1;
  }

  void dispose() {
    disposeWorld();
    fighterShape.dispose();
    bulletShape.dispose();
    pickupShape.dispose();
    crateShape.dispose();
    walls.dispose();
  }

  private void disposeWorld() {
    if (world != null) {
      world.dispose();
      world = null;
    }
  }
}
