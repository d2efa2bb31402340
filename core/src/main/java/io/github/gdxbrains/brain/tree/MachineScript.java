package io.github.gdxbrains.brain.tree;

import com.badlogic.ashley.core.Entity;
import com.badlogic.gdx.ai.fsm.State;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.StatefulScript;
import io.github.gdxbrains.random.RandomStream;

/**
 * Decides by a state machine of gdx-ai: at each decision the present state's {@code update} writes
 * the action, and may let the machine {@link Decision#become} another state for the next one.
 * States keep nothing of an agent, as all agents share them.
 */
public final class MachineScript implements StatefulScript {
  private final State<Decision> initial;
  private final Decision decision = new Decision();

  /**
   * A state machine.
   *
   * @param initial the state in which every episode begins
   */
  public MachineScript(State<Decision> initial) {
    this.initial = initial;
    begin();
  }

  @Override
  public MachineScript copy() {
    return new MachineScript(initial);
  }

  @Override
  public void begin() {
    decision.machine().setInitialState(initial);
  }

  @Override
  public void decide(Entity entity, RandomStream random, Action action) {
    decision.begin(entity, random, action);
    decision.machine().update();
  }
}
