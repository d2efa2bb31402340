package io.github.gdxbrains.learner;

import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.rollout.Advantages;
import io.github.gdxbrains.rollout.JointRollout;
import io.github.gdxbrains.rollout.Rollout;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * What became of each moment of each team: λ-returns of the team's reward, made of an agents'
 * rollout and of a critic that values moments.
 *
 * <p>The critic's items are moments: {@code index} stands for what the team saw at one, {@code
 * ~index} for what it saw when its episode was cut off after that.
 */
public final class TeamReturns {
  private static final int LANES_PER_TASK = 64;

  private final LearnerContext context;
  private final float lambd;
  private final Workers workers;
  private final IntConsumer task = this::compute;

  // made for the first rollout, whose size it has
  private JointRollout teams;
  private Rollout joint;
  private float[] advantages = {};
  private float[] returns = {};
  private float[] values = {};
  private int[] items = {};
  private int[] moments = {};
  private int count;

  /**
   * Of the teams that feed a learner.
   *
   * @param lambd λ
   */
  public TeamReturns(LearnerContext context, float lambd) {
    this.context = context;
    this.lambd = lambd;
    workers = context.workers();
  }

  /**
   * Computes them all.
   *
   * @param rollout of the agents; keeps final observations
   */
  public void compute(Rollout rollout, Critic critic) {
    fill(rollout);
    int n = listItems();
    critic.estimate(items, n, values);
    for (int i = 0; i < n; i++) {
      float[] columns = items[i] < 0 ? joint.finalColumns() : joint.columns();
      columns[items[i] < 0 ? ~items[i] : items[i]] = values[i];
    }
    workers.run((joint.lanes() + LANES_PER_TASK - 1) / LANES_PER_TASK, task);
  }

  private void fill(Rollout rollout) {
    if (teams == null || teams.rollout().capacity() != rollout.capacity()) {
      int capacity = rollout.capacity();
      teams = new JointRollout(context.behavior(), context.teams(), context.arenas(), capacity, 1);
      joint = teams.rollout();
      advantages = new float[joint.slots()];
      returns = new float[joint.slots()];
      moments = new int[joint.slots()];
      items = new int[2 * joint.slots()];
      values = new float[2 * joint.slots()];
    }
    teams.fill(rollout);
  }

  /** All finished moments, what follows the last ones, and where episodes were cut off. */
  private int listItems() {
    int n = 0;
    count = 0;
    for (int group = 0; group < joint.lanes(); group++) {
      int first = joint.first(group);
      int end = first + joint.count(group);
      for (int index = first; index < end; index++) {
        moments[count++] = index;
        items[n++] = index;
        if (joint.endings()[index] == Ending.TRUNCATED) {
          items[n++] = ~index;
        }
      }
      if (teams.isFollowed(group)) {
        items[n++] = end;
      }
    }
    return n;
  }

  private void compute(int task) {
    Advantages.gae(
        joint,
        task * LANES_PER_TASK,
        Math.min(joint.lanes(), (task + 1) * LANES_PER_TASK),
        0,
        context.config().extrinsic().gamma(),
        lambd,
        strength(),
        context.config().timeHorizon(),
        advantages,
        returns);
  }

  /** The moments, and which decisions they are made of. */
  public JointRollout teams() {
    return teams;
  }

  /** Indices of all finished moments; may be shuffled. */
  public int[] moments() {
    return moments;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** The critic's estimate of each moment, by index. */
  public float[] values() {
    return joint.columns();
  }

  /** The λ-return of each moment, by index. */
  public float[] returns() {
    return returns;
  }

  /** Generalised advantage estimation of each moment, by index: the return less the value. */
  public float[] advantages() {
    return advantages;
  }

  /** What the critic made of the moments; empty before the first. */
  public Optional<Assessment> assessment() {
    return Optional.ofNullable(joint)
        .map(own -> new Assessment(own, advantages, returns, strength()));
  }

  private float strength() {
    return context.config().extrinsic().strength();
  }

  /** How much of the returns' variance the critic explains. */
  public double explainedVariance() {
    return Advantages.explainedVariance(joint, advantages, returns);
  }

  /** What the team saw when a moment's episode was cut off, or else at the moment. */
  public float[] observations(int item) {
    return item < 0 ? joint.finalObservations() : joint.observations();
  }

  /** The members who decided at a moment. */
  public int present(int moment) {
    int present = 0;
    for (int member = 0; member < teams.members(); member++) {
      present += teams.source(moment, member) == JointRollout.ABSENT ? 0 : 1;
    }
    return present;
  }

  /** Forgets where episodes stood: a checkpoint has been restored. */
  public void clear() {
    if (teams != null) {
      teams.clear();
    }
  }
}
