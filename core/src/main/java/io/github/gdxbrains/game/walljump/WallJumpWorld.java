package io.github.gdxbrains.game.walljump;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;

/** One platform with a jumper. */
final class WallJumpWorld implements GameWorld {
  private static final float LENGTH = Rules.ROCK_X - Rules.CLIFF_X;
  private static final float MIDDLE = (Rules.ROCK_X + Rules.CLIFF_X) / 2;
  private static final float HIGHEST = 14;
  private static final float FASTEST_FALL = 30;

  private final Engine engine = new Engine();
  private final Course course;
  private final Entity seat;
  private final WallJumpView view = new WallJumpView();

  WallJumpWorld(Course course) {
    this.course = course;
    seat = new Entity().add(course.jumper).add(agent());
    engine.addEntity(seat);
    engine.addSystem(course);
  }

  private static Agent agent() {
    List<ObservationStream> streams = WallJump.BEHAVIOR.observations().streams();
    return Agent.builder(WallJump.BEHAVIOR)
        .sense(Sensor.of(streams.get(0), WallJumpWorld::senseSelf))
        .sense(Sensor.of(streams.get(1), WallJumpWorld::senseBlock))
        .sense(Sensor.of(streams.get(2), WallJumpWorld::senseWall))
        .act(WallJumpWorld::act)
        .reward(RewardTerm.of("goal", e -> Jumper.of(e).course.isAtGoal ? 1 : 0), 1)
        .reward(RewardTerm.of("fall", e -> Jumper.of(e).course.hasFallen ? -1 : 0), 1)
        .reward(RewardTerm.of("step", e -> -1.0 / Jumper.of(e).course.tickLimit), 0.5f)
        .build();
  }

  private static void act(Entity entity, Action action) {
    Jumper jumper = Jumper.of(entity);
    jumper.move = action.choice(WallJump.MOVE) - 1;
    jumper.wantsJump = action.choice(WallJump.JUMP) == 1;
  }

  private static void senseSelf(Entity entity, ObservationWriter out) {
    Jumper jumper = Jumper.of(entity);
    out.put(clamp(2 * (jumper.x - MIDDLE) / LENGTH), clamp(jumper.feet() / HIGHEST));
    out.put(clamp(jumper.vx / Rules.RUN_SPEED), clamp(jumper.vy / FASTEST_FALL));
    out.put(jumper.stands ? 1 : 0);
  }

  private static void senseBlock(Entity entity, ObservationWriter out) {
    Jumper jumper = Jumper.of(entity);
    Course course = jumper.course;
    out.put(clamp((course.blockX - jumper.x) / LENGTH), clamp(course.blockToWall() / LENGTH));
  }

  private static void senseWall(Entity entity, ObservationWriter out) {
    Jumper jumper = Jumper.of(entity);
    float way = (Rules.WALL_LEFT - jumper.x) / LENGTH;
    out.put(clamp(way), jumper.course.wallHeight / Rules.HIGHEST_WALL);
  }

  private static float clamp(float value) {
    return Math.max(-1, Math.min(1, value));
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
    course.tickLimit = Math.max(1, Math.round(parameters.get(WallJump.TIME_LIMIT) / tickSeconds()));
    course.reset(random, parameters.get(WallJump.WALL_HEIGHT));
  }

  @Override
  public Ending ending() {
    if (course.isAtGoal || course.hasFallen) {
      return Ending.TERMINATED;
    }
    return course.ticks >= course.tickLimit ? Ending.TRUNCATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return seat;
  }

  /** 1 at the goal. */
  @Override
  public float score(int team) {
    return course.isAtGoal ? 1 : 0;
  }

  @Override
  public void draw(Canvas canvas) {
    view.draw(canvas, course);
  }

  @Override
  public void close() {
    course.dispose();
  }
}
