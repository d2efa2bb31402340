package io.github.gdxbrains.agent;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntityListener;
import com.badlogic.ashley.core.EntitySystem;
import com.badlogic.ashley.core.Family;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides for agents in a game that owns its loop: first in the engine. It also gives each agent of
 * its behaviors a row when its entity joins the engine, and takes it back when it leaves.
 *
 * <p>{@link #install} adds it together with the other three systems. An engine has one such system,
 * with as many behaviors as were installed.
 */
public final class DecideSystem extends EntitySystem implements EntityListener {
  /** Runs first. */
  public static final int PRIORITY = Integer.MIN_VALUE + 1;

  /** The agents of one behavior. */
  private record Group(DecisionLoop loop, Runnable beforeDecisions) {}

  private final List<Group> groups = new ArrayList<>();
  private Family agents;

  private DecideSystem() {
    super(PRIORITY);
  }

  /**
   * Lets a brain decide for all agents of a behavior: those in the engine and those to come.
   *
   * @param maxAgents the most of them at once
   */
  public static void install(Engine engine, BehaviorSpec behavior, int maxAgents, Brain brain) {
    AgentBatch batch = new AgentBatch(behavior, maxAgents, brain.columns());
    install(engine, new DecisionLoop(batch, List.of(brain), List.of(Recorder.NONE)));
  }

  /** Lets a loop, whose recorders see every transition, decide for all agents of its behavior. */
  public static void install(Engine engine, DecisionLoop loop) {
    install(engine, loop, () -> {});
  }

  /**
   * Lets a loop, whose recorders see every transition, decide for all agents of its behavior. A
   * behavior that is installed already is decided by the new loop from now on.
   *
   * @param beforeDecisions runs between two ticks, after the recorders have heard of the last one
   *     and before the next decisions: the moment to exchange a brain's parameters
   */
  public static void install(Engine engine, DecisionLoop loop, Runnable beforeDecisions) {
    if (engine.getSystem(DecideSystem.class) == null) {
      engine.addSystem(new DecideSystem());
      engine.addSystem(new ActSystem());
      engine.addSystem(new RewardSystem());
      engine.addSystem(new SenseSystem());
    }
    engine.getSystem(DecideSystem.class).add(new Group(loop, beforeDecisions));
  }

  private void add(Group group) {
    BehaviorSpec behavior = group.loop().batch().behavior();
    groups.removeIf(old -> old.loop().batch().behavior().equals(behavior));
    groups.add(group);
    for (Entity entity : getEngine().getEntitiesFor(agents)) {
      Agent agent = Agent.of(entity);
      if (agent.behavior().equals(behavior)) {
        agent.unbind();
        entityAdded(entity);
      }
    }
  }

  @Override
  public void addedToEngine(Engine engine) {
    super.addedToEngine(engine);
    agents = Family.all(Agent.class).get();
    engine.addEntityListener(agents, this);
  }

  @Override
  public void removedFromEngine(Engine engine) {
    super.removedFromEngine(engine);
    engine.removeEntityListener(this);
  }

  @Override
  public void entityAdded(Entity entity) {
    Agent agent = Agent.of(entity);
    for (Group group : groups) {
      AgentBatch batch = group.loop().batch();
      requireSame(agent.behavior(), batch.behavior());
      if (!agent.isBound() && agent.behavior().equals(batch.behavior())) {
        int row = batch.freeRow();
        if (row < 0) {
          throw new IllegalStateException(
              "all " + batch.capacity() + " rows of " + batch.behavior().name() + " are taken");
        }
        agent.bind(batch, row, entity);
        agent.begin();
        agent.prepareDecision();
      }
    }
  }

  private static void requireSame(BehaviorSpec own, BehaviorSpec decided) {
    if (own.name().equals(decided.name()) && !own.equals(decided)) {
      throw new IllegalStateException(
          "an agent's behavior is " + own + ", but the installed one of that name is " + decided);
    }
  }

  @Override
  public void entityRemoved(Entity entity) {
    // found by its row, because the component itself may be what was removed
    for (Group group : groups) {
      AgentBatch batch = group.loop().batch();
      for (int row = 0; row < batch.capacity(); row++) {
        if (batch.isSeated(row) && batch.entity(row) == entity) {
          batch.agent(row).end(Ending.TERMINATED);
          batch.agent(row).unbind();
        }
      }
    }
  }

  @Override
  public void update(float deltaTime) {
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      AgentBatch batch = group.loop().batch();
      group.loop().ticked();
      batch.beginTick(0, batch.capacity());
      group.beforeDecisions().run();
      group.loop().decide();
    }
  }
}
