package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.agent.StatefulScript;

/**
 * Follows a game's hand-written policy. The numbers that it leaves out, its message, are 0.
 *
 * <p>Of a {@link StatefulScript} each row has a copy. The batch remembers one number of the row, by
 * which the brain sees that an episode begins.
 */
public final class ScriptedBrain implements Brain {
  private static final float RUNNING = 1;
  private static final float DONE = 2;

  private final Script script;
  private final boolean isStateful;
  private StatefulScript[] copies = {};

  /** A brain that follows a script. */
  public ScriptedBrain(Script script) {
    this.script = script;
    isStateful = script instanceof StatefulScript;
  }

  @Override
  public int stateSize() {
    return isStateful ? 1 : 0;
  }

  @Override
  public void decide(AgentBatch batch, int[] rows, int count) {
    if (isStateful) {
      decideByCopies(batch, rows, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      script.decide(batch.entity(row), batch.random(row), batch.action(row).clear());
    }
  }

  private void decideByCopies(AgentBatch batch, int[] rows, int count) {
    if (copies.length < batch.capacity()) {
      copies = new StatefulScript[batch.capacity()];
      for (int row = 0; row < copies.length; row++) {
        copies[row] = ((StatefulScript) script).copy();
      }
    }
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      StatefulScript own = copies[row];
      int state = row * batch.statePerRow();
      if (batch.states()[state] == 0) {
        own.begin();
      }
      own.see(batch, row);
      own.decide(batch.entity(row), batch.random(row), batch.action(row).clear());
      batch.states()[state] = own.isDone() ? DONE : RUNNING;
    }
  }

  @Override
  public boolean isDone(AgentBatch batch, int row) {
    return isStateful && batch.states()[row * batch.statePerRow()] == DONE;
  }
}
