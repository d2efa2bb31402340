package io.github.gdxbrains.agent;

/**
 * A script that keeps something of its agent from decision to decision: a behaviour tree, a state
 * machine. Each agent has a copy of its own; the script that was given never decides.
 */
public interface StatefulScript extends Script {
  /** The same for another agent, at the beginning of an episode. */
  StatefulScript copy();

  /** An episode begins. */
  void begin();

  /** What its agent sees is to be had from the batch; {@link #decide} comes next. */
  default void see(AgentBatch batch, int row) {}

  /** Whether it is through with what it does, as of its last decision: see {@link Brain#isDone}. */
  default boolean isDone() {
    return false;
  }
}
