package io.github.gdxbrains.rollout;

import io.github.gdxbrains.agent.AgentBatch;
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
  private final int[] lanes;

  /**
   * @param gamma discount per tick, within transitions
   * @param capacity rows of the batch; none has a lane yet
   */
  public TransitionRecorder(Rollout rollout, float gamma, int capacity) {
    this.rollout = rollout;
    this.gamma = gamma;
    lanes = new int[capacity];
    Arrays.fill(lanes, -1);
  }

  /** Says which lane a row's transitions go to. */
  public void setLane(int row, int lane) {
    lanes[row] = lane;
  }

  /** The lane of a row. */
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
    int branches = batch.behavior().actions().branches().size();
    int options = rollout.forbidden().length == 0 ? 0 : batch.behavior().actions().options();
    int columns = rollout.columnCount();
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
            batch.columns(), row * columns, rollout.columns(), index * columns, columns);
      }
    }
  }

  @Override
  public void ticked(AgentBatch batch, int row) {
    int lane = lanes[row];
    if (lane < 0 || !rollout.isOpen(lane)) {
      return;
    }
    rollout.reward(lane, batch.rewards()[row], gamma);
    Ending ending = batch.endings()[row];
    if (ending != Ending.RUNNING) {
      end(batch, row, lane, ending);
    }
  }

  private void end(AgentBatch batch, int row, int lane, Ending ending) {
    int index = rollout.close(lane, ending);
    if (ending == Ending.TRUNCATED) {
      int columns = rollout.columnCount();
      System.arraycopy(
          batch.finalColumns(), row * columns, rollout.finalColumns(), index * columns, columns);
    }
  }

  /** Whether a row has a transition that has not ended. */
  public boolean isOpen(int row) {
    return lanes[row] >= 0 && rollout.isOpen(lanes[row]);
  }

  /**
   * Ends the open transition of a row as truncated between two ticks; the batch's final columns are
   * those of the present.
   */
  public void cut(AgentBatch batch, int row) {
    end(batch, row, lanes[row], batch.endings()[row]);
  }

  /**
   * Ends the open transition of a row whose agent is about to decide, at the end of a rollout: the
   * batch's columns are those of its present observation.
   */
  public void finish(AgentBatch batch, int row) {
    int lane = lanes[row];
    if (rollout.isOpen(lane)) {
      rollout.close(lane, Ending.RUNNING);
      int columns = rollout.columnCount();
      System.arraycopy(
          batch.columns(), row * columns, rollout.lastColumns(), lane * columns, columns);
      rollout.assessed(lane);
    }
  }
}
