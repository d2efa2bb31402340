package com.example.hallway;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Sensor;

/** One hallway. */
final class HallwayWorld implements GameWorld {
  private final Engine engine = new Engine();
  private final Walker walker = new Walker();
  private final Entity entity = new Entity();
  private int timeLimit;

  HallwayWorld() {
    entity.add(walker);
    entity.add(
        Agent.builder(Hallway.BEHAVIOR)
            .sense(Sensor.of(Hallway.LAMP, (e, out) -> out.put(Walker.of(e).distance())))
            .act((e, action) -> step(Walker.of(e), action.choice() - 1))
            .reward(RewardTerm.of("nearness", e -> -Math.abs(Walker.of(e).distance())), 1)
            .build());
    engine.addEntity(entity);
    engine.addSystem(
        new EntitySystem() {
          @Override
          public void update(float deltaTime) {
            walker.ticks++;
          }
        });
  }

  private static void step(Walker walker, int direction) {
    walker.x = Math.max(-1, Math.min(1, walker.x + 0.1f * direction));
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public float tickSeconds() {
    return 0.1f;
  }

  @Override
  public void reset(RandomStream random, Parameters parameters) {
    do {
      walker.x = random.nextFloat(-1, 1);
      walker.lamp = random.nextFloat(-1, 1);
    } while (walker.hasArrived());
    walker.ticks = 0;
    timeLimit = parameters.count(Hallway.TIME_LIMIT);
  }

  @Override
  public Ending ending() {
    if (walker.hasArrived()) {
      return Ending.TERMINATED;
    }
    return walker.ticks >= timeLimit ? Ending.TRUNCATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return entity;
  }

  @Override
  public float score(int team) {
    return walker.hasArrived() ? 1 : 0;
  }

  @Override
  public void draw(Canvas canvas) {
    canvas.view(0, 0, 2.4f, 1, 0x202830FF);
    canvas.rectangle(0, -0.1f, 2.2f, 0.02f, 0, 0x8090A0FF);
    canvas.circle(walker.lamp, 0.1f, 0.06f, 0xFFD040FF);
    canvas.circle(walker.x, -0.03f, 0.06f, 0x60C0FFFF);
  }

  @Override
  public void close() {}
}
