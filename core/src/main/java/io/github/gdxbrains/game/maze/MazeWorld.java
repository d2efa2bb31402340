package io.github.gdxbrains.game.maze;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.PotentialShaping;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Grid;
import io.github.gdxbrains.sensor.GridSensor;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.Sensor;

/** One maze and its walker. */
final class MazeWorld implements GameWorld {
  private static final float TICK_SECONDS = 0.15f;

  /** What numbers of mazes are mixed with to become seeds. */
  private static final long MAZES = 0x6D617A65L;

  private final Engine engine = new Engine();
  private final Entity entity = new Entity();
  private final Walker walker;
  private final MazeView view = new MazeView();

  MazeWorld(BehaviorSpec behavior, Grid grid, float gamma) {
    walker = new Walker(grid);
    entity.add(walker);
    entity.add(
        Agent.builder(behavior)
            .sense(
                new GridSensor(
                    grid,
                    e -> Walker.of(e).tiles,
                    e -> Walker.of(e).column(),
                    e -> Walker.of(e).row()))
            .sense(Sensor.of(Maze.SELF, MazeWorld::senseSelf))
            .act((e, action) -> Walker.of(e).action = action.choice())
            .reward(RewardTerm.of("goal", e -> Walker.of(e).isAtGoal() ? 1 : 0), 1)
            .reward(RewardTerm.of("step", e -> -1), 0)
            .reward(RewardTerm.of("key", e -> Walker.of(e).hasJustFound ? 1 : 0), 0)
            .reward(RewardTerm.of("door", e -> Walker.of(e).hasJustOpened ? 1 : 0), 0)
            .reward(new PotentialShaping("distance", gamma, MazeWorld::nearness), 0)
            .build());
    engine.addEntity(entity);
    engine.addSystem(
        new EntitySystem() {
          @Override
          public void update(float deltaTime) {
            walker.step();
          }
        });
  }

  private static void senseSelf(Entity entity, ObservationWriter out) {
    Walker me = Walker.of(entity);
    for (int color = 0; color < Level.COLORS; color++) {
      out.put(me.carries(color) ? 1 : 0);
    }
    out.put(1 - (float) me.steps / me.maxSteps);
  }

  /** -1 at the start, 0 at the goal. */
  private static double nearness(Entity entity) {
    Walker me = Walker.of(entity);
    return -(double) me.stepsLeft() / me.shortestWay();
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public float tickSeconds() {
    return TICK_SECONDS;
  }

  @Override
  public void reset(RandomStream random, Parameters parameters) {
    int levels = parameters.count(Maze.LEVELS);
    int number =
        parameters.count(Maze.FIRST_LEVEL) + random.nextInt(levels == 0 ? 1 << 30 : levels);
    int size = parameters.count(Maze.SIZE) | 1;
    walker.level.draw(
        RandomStream.derive(MAZES, number),
        size,
        parameters.count(Maze.DOORS),
        parameters.get(Maze.LOOPS));
    walker.begin(number, (int) Math.ceil(parameters.get(Maze.STEPS_PER_CELL) * size * size));
  }

  @Override
  public Ending ending() {
    if (walker.isAtGoal()) {
      return Ending.TERMINATED;
    }
    return walker.steps >= walker.maxSteps ? Ending.TRUNCATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return entity;
  }

  /** 1 if the goal was reached. */
  @Override
  public float score(int team) {
    return walker.isAtGoal() ? 1 : 0;
  }

  @Override
  public void draw(Canvas canvas) {
    view.draw(canvas, walker);
  }

  @Override
  public void close() {}
}
