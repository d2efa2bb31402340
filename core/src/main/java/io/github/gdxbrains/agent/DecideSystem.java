package io.github.gdxbrains.agent;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntityListener;
import com.badlogic.ashley.core.EntitySystem;
import com.badlogic.ashley.core.Family;

/**
 * Decides for all agents of one behavior in a game that owns its loop: first in the engine. It also
 * gives each such agent a row when its entity joins the engine, and takes it back when it leaves.
 *
 * <p>{@link #install} adds it together with the other three systems.
 */
public final class DecideSystem extends EntitySystem implements EntityListener {
  /** Runs first. */
  public static final int PRIORITY = Integer.MIN_VALUE + 1;

  private final DecisionLoop loop;
  private final Runnable beforeDecisions;

  /**
   * Decides through a loop, whose recorders see every transition.
   *
   * @param beforeDecisions runs between two ticks, after the recorders have heard of the last one
   *     and before the next decisions: the moment to exchange a brain's parameters
   */
  public DecideSystem(DecisionLoop loop, Runnable beforeDecisions) {
    super(PRIORITY);
    this.loop = loop;
    this.beforeDecisions = beforeDecisions;
  }

  /**
   * Adds this system for one behavior, and the act, reward and sense systems unless they are there.
   *
   * @param beforeDecisions runs between two ticks
   */
  public static void install(Engine engine, DecisionLoop loop, Runnable beforeDecisions) {
    engine.addSystem(new DecideSystem(loop, beforeDecisions));
    if (engine.getSystem(ActSystem.class) == null) {
      engine.addSystem(new ActSystem());
      engine.addSystem(new RewardSystem());
      engine.addSystem(new SenseSystem());
    }
  }

  @Override
  public void addedToEngine(Engine engine) {
    Family agents = Family.all(Agent.class).get();
    engine.addEntityListener(agents, this);
    for (Entity entity : engine.getEntitiesFor(agents)) {
      entityAdded(entity);
    }
  }

  @Override
  public void removedFromEngine(Engine engine) {
    engine.removeEntityListener(this);
  }

  @Override
  public void entityAdded(Entity entity) {
    Agent agent = Agent.of(entity);
    AgentBatch batch = loop.batch();
    if (agent.isBound() || !agent.behavior().equals(batch.behavior())) {
      return;
    }
    int row = batch.freeRow();
    if (row < 0) {
      throw new IllegalStateException(
          "all " + batch.capacity() + " rows of " + batch.behavior().name() + " are taken");
    }
    agent.bind(batch, row, entity);
    agent.begin();
    agent.prepareDecision();
  }

  @Override
  public void entityRemoved(Entity entity) {
    Agent agent = Agent.of(entity);
    if (agent.isBound() && agent.behavior().equals(loop.batch().behavior())) {
      agent.end(Ending.TERMINATED);
      agent.unbind();
    }
  }

  @Override
  public void update(float deltaTime) {
    loop.ticked();
    loop.batch().beginTick(0, loop.batch().capacity());
    beforeDecisions.run();
    loop.decide();
  }
}
