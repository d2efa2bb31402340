package io.github.gdxbrains.game.pushblock;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.PotentialShaping;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;

/** One hall. */
final class PushBlockWorld implements GameWorld {
  private final Engine engine = new Engine();
  private final Hall hall;
  private final Entity[] seats;
  private final PushBlockView view = new PushBlockView();

  PushBlockWorld(Hall hall, BehaviorSpec behavior, float gamma) {
    this.hall = hall;
    seats = new Entity[hall.pushers.length];
    for (int i = 0; i < seats.length; i++) {
      Agent agent = agent(behavior, gamma);
      hall.group.add(agent);
      seats[i] = new Entity().add(hall.pushers[i]).add(agent);
      engine.addEntity(seats[i]);
    }
    for (Block block : hall.blocks) {
      engine.addEntity(new Entity().add(block));
    }
    engine.addSystem(hall);
  }

  private static Agent agent(BehaviorSpec behavior, float gamma) {
    List<ObservationStream> streams = behavior.observations().streams();
    Agent.Builder agent =
        Agent.builder(behavior)
            .sense(Sensor.of(streams.get(0), PushBlockWorld::senseSelf))
            .sense(Sensor.of(streams.get(1), PushBlockWorld::senseBlocks));
    if (streams.size() > 2) {
      agent.sense(Sensor.of(streams.get(2), PushBlockWorld::senseOthers));
    }
    return agent
        .act(PushBlockWorld::act)
        .reward(RewardTerm.of("goal", PushBlockWorld::goal), PushBlock.GOAL_REWARD)
        .reward(RewardTerm.of("step", e -> -1.0 / Pusher.of(e).hall.tickLimit), 1)
        .reward(new PotentialShaping("approach", gamma, PushBlockWorld::nearness), 0)
        .reward(new PotentialShaping("push", gamma, PushBlockWorld::progress), 0)
        .reward(RewardTerm.of("touch", PushBlockWorld::touch), 0)
        .build();
  }

  private static void act(Entity entity, Action action) {
    Pusher pusher = Pusher.of(entity);
    pusher.moveX = action.choice(PushBlock.ALONG) - 1;
    pusher.moveY = action.choice(PushBlock.ACROSS) - 1;
  }

  private static void senseSelf(Entity entity, ObservationWriter out) {
    Pusher me = Pusher.of(entity);
    Hall hall = me.hall;
    out.put(clamp(2 * me.x / hall.size), clamp(2 * me.y / hall.size));
    out.put(clamp(me.vx / Rules.RUN_SPEED), clamp(me.vy / Rules.RUN_SPEED));
    out.put(hall.size / Rules.LARGEST_SIZE, hall.blockWeight / Rules.HEAVIEST);
  }

  private static void senseBlocks(Entity entity, ObservationWriter out) {
    Pusher me = Pusher.of(entity);
    float size = me.hall.size;
    for (Block block : me.hall.blocks) {
      out.put(block.isIn ? 1 : 0);
      out.put(block.isIn ? 0 : clamp((block.x - me.x) / size));
      out.put(block.isIn ? 0 : clamp((block.y - me.y) / size));
      out.put(block.isIn ? 0 : clamp((me.hall.goalLine() - block.y) / size));
    }
  }

  private static void senseOthers(Entity entity, ObservationWriter out) {
    Pusher me = Pusher.of(entity);
    Pusher[] all = me.hall.pushers;
    float size = me.hall.size;
    for (int ahead = 1; ahead < all.length; ahead++) {
      Pusher other = all[(me.index + ahead) % all.length];
      out.put(clamp((other.x - me.x) / size), clamp((other.y - me.y) / size));
    }
  }

  private static float clamp(float value) {
    return Math.max(-1, Math.min(1, value));
  }

  /** Blocks that came in, for who pushes alone; a group is told of them as a group. */
  private static double goal(Entity entity) {
    Hall hall = Pusher.of(entity).hall;
    return hall.pushers.length == 1 ? hall.justIn : 0;
  }

  /** Minus the way to the nearest block, in sizes; 0 when all are in. */
  private static double nearness(Entity entity) {
    Pusher me = Pusher.of(entity);
    return -me.distanceToBlock() / me.hall.size;
  }

  /** Minus the blocks' ways to the goal zone, in sizes; 0 when all are in. */
  private static double progress(Entity entity) {
    Hall hall = Pusher.of(entity).hall;
    return -hall.wayToGoal() / hall.size;
  }

  private static double touch(Entity entity) {
    return Pusher.of(entity).touches() ? Rules.TICK_SECONDS : 0;
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public float tickSeconds() {
    return Rules.TICK_SECONDS;
  }

  @Override
  public void reset(RandomStream random, Parameters parameters) {
    hall.tickLimit =
        Math.max(1, Math.round(parameters.get(PushBlock.TIME_LIMIT) / Rules.TICK_SECONDS));
    hall.reset(random, parameters.get(PushBlock.SIZE), parameters.get(PushBlock.BLOCK_WEIGHT));
  }

  @Override
  public Ending ending() {
    if (hall.countIn() == hall.blocks.length) {
      return Ending.TERMINATED;
    }
    return hall.ticks >= hall.tickLimit ? Ending.TRUNCATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return seats[index];
  }

  /** How many blocks are in the goal zone. */
  @Override
  public float score(int team) {
    return hall.countIn();
  }

  @Override
  public void draw(Canvas canvas) {
    view.draw(canvas, hall);
  }

  @Override
  public void highlight(int seat, Canvas canvas) {
    view.highlight(canvas, hall.pushers[seat]);
  }

  @Override
  public void close() {
    hall.dispose();
  }
}
