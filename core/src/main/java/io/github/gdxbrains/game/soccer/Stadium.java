package io.github.gdxbrains.game.soccer;

import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.BodyDef;
import com.badlogic.gdx.physics.box2d.ChainShape;
import com.badlogic.gdx.physics.box2d.CircleShape;
import com.badlogic.gdx.physics.box2d.FixtureDef;
import com.badlogic.gdx.physics.box2d.Shape;
import com.badlogic.gdx.physics.box2d.World;
import io.github.gdxbrains.arena.Box2dRuntime;

/**
 * The Box2D world of a match. Each match gets a fresh one, because the trees of a used one change
 * the order of contacts; the shapes are kept.
 */
final class Stadium {
  /** Collision categories, which are also what rays tell apart. */
  static final short BALL = 1;

  static final short BLUE = 2;
  static final short ORANGE = 4;
  static final short WALL = 8;
  static final short BLUE_GOAL = 16;
  static final short ORANGE_GOAL = 32;

  /** What keeps players, but not the ball, out of the goals. */
  static final short FENCE = 64;

  private static final short PLAYERS = BLUE | ORANGE;

  static {
    Box2dRuntime.load();
  }

  private final Vector2 noGravity = new Vector2();
  private final BodyDef bodyDef = new BodyDef();
  private final FixtureDef fixtureDef = new FixtureDef();
  private final CircleShape ballShape = circle(Rules.BALL_RADIUS);
  private final CircleShape playerShape = circle(Rules.PLAYER_RADIUS);
  private final ChainShape fence = new ChainShape();
  private final Shape[] walls = new Shape[4];
  private float goalWidth;
  private World world;

  Stadium() {
    float x = Rules.HALF_LENGTH;
    float y = Rules.HALF_WIDTH;
    float cutX = x - Rules.CORNER;
    float cutY = y - Rules.CORNER;
    fence.createLoop(
        new float[] {
          x, cutY, cutX, y, -cutX, y, -x, cutY, -x, -cutY, -cutX, -y, cutX, -y, x, -cutY
        });
  }

  private static CircleShape circle(float radius) {
    CircleShape shape = new CircleShape();
    shape.setRadius(radius);
    return shape;
  }

  World world() {
    return world;
  }

  /** Replaces the world by a fresh one with walls and goals. */
  void rebuild(float goalWidth) {
    disposeWorld();
    world = new World(noGravity, false);
    if (goalWidth != this.goalWidth) {
      shapeWalls(goalWidth);
    }
    bodyDef.type = BodyDef.BodyType.StaticBody;
    bodyDef.fixedRotation = false;
    bodyDef.linearDamping = 0;
    bodyDef.position.setZero();
    bodyDef.linearVelocity.setZero();
    Body ground = world.createBody(bodyDef);
    fix(ground, walls[0], WALL, BALL, Rules.WALL_RESTITUTION);
    fix(ground, walls[1], WALL, BALL, Rules.WALL_RESTITUTION);
    fix(ground, walls[2], BLUE_GOAL, BALL, 0);
    fix(ground, walls[3], ORANGE_GOAL, BALL, 0);
    fix(ground, fence, FENCE, PLAYERS, 0);
  }

  private void shapeWalls(float goalWidth) {
    this.goalWidth = goalWidth;
    disposeWalls();
    float x = Rules.HALF_LENGTH;
    float y = Rules.HALF_WIDTH;
    float cutX = x - Rules.CORNER;
    float cutY = y - Rules.CORNER;
    float post = goalWidth / 2;
    float net = x + Rules.GOAL_DEPTH;
    walls[0] = chain(-x, post, -x, cutY, -cutX, y, cutX, y, x, cutY, x, post);
    walls[1] = chain(x, -post, x, -cutY, cutX, -y, -cutX, -y, -x, -cutY, -x, -post);
    walls[2] = chain(-x, -post, -net, -post, -net, post, -x, post);
    walls[3] = chain(x, post, net, post, net, -post, x, -post);
  }

  private static ChainShape chain(float... points) {
    ChainShape shape = new ChainShape();
    shape.createChain(points);
    return shape;
  }

  Body addBall(float x, float y, float vx, float vy, float damping) {
    return addBody(x, y, vx, vy, damping, ballShape, Rules.BALL_MASS, BALL, (short) -1);
  }

  Body addPlayer(int team, float x, float y) {
    short category = team == 0 ? BLUE : ORANGE;
    short mask = (short) (PLAYERS | BALL | FENCE);
    return addBody(
        x, y, 0, 0, Rules.PLAYER_DAMPING, playerShape, Rules.PLAYER_MASS, category, mask);
  }

  private Body addBody(
      float x,
      float y,
      float vx,
      float vy,
      float damping,
      CircleShape shape,
      float mass,
      short category,
      short mask) {
    bodyDef.type = BodyDef.BodyType.DynamicBody;
    bodyDef.fixedRotation = true;
    bodyDef.linearDamping = damping;
    bodyDef.position.set(x, y);
    bodyDef.linearVelocity.set(vx, vy);
    Body body = world.createBody(bodyDef);
    float radius = shape == ballShape ? Rules.BALL_RADIUS : Rules.PLAYER_RADIUS;
    fixtureDef.density = mass / ((float) Math.PI * radius * radius);
    fix(body, shape, category, mask, 0);
    return body;
  }

  private void fix(Body body, Shape shape, short category, short mask, float restitution) {
    fixtureDef.shape = shape;
    fixtureDef.friction = 0;
    fixtureDef.restitution = restitution;
    fixtureDef.filter.categoryBits = category;
    fixtureDef.filter.maskBits = mask;
    body.createFixture(fixtureDef);
  }

  void dispose() {
    disposeWorld();
    disposeWalls();
    fence.dispose();
    ballShape.dispose();
    playerShape.dispose();
  }

  private void disposeWorld() {
    if (world != null) {
      world.dispose();
      world = null;
    }
  }

  private void disposeWalls() {
    for (int i = 0; i < walls.length; i++) {
      if (walls[i] != null) {
        walls[i].dispose();
        walls[i] = null;
      }
    }
  }
}
