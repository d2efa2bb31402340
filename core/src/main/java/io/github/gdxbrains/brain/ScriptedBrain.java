package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Script;

/** Follows a game's hand-written policy. The numbers that it leaves out, its message, are 0. */
public final class ScriptedBrain implements Brain {
  private final Script script;

  /** A brain that follows a script. */
  public ScriptedBrain(Script script) {
    this.script = script;
  }

  @Override
  public void decide(AgentBatch batch, int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      script.decide(batch.entity(row), batch.random(row), batch.action(row).clear());
    }
  }
}
