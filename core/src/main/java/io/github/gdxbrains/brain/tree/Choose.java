package io.github.gdxbrains.brain.tree;

import com.badlogic.gdx.ai.btree.Task;
import com.badlogic.gdx.ai.btree.annotation.TaskAttribute;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.space.ActionSpace;
import java.util.List;

/**
 * Chooses an option for some decisions: {@code choose option:2 branch:1}, or of a manager {@code
 * choose skill:"go" decisions:3}.
 */
public final class Choose extends Acting {
  /** The option's name; empty if it is given by its number. */
  @TaskAttribute public String skill = "";

  /** The option's number; -1 if it is given by its name. */
  @TaskAttribute public int option = -1;

  /** Which of several choices is made. */
  @TaskAttribute public int branch;

  @Override
  public void prepare(Decision decision, ActionSpace actions) {
    requireDecisions();
    if (!skill.isEmpty()) {
      option = decision.option(skill);
    }
    List<Integer> branches = actions.branches();
    if (branch < 0 || branch >= branches.size()) {
      throw new UserError("branch is " + branch + ", but there are " + branches.size());
    }
    if (option < 0 || option >= branches.get(branch)) {
      throw new UserError(
          "option is " + option + ", but must be within [0, " + (branches.get(branch) - 1) + "]");
    }
  }

  @Override
  void act(Decision decision) {
    decision.action().choose(branch, option);
  }

  @Override
  protected Task<Decision> copyTo(Task<Decision> task) {
    Choose copy = (Choose) task;
    copy.decisions = decisions;
    copy.skill = skill;
    copy.option = option;
    copy.branch = branch;
    return copy;
  }
}
