package io.github.gdxbrains.brain.tree;

import com.badlogic.gdx.ai.btree.LeafTask;
import com.badlogic.gdx.ai.btree.Task;
import com.badlogic.gdx.ai.btree.annotation.TaskAttribute;
import io.github.gdxbrains.space.ActionSpace;

/**
 * Succeeds if a number that the agent sees lies between two others, else fails: {@code seen
 * stream:"rays" index:2 above:0.5}.
 */
public final class Seen extends LeafTask<Decision> implements Prepared {
  /** Name of the observation stream. */
  @TaskAttribute(required = true)
  public String stream = "";

  /** Which of its numbers. */
  @TaskAttribute public int index;

  /** What the number must exceed. */
  @TaskAttribute public float above = Float.NEGATIVE_INFINITY;

  /** What the number must fall short of. */
  @TaskAttribute public float below = Float.POSITIVE_INFINITY;

  private int position;

  @Override
  public void prepare(Decision decision, ActionSpace actions) {
    position = decision.position(stream, index);
  }

  @Override
  public Status execute() {
    float seen = getObject().seen(position);
    return seen > above && seen < below ? Status.SUCCEEDED : Status.FAILED;
  }

  @Override
  protected Task<Decision> copyTo(Task<Decision> task) {
    Seen copy = (Seen) task;
    copy.stream = stream;
    copy.index = index;
    copy.above = above;
    copy.below = below;
    copy.position = position;
    return copy;
  }
}
