package io.github.gdxbrains.game.pushblock;

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
import com.badlogic.gdx.physics.box2d.joints.FrictionJointDef;
import io.github.gdxbrains.agent.AgentGroup;
import io.github.gdxbrains.arena.Box2dRuntime;
import io.github.gdxbrains.random.RandomStream;

/**
 * The hall with pushers and blocks, and what happens in a tick: everyone pushes, the bodies move,
 * and blocks whose middle is in the goal zone are taken in.
 *
 * <p>Each episode gets a fresh Box2D world, because the trees of a used one change the order of
 * contacts.
 */
final class Hall extends EntitySystem {
  private static final int VELOCITY_ITERATIONS = 8;
  private static final int POSITION_ITERATIONS = 3;
  private static final float DIAGONAL = (float) Math.sqrt(0.5);

  static {
    Box2dRuntime.load();
  }

  final Pusher[] pushers;
  final Block[] blocks;

  /** Gets what several pushers share. */
  final AgentGroup group = new AgentGroup();

  private final Vector2 noGravity = new Vector2();
  private final BodyDef bodyDef = new BodyDef();
  private final FixtureDef fixtureDef = new FixtureDef();
  private final FrictionJointDef frictionDef = new FrictionJointDef();
  private final CircleShape pusherShape = new CircleShape();
  private final PolygonShape blockShape = new PolygonShape();
  private final int[] slots;
  private World world;
  private Body floor;

  /** Length of its edge. */
  float size;

  /** How many pushers a block takes. */
  float blockWeight;

  /** How many blocks came to the goal zone in this tick. */
  int justIn;

  int ticks;
  int tickLimit;

  Hall(int pushers, int blocks) {
    this.pushers = new Pusher[pushers];
    for (int i = 0; i < pushers; i++) {
      this.pushers[i] = new Pusher(this, i);
    }
    this.blocks = new Block[blocks];
    for (int i = 0; i < blocks; i++) {
      this.blocks[i] = new Block();
    }
    slots = new int[Math.max(pushers, blocks)];
    pusherShape.setRadius(Rules.PUSHER_RADIUS);
  }

  /** Puts everything somewhere: each block into a slot of its own, as wide as all others. */
  void reset(RandomStream random, float size, float blockWeight) {
    rebuild(size, blockWeight);
    float half = blockHalf();
    float wide = size / 2 - Rules.ROOM_BESIDE;
    float slot = 2 * wide / blocks.length;
    float low = -size / 2 + Rules.ROOM_BELOW + half;
    float high = goalLine() - Rules.ROOM_BESIDE - half;
    shuffleSlots(random, blocks.length);
    for (int i = 0; i < blocks.length; i++) {
      float middle = -wide + (slots[i] + 0.5f) * slot;
      float free = Math.max(0, slot / 2 - half);
      float x = middle + random.nextFloat(-1, 1) * free;
      placeBlock(i, x, random.nextFloat(low, high));
    }
    shuffleSlots(random, pushers.length);
    for (int i = 0; i < pushers.length; i++) {
      place(i, random);
    }
  }

  private void shuffleSlots(RandomStream random, int count) {
    for (int i = 0; i < count; i++) {
      slots[i] = i;
    }
    random.shuffle(slots, count);
  }

  /** Puts a pusher anywhere below the goal zone, or if that is hard, into a slot at the bottom. */
  private void place(int index, RandomStream random) {
    float reach = size / 2 - Rules.PUSHER_RADIUS - Rules.ROOM_BESIDE;
    float high = goalLine() - Rules.PUSHER_RADIUS;
    for (int attempt = 0; attempt < Rules.PLACING_ATTEMPTS; attempt++) {
      float x = random.nextFloat(-reach, reach);
      float y = random.nextFloat(-reach, high);
      if (isFree(index, x, y)) {
        placePusher(index, x, y);
        return;
      }
    }
    float slot = 2 * reach / pushers.length;
    placePusher(index, -reach + (slots[index] + 0.5f) * slot, -reach);
  }

  /** Whether there is room, and the slots at the bottom are left to those who need them. */
  private boolean isFree(int index, float x, float y) {
    if (y < -size / 2 + Rules.ROOM_BELOW + Rules.PUSHER_RADIUS) {
      return false;
    }
    float room = Rules.PUSHER_RADIUS + Rules.ROOM_BESIDE;
    for (Block block : blocks) {
      if (Math.max(Math.abs(x - block.x), Math.abs(y - block.y)) < block.half + room) {
        return false;
      }
    }
    for (int i = 0; i < index; i++) {
      float dx = x - pushers[i].x;
      float dy = y - pushers[i].y;
      if (dx * dx + dy * dy < 4 * room * room) {
        return false;
      }
    }
    return true;
  }

  /** An empty hall. */
  void rebuild(float size, float blockWeight) {
    disposeWorld();
    this.size = size;
    this.blockWeight = blockWeight;
    justIn = 0;
    ticks = 0;
    world = new World(noGravity, false);
    floor = addBody(0, 0, BodyDef.BodyType.StaticBody, 0);
    float half = size / 2;
    ChainShape walls = new ChainShape();
    walls.createLoop(new float[] {half, half, -half, half, -half, -half, half, -half});
    fix(floor, walls, 0);
    walls.dispose();
  }

  /** Puts a block somewhere after {@link #rebuild}. */
  void placeBlock(int index, float x, float y) {
    Block block = blocks[index];
    block.x = x;
    block.y = y;
    block.half = blockHalf();
    block.isIn = false;
    block.ticksIn = 0;
    block.body = addBody(x, y, BodyDef.BodyType.DynamicBody, 0);
    blockShape.setAsBox(block.half, block.half);
    fix(block.body, blockShape, Rules.BLOCK_MASS * blockWeight / (4 * block.half * block.half));
    // dry friction on the floor: up to this force a block stays where it is
    frictionDef.initialize(floor, block.body, block.body.getPosition());
    frictionDef.maxForce = (blockWeight - Rules.EASE) * Rules.PUSH_FORCE;
    world.createJoint(frictionDef);
  }

  /** Puts a pusher somewhere after {@link #rebuild}. */
  void placePusher(int index, float x, float y) {
    Pusher pusher = pushers[index];
    pusher.x = x;
    pusher.y = y;
    pusher.vx = 0;
    pusher.vy = 0;
    pusher.moveX = 0;
    pusher.moveY = 0;
    pusher.faceX = 0;
    pusher.faceY = 1;
    pusher.body = addBody(x, y, BodyDef.BodyType.DynamicBody, Rules.PUSHER_DAMPING);
    float area = (float) Math.PI * Rules.PUSHER_RADIUS * Rules.PUSHER_RADIUS;
    fix(pusher.body, pusherShape, Rules.PUSHER_MASS / area);
  }

  private Body addBody(float x, float y, BodyDef.BodyType type, float damping) {
    bodyDef.type = type;
    bodyDef.position.set(x, y);
    bodyDef.fixedRotation = true;
    bodyDef.allowSleep = false;
    bodyDef.linearDamping = damping;
    return world.createBody(bodyDef);
  }

  private void fix(Body body, Shape shape, float density) {
    fixtureDef.shape = shape;
    fixtureDef.density = density;
    fixtureDef.friction = 0;
    body.createFixture(fixtureDef);
  }

  @Override
  public void update(float deltaTime) {
    ticks++;
    for (Pusher pusher : pushers) {
      push(pusher);
    }
    world.step(Rules.TICK_SECONDS, VELOCITY_ITERATIONS, POSITION_ITERATIONS);
    readPushers();
    justIn = 0;
    for (Block block : blocks) {
      if (block.isIn) {
        block.ticksIn++;
        continue;
      }
      Vector2 position = block.body.getPosition();
      block.x = position.x;
      block.y = position.y;
      if (block.y > goalLine()) {
        block.isIn = true;
        block.body.setActive(false);
        justIn++;
      }
    }
    if (justIn > 0 && pushers.length > 1) {
      group.addReward(PushBlock.GOAL_REWARD * justIn);
    }
  }

  private static void push(Pusher pusher) {
    if (pusher.moveX == 0 && pusher.moveY == 0) {
      return;
    }
    float scale = pusher.moveX != 0 && pusher.moveY != 0 ? DIAGONAL : 1;
    pusher.faceX = scale * pusher.moveX;
    pusher.faceY = scale * pusher.moveY;
    pusher.body.applyForceToCenter(
        Rules.PUSH_FORCE * pusher.faceX, Rules.PUSH_FORCE * pusher.faceY, true);
  }

  private void readPushers() {
    for (Pusher pusher : pushers) {
      Vector2 position = pusher.body.getPosition();
      pusher.x = position.x;
      pusher.y = position.y;
      Vector2 velocity = pusher.body.getLinearVelocity();
      pusher.vx = velocity.x;
      pusher.vy = velocity.y;
    }
  }

  float blockHalf() {
    return (Rules.EDGE + Rules.EDGE_BY_WEIGHT * blockWeight) / 2;
  }

  /** Where the goal zone begins. */
  float goalLine() {
    return size / 2 - Rules.GOAL_DEPTH;
  }

  /** How many blocks are in the goal zone. */
  int countIn() {
    int count = 0;
    for (Block block : blocks) {
      count += block.isIn ? 1 : 0;
    }
    return count;
  }

  /** How far all blocks together still are from the goal zone. */
  float wayToGoal() {
    float way = 0;
    for (Block block : blocks) {
      way += block.isIn ? 0 : goalLine() - block.y;
    }
    return way;
  }

  void dispose() {
    disposeWorld();
    pusherShape.dispose();
    blockShape.dispose();
  }

  private void disposeWorld() {
    if (world != null) {
      world.dispose();
      world = null;
    }
  }
}
