package io.github.gdxbrains.brain.tree;

import com.badlogic.ashley.core.Entity;
import com.badlogic.gdx.ai.btree.BehaviorTree;
import com.badlogic.gdx.ai.btree.Task;
import com.badlogic.gdx.ai.btree.utils.BehaviorTreeParser;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.StatefulScript;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.random.RandomStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides by a behaviour tree of gdx-ai, of which it takes one step at each decision, and another
 * one if that ended the tree before anything was done. Where nothing is done then either, the
 * choices of the last decision stay and numbers are 0.
 *
 * <p>The tree has done what it does at the decision at which its root succeeds or fails.
 */
public final class TreeScript implements StatefulScript {
  private static final String IMPORTS =
      String.format(
          "import choose:\"%s\" set:\"%s\" seen:\"%s\" chance:\"%s\"%n",
          Choose.class.getName(),
          SetNumber.class.getName(),
          Seen.class.getName(),
          Chance.class.getName());

  /** Tasks that go by what the whole process shares: a clock, random numbers, counters. */
  private static final Set<String> SHARED =
      Set.of("Wait", "Random", "RandomSelector", "RandomSequence", "SemaphoreGuard", "Include");

  private static final Pattern IMPORT = Pattern.compile("(?m)^\\s*import\\b");
  private static final Pattern LINE = Pattern.compile("\\bline (\\d+)");

  private final BehaviorTree<Decision> tree;
  private final Decision decision;
  private boolean isDone;

  /**
   * A tree that a game made: its tasks look at the entity.
   *
   * @param tree without a blackboard; every agent gets a clone
   */
  public TreeScript(BehaviorTree<Decision> tree) {
    this(tree, new Decision());
  }

  private TreeScript(BehaviorTree<Decision> tree, Decision decision) {
    this.tree = tree;
    this.decision = decision;
    tree.setObject(decision);
  }

  /**
   * A tree in gdx-ai's text format, made of its branches and decorators and of the tasks of this
   * package: {@code choose}, {@code set}, {@code seen} and {@code chance}.
   *
   * @param place named in errors
   * @param behavior what it sees and decides about
   * @param options names of what it chooses among; empty if they have none
   * @throws UserError if it is no tree, or has a task that cannot be carried out
   */
  public static TreeScript parse(
      String text, String place, BehaviorSpec behavior, List<String> options) {
    if (IMPORT.matcher(text).find()) {
      throw new UserError(place + " imports tasks, but a text may use those that are there only");
    }
    Decision decision = new Decision(Optional.of(behavior.observations()), options);
    BehaviorTree<Decision> tree;
    try {
      tree = new BehaviorTreeParser<Decision>().parse(IMPORTS + text, decision);
    } catch (RuntimeException refused) {
      throw new UserError(place + " is not a behaviour tree: " + reason(refused), refused);
    }
    prepare(place, tree, decision, behavior);
    return new TreeScript(tree, decision);
  }

  private static void prepare(
      String place, Task<Decision> task, Decision decision, BehaviorSpec behavior) {
    String name = task.getClass().getSimpleName();
    if (SHARED.contains(name)) {
      throw new UserError(
          place
              + ": the task "
              + Character.toLowerCase(name.charAt(0))
              + name.substring(1)
              + " goes by what all agents of the process share; use chance, or decisions");
    }
    if (task instanceof Prepared prepared) {
      try {
        prepared.prepare(decision, behavior.actions());
      } catch (UserError wrong) {
        throw new UserError(place + ": " + wrong.getMessage(), wrong);
      }
    }
    if (task.getGuard() != null) {
      prepare(place, task.getGuard(), decision, behavior);
    }
    for (int i = 0; i < task.getChildCount(); i++) {
      prepare(place, task.getChild(i), decision, behavior);
    }
  }

  /** The innermost reason in one line, without the line that was put before the text. */
  private static String reason(Throwable refused) {
    Throwable cause = refused;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    Matcher line = LINE.matcher(message);
    return line.replaceAll(number -> "line " + (Integer.parseInt(number.group(1)) - 1));
  }

  @Override
  @SuppressWarnings("unchecked") // a clone is of the same class
  public TreeScript copy() {
    return new TreeScript((BehaviorTree<Decision>) tree.cloneTask(), decision.copy());
  }

  @Override
  public void begin() {
    tree.resetTask();
    isDone = false;
  }

  @Override
  public void see(AgentBatch batch, int row) {
    decision.see(batch, row);
  }

  @Override
  public void decide(Entity entity, RandomStream random, Action action) {
    decision.begin(entity, random, action);
    tree.step();
    isDone = tree.getStatus() != Task.Status.RUNNING;
    if (isDone && !decision.hasActed()) {
      tree.step();
    }
  }

  @Override
  public boolean isDone() {
    return isDone;
  }
}
