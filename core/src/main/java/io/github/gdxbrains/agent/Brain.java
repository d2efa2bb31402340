package io.github.gdxbrains.agent;

/**
 * Decides for agents, many at once. A brain belongs to one thread; what threads share (a network's
 * parameters) lies behind it.
 */
public interface Brain {
  /**
   * Chooses the actions of some rows, from their observations, masks and random streams, into
   * {@link AgentBatch#choices} and {@link AgentBatch#numbers}. A row's action may depend on nothing
   * but that row and what the brain remembers of it in {@link AgentBatch#states}.
   *
   * @param rows the rows to decide, in ascending order
   * @param count how many of {@code rows} are meant
   */
  void decide(AgentBatch batch, int[] rows, int count);

  /**
   * How many floats a row the brain writes into {@link AgentBatch#columns} at each decision, for
   * its learner; 0 for brains that do not learn.
   */
  default int columns() {
    return 0;
  }

  /**
   * How many numbers the brain remembers of each row's agent from decision to decision, in {@link
   * AgentBatch#states}; 0 for brains without memory.
   */
  default int stateSize() {
    return 0;
  }

  /**
   * Whether the brain is through with what it does for a row, as of its last decision: whoever let
   * it run may then let another one. Most never are.
   */
  default boolean isDone(AgentBatch batch, int row) {
    return false;
  }

  /**
   * Writes the brain's columns for observations on which it does not decide: the value of where an
   * episode was cut off, for instance. What the brain remembers stays as it is.
   *
   * @param isFinal true: of the final observations, into {@link AgentBatch#finalColumns}; false: of
   *     the present ones, into {@link AgentBatch#columns}
   */
  default void assess(AgentBatch batch, boolean isFinal, int[] rows, int count) {}
}
