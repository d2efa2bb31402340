package io.github.gdxbrains.rollout;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.DecisionLoop;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.Recorder;
import java.util.Arrays;

/**
 * Writes what happens to a batch's rows into a rollout: in training, and in a game that learns
 * while it runs.
 */
public final class TransitionRecorder implements Recorder {
  private final Rollout rollout;
  private final float gamma;
  private final int terms;
  private final int[] lanes;
  private final int[] due;
  private final float[] seen;

  /**
   * @param gamma discount per tick, within transitions
   * @param capacity rows of the batch; none has a lane yet
   */
  public TransitionRecorder(Rollout rollout, float gamma, int capacity) {
    this.rollout = rollout;
    this.gamma = gamma;
    lanes = new int[capacity];
    Arrays.fill(lanes, -1);
    due = new int[capacity];
    seen = new float[rollout.inputs()];
    terms = rollout.terms().size();
  }

  /** Says which lane a row's transitions go to. */
  public void setLane(int row, int lane) {
    lanes[row] = lane;
  }

  /** The lane of a row, -1 if its transitions are not recorded here. */
  public int lane(int row) {
    return lanes[row];
  }

  /** Where the transitions go. */
  public Rollout rollout() {
    return rollout;
  }

  @Override
  public void decided(AgentBatch batch, int[] rows, int count) {
    int inputs = rollout.inputs();
    int branches = rollout.branches();
    int options = rollout.options();
    int columns = rollout.columnCount();
    int batchColumns = batch.columnsPerRow(); // as many as the learner with most of them wants
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      int lane = lanes[row];
      if (rollout.isOpen(lane)) {
        rollout.close(lane, Ending.RUNNING);
      }
      int index = rollout.open(lane);
      if (index >= 0) {
        batch.copyInputs(false, row, rollout.observations(), index * inputs);
        System.arraycopy(
            batch.choices(), row * branches, rollout.choices(), index * branches, branches);
        System.arraycopy(
            batch.forbidden(), row * options, rollout.forbidden(), index * options, options);
        System.arraycopy(
            batch.columns(), row * batchColumns, rollout.columns(), index * columns, columns);
        rollout.episodes()[index] = batch.episodes()[row];
        rollout.times()[index] = batch.times()[row];
      }
    }
  }

  @Override
  public void ticked(AgentBatch batch, int row) {
    int lane = lanes[row];
    if (lane < 0 || !rollout.isOpen(lane)) {
      return;
    }
    rollout.addTerms(lane, batch.terms(), row * terms);
    rollout.reward(lane, batch.rewards()[row], batch.groupRewards()[row], gamma);
    Ending ending = batch.endings()[row];
    if (ending != Ending.RUNNING) {
      end(batch, row, lane, ending);
    }
  }

  private void end(AgentBatch batch, int row, int lane, Ending ending) {
    int index = rollout.close(lane, ending);
    if (rollout.keepsFinals()) {
      see(batch, true, row, lane, rollout.finalObservations(), index * rollout.inputs());
    }
    if (ending == Ending.TRUNCATED) {
      int columns = rollout.columnCount();
      System.arraycopy(
          batch.finalColumns(),
          row * batch.columnsPerRow(),
          rollout.finalColumns(),
          index * columns,
          columns);
      if (rollout.keepsFinals()) {
        int options = rollout.options();
        System.arraycopy(
            batch.finalForbidden(),
            row * options,
            rollout.finalForbidden(),
            index * options,
            options);
      } else {
        see(batch, true, row, lane, seen, 0);
      }
    }
  }

  /**
   * Ends a rollout: transitions whose agents are about to decide end here, and the critic values
   * what they see now. Others stay open.
   *
   * @param policy number of the recorded policy within the loop
   */
  public void finishDue(DecisionLoop loop, int policy) {
    AgentBatch batch = loop.batch();
    int count = openRows(loop, policy, true);
    if (count > 0) {
      loop.assess(policy, false, due, count);
    }
    int columns = rollout.columnCount();
    for (int i = 0; i < count; i++) {
      int lane = lanes[due[i]];
      rollout.close(lane, Ending.RUNNING);
      if (!rollout.isFull(lane)) {
        System.arraycopy(
            batch.columns(),
            due[i] * batch.columnsPerRow(),
            rollout.lastColumns(),
            lane * columns,
            columns);
        if (rollout.keepsFinals()) {
          see(batch, false, due[i], lane, rollout.lastObservations(), lane * rollout.inputs());
        } else {
          see(batch, false, due[i], lane, seen, 0);
        }
        rollout.assessed(lane);
      }
    }
  }

  /** Copies what followed a lane's transition, and says if a number in it is not finite. */
  private void see(
      AgentBatch batch, boolean isFinal, int row, int lane, float[] target, int offset) {
    batch.copyInputs(isFinal, row, target, offset);
    for (int i = 0; i < seen.length; i++) {
      if (!Float.isFinite(target[offset + i])) {
        rollout.faulty(lane, i);
        return;
      }
    }
  }

  /**
   * Ends all transitions still under way, after their agents were ended between two ticks; the
   * critic values the final observations.
   *
   * @param policy number of the recorded policy within the loop
   */
  public void cutOpen(DecisionLoop loop, int policy) {
    AgentBatch batch = loop.batch();
    int count = openRows(loop, policy, false);
    if (count > 0) {
      loop.assess(policy, true, due, count);
    }
    for (int i = 0; i < count; i++) {
      end(batch, due[i], lanes[due[i]], batch.endings()[due[i]]);
    }
  }

  private int openRows(DecisionLoop loop, int policy, boolean dueOnly) {
    AgentBatch batch = loop.batch();
    int count = 0;
    for (int row = 0; row < batch.capacity(); row++) {
      boolean isOpen = lanes[row] >= 0 && rollout.isOpen(lanes[row]);
      if (isOpen && loop.policy(row) == policy && (!dueOnly || batch.wantsDecision()[row])) {
        due[count++] = row;
      }
    }
    return count;
  }
}
