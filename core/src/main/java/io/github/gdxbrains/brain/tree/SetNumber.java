package io.github.gdxbrains.brain.tree;

import com.badlogic.gdx.ai.btree.Task;
import com.badlogic.gdx.ai.btree.annotation.TaskAttribute;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.space.ActionSpace;

/** Sets a continuous number for some decisions: {@code set index:1 value:-0.5}. */
public final class SetNumber extends Acting {
  /** Which number. */
  @TaskAttribute public int index;

  /** What it becomes, held within [-1, 1]. */
  @TaskAttribute(required = true)
  public float value;

  @Override
  public void prepare(Decision decision, ActionSpace actions) {
    requireDecisions();
    if (index < 0 || index >= actions.continuous()) {
      throw new UserError(
          "index is " + index + ", but there are " + actions.continuous() + " numbers");
    }
  }

  @Override
  void act(Decision decision) {
    decision.action().set(index, value);
  }

  @Override
  protected Task<Decision> copyTo(Task<Decision> task) {
    SetNumber copy = (SetNumber) task;
    copy.decisions = decisions;
    copy.index = index;
    copy.value = value;
    return copy;
  }
}
