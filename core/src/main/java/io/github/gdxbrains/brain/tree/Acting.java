package io.github.gdxbrains.brain.tree;

import com.badlogic.gdx.ai.btree.LeafTask;
import com.badlogic.gdx.ai.btree.annotation.TaskAttribute;
import io.github.gdxbrains.config.UserError;

/** A leaf that acts for some decisions and then has succeeded. */
abstract class Acting extends LeafTask<Decision> implements Prepared {
  /** For how many decisions; 1 by default. */
  @TaskAttribute public int decisions = 1;

  private int left;

  @Override
  public final void start() {
    left = decisions;
  }

  @Override
  public final Status execute() {
    if (left-- > 0) {
      act(getObject());
      return Status.RUNNING;
    }
    return Status.SUCCEEDED;
  }

  /** Writes the action. */
  abstract void act(Decision decision);

  final void requireDecisions() {
    if (decisions < 1) {
      throw new UserError("decisions is " + decisions + ", but must be at least 1");
    }
  }
}
