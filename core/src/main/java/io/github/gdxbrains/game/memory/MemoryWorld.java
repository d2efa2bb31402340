package io.github.gdxbrains.game.memory;

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
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ObservationStream;

/** One hall and its walker. */
final class MemoryWorld implements GameWorld {
  private static final float TICK_SECONDS = 0.4f;

  private final Engine engine = new Engine();
  private final Entity entity = new Entity();
  private final MemoryView view = new MemoryView();
  private final Hall hall;

  MemoryWorld(BehaviorSpec behavior, int cues) {
    hall = new Hall(cues);
    ObservationStream symbol = behavior.observations().streams().get(0);
    int phases = Hall.Phase.values().length;
    entity.add(hall);
    entity.add(
        Agent.builder(behavior)
            .sense(Sensor.of(symbol, (e, out) -> out.putOneHot(hall.seen, 1 + cues)))
            .sense(
                Sensor.of(Memory.PHASE, (e, out) -> out.putOneHot(hall.phase().ordinal(), phases)))
            .act((e, action) -> hall.choice = action.choice())
            .reward(RewardTerm.of("answer", e -> hall.result), 1)
            .build());
    engine.addEntity(entity);
    engine.addSystem(
        new EntitySystem() {
          @Override
          public void update(float deltaTime) {
            hall.step();
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
    hall.begin(random, parameters);
  }

  @Override
  public Ending ending() {
    return hall.result != 0 ? Ending.TERMINATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return entity;
  }

  /** 1 after the right answer, -1 after a wrong one. */
  @Override
  public float score(int team) {
    return hall.result;
  }

  @Override
  public void draw(Canvas canvas) {
    view.draw(canvas, hall);
  }

  @Override
  public void close() {}
}
