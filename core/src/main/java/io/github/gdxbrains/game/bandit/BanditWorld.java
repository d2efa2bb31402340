package io.github.gdxbrains.game.bandit;

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

/** One row of machines and who pulls them. */
final class BanditWorld implements GameWorld {
  private static final float TICK_SECONDS = 0.5f;

  private final Engine engine = new Engine();
  private final Entity entity = new Entity();
  private final BanditView view = new BanditView();
  private final Machines machines;

  BanditWorld(BehaviorSpec behavior, Machines.Build build) {
    machines = new Machines(build);
    ObservationStream context = behavior.observations().streams().get(0);
    int contexts = build.contexts();
    entity.add(machines);
    entity.add(
        Agent.builder(behavior)
            .sense(Sensor.of(context, (e, out) -> out.putOneHot(machines.context, contexts)))
            .act((e, action) -> machines.arm = action.choice())
            .reward(RewardTerm.of("pay", e -> machines.pay), 1)
            .build());
    engine.addEntity(entity);
    engine.addSystem(
        new EntitySystem() {
          @Override
          public void update(float deltaTime) {
            machines.pull();
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
    machines.begin(random, parameters);
  }

  @Override
  public Ending ending() {
    return machines.pulls >= machines.maxPulls ? Ending.TRUNCATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return entity;
  }

  /** What the machines have paid. */
  @Override
  public float score(int team) {
    return (float) machines.total;
  }

  @Override
  public void draw(Canvas canvas) {
    view.draw(canvas, machines);
  }

  @Override
  public void close() {}
}
