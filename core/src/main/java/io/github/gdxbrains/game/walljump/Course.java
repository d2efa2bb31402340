package io.github.gdxbrains.game.walljump;

import com.badlogic.ashley.core.EntitySystem;
import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.BodyDef;
import com.badlogic.gdx.physics.box2d.ChainShape;
import com.badlogic.gdx.physics.box2d.FixtureDef;
import com.badlogic.gdx.physics.box2d.PolygonShape;
import com.badlogic.gdx.physics.box2d.Shape;
import com.badlogic.gdx.physics.box2d.World;
import io.github.gdxbrains.arena.Box2dRuntime;
import io.github.gdxbrains.random.RandomStream;

/**
 * The platform with wall, block and jumper, and what happens in a tick: the jumper runs and jumps
 * as it wants, the bodies move, and it is seen whether somebody fell or the goal is reached.
 *
 * <p>Each episode gets a fresh Box2D world, because the trees of a used one change the order of
 * contacts; the shapes are kept.
 */
final class Course extends EntitySystem {
  private static final int VELOCITY_ITERATIONS = 6;
  private static final int POSITION_ITERATIONS = 3;
  private static final float SKY = 100;

  static {
    Box2dRuntime.load();
  }

  final Jumper jumper = new Jumper(this);
  private final Vector2 gravity = new Vector2(0, -Rules.GRAVITY);
  private final BodyDef bodyDef = new BodyDef();
  private final FixtureDef fixtureDef = new FixtureDef();
  private final ChainShape ground = new ChainShape();
  private final PolygonShape wallShape = new PolygonShape();
  private final PolygonShape blockShape = new PolygonShape();
  private final PolygonShape jumperShape = new PolygonShape();
  private World world;
  private Body jumperBody;
  private Body blockBody;

  /** The block's middle. */
  float blockX;

  float blockY;

  /** Height of the wall; 0 if there is none. */
  float wallHeight;

  boolean hasFallen;
  boolean isAtGoal;
  int ticks;
  int tickLimit;

  Course() {
    ground.createChain(
        new float[] {Rules.CLIFF_X, -SKY, Rules.CLIFF_X, 0, Rules.ROCK_X, 0, Rules.ROCK_X, SKY});
    blockShape.setAsBox(Rules.BLOCK_HALF_WIDTH, Rules.BLOCK_HALF_HEIGHT);
    float half = Rules.JUMPER_HALF;
    float cut = half - Rules.JUMPER_CHAMFER;
    jumperShape.set(
        new float[] {
          half, -cut, half, cut, cut, half, -cut, half, -half, cut, -half, -cut, -cut, -half, cut,
          -half
        });
  }

  /** Puts block and jumper somewhere, not into each other. */
  void reset(RandomStream random, float wallHeight) {
    float block = random.nextFloat(Rules.BLOCK_FROM, Rules.BLOCK_TO);
    float free = Rules.JUMPER_TO - Rules.JUMPER_FROM - 2 * Rules.CLEARANCE;
    float start = Rules.JUMPER_FROM + random.nextFloat(0, free);
    if (start > block - Rules.CLEARANCE) {
      start += 2 * Rules.CLEARANCE;
    }
    place(wallHeight, block, start);
  }

  /** Starts with a wall of a height, and with block and jumper on the ground at given places. */
  void place(float wallHeight, float blockX, float jumperX) {
    disposeWorld();
    world = new World(gravity, false);
    this.wallHeight = wallHeight < Rules.LOWEST_WALL ? 0 : wallHeight;
    fix(addBody(0, 0, false, 0), ground, 0, Rules.BLOCK_FRICTION);
    if (this.wallHeight > 0) {
      float half = wallHeight / 2;
      wallShape.setAsBox((Rules.WALL_RIGHT - Rules.WALL_LEFT) / 2, half);
      fix(addBody((Rules.WALL_LEFT + Rules.WALL_RIGHT) / 2, half, false, 0), wallShape, 0, 0);
    }
    float area = 4 * Rules.BLOCK_HALF_WIDTH * Rules.BLOCK_HALF_HEIGHT;
    blockBody = addBody(blockX, Rules.BLOCK_HALF_HEIGHT, true, Rules.BLOCK_DAMPING);
    fix(blockBody, blockShape, Rules.BLOCK_MASS / area, Rules.BLOCK_FRICTION);
    float side = 2 * Rules.JUMPER_HALF;
    area = side * side - 2 * Rules.JUMPER_CHAMFER * Rules.JUMPER_CHAMFER;
    jumperBody = addBody(jumperX, Rules.JUMPER_HALF, true, 0);
    fix(jumperBody, jumperShape, Rules.JUMPER_MASS / area, 0);
    jumper.move = 0;
    jumper.wantsJump = false;
    jumper.facing = 1;
    hasFallen = false;
    isAtGoal = false;
    ticks = 0;
    readBodies();
  }

  private Body addBody(float x, float y, boolean moves, float damping) {
    bodyDef.type = moves ? BodyDef.BodyType.DynamicBody : BodyDef.BodyType.StaticBody;
    bodyDef.position.set(x, y);
    bodyDef.fixedRotation = true;
    bodyDef.allowSleep = false;
    bodyDef.linearDamping = damping;
    return world.createBody(bodyDef);
  }

  private void fix(Body body, Shape shape, float density, float friction) {
    fixtureDef.shape = shape;
    fixtureDef.density = density;
    fixtureDef.friction = friction;
    body.createFixture(fixtureDef);
  }

  @Override
  public void update(float deltaTime) {
    ticks++;
    float force =
        Rules.JUMPER_MASS * (jumper.move * Rules.RUN_SPEED - jumper.vx) / Rules.TICK_SECONDS;
    force = Math.max(-Rules.RUN_FORCE, Math.min(Rules.RUN_FORCE, force));
    jumperBody.applyForceToCenter(force, 0, true);
    if (jumper.wantsJump && jumper.stands) {
      jumperBody.setLinearVelocity(jumper.vx, Rules.JUMP_SPEED);
    }
    if (jumper.move != 0) {
      jumper.facing = jumper.move;
    }
    world.step(Rules.TICK_SECONDS, VELOCITY_ITERATIONS, POSITION_ITERATIONS);
    readBodies();
    hasFallen = jumper.feet() < Rules.FALLEN_Y || blockFeet() < Rules.FALLEN_Y;
    isAtGoal = jumper.x > Rules.GOAL_X && jumper.stands && jumper.feet() < 1;
  }

  private void readBodies() {
    Vector2 position = blockBody.getPosition();
    blockX = position.x;
    blockY = position.y;
    position = jumperBody.getPosition();
    jumper.x = position.x;
    jumper.y = position.y;
    Vector2 velocity = jumperBody.getLinearVelocity();
    jumper.vx = velocity.x;
    jumper.vy = velocity.y;
    float platformMiddle = (Rules.CLIFF_X + Rules.ROCK_X) / 2;
    float platformHalf = (Rules.ROCK_X - Rules.CLIFF_X) / 2;
    float wallMiddle = (Rules.WALL_LEFT + Rules.WALL_RIGHT) / 2;
    float wallHalf = (Rules.WALL_RIGHT - Rules.WALL_LEFT) / 2;
    jumper.stands =
        jumper.vy < Rules.RISING_SPEED
            && (standsOn(platformMiddle, platformHalf, 0)
                || standsOn(blockX, Rules.BLOCK_HALF_WIDTH, blockY + Rules.BLOCK_HALF_HEIGHT)
                || wallHeight > 0 && standsOn(wallMiddle, wallHalf, wallHeight));
  }

  /** Whether the jumper stands on a level surface. */
  private boolean standsOn(float middle, float half, float top) {
    float reach = half + Rules.JUMPER_HALF - Rules.JUMPER_CHAMFER;
    return Math.abs(jumper.x - middle) < reach
        && Math.abs(jumper.feet() - top) < Rules.STANDING_TOLERANCE;
  }

  float blockFeet() {
    return blockY - Rules.BLOCK_HALF_HEIGHT;
  }

  /** From the block's right side to the wall; negative once it is past the wall's left side. */
  float blockToWall() {
    return Rules.WALL_LEFT - blockX - Rules.BLOCK_HALF_WIDTH;
  }

  void dispose() {
    disposeWorld();
    ground.dispose();
    wallShape.dispose();
    blockShape.dispose();
    jumperShape.dispose();
  }

  private void disposeWorld() {
    if (world != null) {
      world.dispose();
      world = null;
    }
  }
}
