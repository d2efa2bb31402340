package io.github.gdxbrains.agent;

import java.util.Arrays;
import java.util.List;

/**
 * Asks the brains for decisions and tells the recorders what came of them: what the trainer, the
 * evaluator, the window and {@link DecideSystem} have in common.
 *
 * <p>Each row is played by one policy, a number from 0. A policy has a brain and a recorder.
 */
public final class DecisionLoop {
  private final AgentBatch batch;
  private final Brain[] brains;
  private final Recorder[] recorders;
  private final int[] policies;
  private final int[][] rows;
  private final int[] counts;

  /**
   * Lets brains decide for a batch, which gets room for what they remember.
   *
   * @param brains by policy; a brain that writes columns must fit the batch's
   * @param recorders by policy, as many as brains
   */
  public DecisionLoop(AgentBatch batch, List<Brain> brains, List<Recorder> recorders) {
    if (brains.isEmpty() || brains.size() != recorders.size()) {
      throw new IllegalArgumentException(
          brains.size()
              + " brains and "
              + recorders.size()
              + " recorders, but there must be as many, at least one");
    }
    for (Brain brain : brains) {
      if (brain.columns() != 0 && brain.columns() != batch.columnsPerRow()) {
        throw new IllegalArgumentException(
            "a brain writes "
                + brain.columns()
                + " columns, but the batch has "
                + batch.columnsPerRow());
      }
    }
    batch.reserveStates(brains.stream().mapToInt(Brain::stateSize).max().orElse(0));
    this.batch = batch;
    this.brains = brains.toArray(new Brain[0]);
    this.recorders = recorders.toArray(new Recorder[0]);
    policies = new int[batch.capacity()];
    rows = new int[brains.size()][batch.capacity()];
    counts = new int[brains.size()];
  }

  /** Who plays which row; may change while the row's agent is between episodes. */
  public void setPolicy(int row, int policy) {
    policies[row] = policy;
  }

  /** The policy of a row. */
  public int policy(int row) {
    return policies[row];
  }

  /** The rows it decides for. */
  public AgentBatch batch() {
    return batch;
  }

  /** Lets each brain decide for its rows that want a decision. */
  public void decide() {
    Arrays.fill(counts, 0);
    boolean[] wants = batch.wantsDecision();
    for (int row = 0; row < wants.length; row++) {
      if (wants[row]) {
        int policy = policies[row];
        rows[policy][counts[policy]++] = row;
        wants[row] = false;
      }
    }
    for (int policy = 0; policy < brains.length; policy++) {
      if (counts[policy] > 0) {
        brains[policy].decide(batch, rows[policy], counts[policy]);
        recorders[policy].decided(batch, rows[policy], counts[policy]);
      }
    }
  }

  /** Hands the rewards and endings of the tick that has run to the recorders. */
  public void ticked() {
    Arrays.fill(counts, 0);
    Ending[] endings = batch.endings();
    for (int row = 0; row < endings.length; row++) {
      if (endings[row] == Ending.TRUNCATED) {
        int policy = policies[row];
        rows[policy][counts[policy]++] = row;
      }
    }
    for (int policy = 0; policy < brains.length; policy++) {
      if (counts[policy] > 0 && recorders[policy] != Recorder.NONE) {
        brains[policy].assess(batch, true, rows[policy], counts[policy]);
      }
    }
    for (int row = 0; row < endings.length; row++) {
      recorders[policies[row]].ticked(batch, row);
    }
  }

  /**
   * Writes the columns of a policy for some rows on which it does not decide.
   *
   * @param isFinal whether of the final observations, or of the present ones
   */
  public void assess(int policy, boolean isFinal, int[] rows, int count) {
    brains[policy].assess(batch, isFinal, rows, count);
  }
}
