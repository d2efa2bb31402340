package io.github.gdxbrains.game.pyramids;

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
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.GridSensor;
import io.github.gdxbrains.sensor.Sensor;

/** One temple and its explorer. */
final class PyramidsWorld implements GameWorld {
  private static final float TICK_SECONDS = 0.15f;

  private final Engine engine = new Engine();
  private final Entity entity = new Entity();
  private final Explorer explorer;
  private final PyramidsView view = new PyramidsView();

  PyramidsWorld(BehaviorSpec behavior, int viewRange) {
    explorer = new Explorer(viewRange);
    entity.add(explorer);
    entity.add(
        Agent.builder(behavior)
            .sense(
                new GridSensor(
                    Temple.grid(viewRange),
                    e -> Explorer.of(e).temple.tiles,
                    e -> Explorer.of(e).column(),
                    e -> Explorer.of(e).row(),
                    e -> Explorer.of(e).heading))
            .sense(
                Sensor.of(Pyramids.PRESSED, (e, out) -> out.put(Explorer.of(e).hasPressed ? 1 : 0)))
            .act((e, action) -> Explorer.of(e).action = action.choice())
            .reward(RewardTerm.of("brick", e -> Explorer.of(e).hasBrick ? 1 : 0), 2)
            .reward(RewardTerm.of("step", e -> -1), 0.001f)
            .reward(RewardTerm.of("switch", e -> Explorer.of(e).hasJustPressed ? 1 : 0), 0)
            .build());
    engine.addEntity(entity);
    engine.addSystem(
        new EntitySystem() {
          @Override
          public void update(float deltaTime) {
            explorer.step();
          }
        });
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
    explorer.temple.build(
        random, parameters.count(Pyramids.ROOMS), parameters.count(Pyramids.ROOM_SIZE));
    explorer.begin(random, parameters.count(Pyramids.MAX_STEPS));
  }

  @Override
  public Ending ending() {
    if (explorer.hasBrick) {
      return Ending.TERMINATED;
    }
    return explorer.steps >= explorer.maxSteps ? Ending.TRUNCATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return entity;
  }

  /** 1 if the brick was reached. */
  @Override
  public float score(int team) {
    return explorer.hasBrick ? 1 : 0;
  }

  @Override
  public void draw(Canvas canvas) {
    view.draw(canvas, explorer);
  }

  @Override
  public void close() {}
}
