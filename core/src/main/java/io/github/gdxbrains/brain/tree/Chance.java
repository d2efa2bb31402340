package io.github.gdxbrains.brain.tree;

import com.badlogic.gdx.ai.btree.LeafTask;
import com.badlogic.gdx.ai.btree.Task;
import com.badlogic.gdx.ai.btree.annotation.TaskAttribute;

/** Succeeds with some probability, by the agent's own stream: {@code chance probability:0.3}. */
public final class Chance extends LeafTask<Decision> {
  /** In [0, 1]. */
  @TaskAttribute(required = true)
  public float probability;

  @Override
  public Status execute() {
    return getObject().random().nextFloat() < probability ? Status.SUCCEEDED : Status.FAILED;
  }

  @Override
  protected Task<Decision> copyTo(Task<Decision> task) {
    Chance copy = (Chance) task;
    copy.probability = probability;
    return copy;
  }
}
