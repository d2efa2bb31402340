package io.github.gdxbrains.rollout;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import java.util.List;

/**
 * What one level of a hierarchy decided, made of what its agents did: a transition of the level
 * runs from one of its decisions to its next one, or to the end of the episode, over as many of the
 * agents' transitions as lie between. Its reward is their discounted sum, its ticks are theirs: a
 * semi-Markov decision process (Sutton, Precup and Singh 1999, section 3).
 *
 * <p>A level's last transition stays open at the end of a rollout and goes on in the next one; the
 * value of what follows a finished one is therefore always that of a decision or of a final
 * observation.
 */
public final class LevelRollout {
  /**
   * Which of the agents' decisions were the level's, and where its own numbers stand among the
   * columns.
   *
   * @param column tells whether the level decided; -1 if it always did
   * @param decided what it then holds
   * @param choiceColumn holds the option that the level chose; -1 if its actions are the agents'
   * @param firstColumn first of the level's own columns
   * @param columns how many these are
   * @param weights of the level's own reward, one for each of the agents' recorded reward terms;
   *     empty if its reward is the agents'
   */
  public record Source(
      int column,
      float decided,
      int choiceColumn,
      int firstColumn,
      int columns,
      List<Float> weights) {
    /** Copies the weights. */
    public Source {
      weights = List.copyOf(weights);
    }

    private boolean isDecision(float[] numbers, int offset) {
      return column < 0 || numbers[offset + column] == decided;
    }
  }

  private final Source source;

  /** Of each number that it sees among the agents'; -1, -2, ... for those that it is told. */
  private final int[] positions;

  private final int toldColumn;
  private final Rollout level;

  /** Empty if the agents' reward is the level's. */
  private final float[] weights;

  private final int terms;
  private long clears;

  /**
   * A level without transitions.
   *
   * @param agents whose transitions there will be
   * @param behavior of the level: it sees some of the agents' streams
   * @param shape like the rollouts of the agents
   */
  public LevelRollout(BehaviorSpec agents, BehaviorSpec behavior, Source source, Rollout shape) {
    this(source, agents.observations().positions(behavior.observations()), 0, behavior, shape);
  }

  /**
   * A level without transitions which is told something beside what the agents see.
   *
   * @param agents whose transitions there will be
   * @param toldColumn first of the columns that hold what the level's last stream shows
   * @param behavior of the level: it sees some of the agents' streams, and that one
   * @param shape like the rollouts of the agents; what the level is told at the end is not known
   */
  public static LevelRollout told(
      BehaviorSpec agents, int toldColumn, BehaviorSpec behavior, Source source, Rollout shape) {
    int[] positions = agents.observations().positionsBeside(behavior.observations());
    return new LevelRollout(source, positions, toldColumn, behavior, shape);
  }

  private LevelRollout(
      Source source, int[] positions, int toldColumn, BehaviorSpec behavior, Rollout shape) {
    this.source = source;
    this.positions = positions;
    this.toldColumn = toldColumn;
    terms = shape.terms().size();
    weights = new float[source.weights().size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = source.weights().get(i);
    }
    // one more than there are: the first decision of a rollout ends a transition of the one before
    level =
        new Rollout(
            behavior,
            shape.lanes(),
            shape.capacity() + 1,
            positions.length,
            source.columns(),
            shape.keepsFinals(),
            shape.terms());
  }

  /** The level's transitions. */
  public Rollout rollout() {
    return level;
  }

  /** Forgets everything, the open transitions too. */
  public void clear() {
    level.clear();
  }

  /**
   * Goes on with another rollout of the agents; the level's finished transitions are forgotten.
   *
   * @param gamma discount per tick
   */
  public void follow(Rollout agents, float gamma) {
    if (agents.clears() == clears) {
      level.begin();
    } else {
      level.clear();
      clears = agents.clears();
    }
    for (int lane = 0; lane < agents.lanes(); lane++) {
      int first = agents.first(lane);
      for (int index = first; index < first + agents.count(lane); index++) {
        follow(agents, lane, index, gamma);
      }
    }
  }

  private void follow(Rollout agents, int lane, int index, float gamma) {
    if (agents.starts()[index] && level.isOpen(lane)) {
      level.discardEpisode(lane); // what led here was lost
    }
    if (source.isDecision(agents.columns(), index * agents.columnCount())) {
      if (level.isOpen(lane)) {
        level.close(lane, Ending.RUNNING);
      }
      open(agents, lane, index);
    }
    if (level.isOpen(lane)) {
      level.addTerms(lane, agents.termValues(), index * terms);
      int ticks = agents.ticks()[index];
      if (weights.length == 0) {
        level.reward(lane, agents.rewards()[index], agents.groupRewards()[index], gamma, ticks);
      } else {
        level.reward(lane, ownReward(agents, index), 0, gamma, ticks);
      }
      if (agents.endings()[index] != Ending.RUNNING) {
        end(agents, lane, index);
      }
    }
  }

  private float ownReward(Rollout agents, int index) {
    float reward = 0;
    for (int i = 0; i < weights.length; i++) {
      reward += weights[i] * agents.termValues()[index * terms + i];
    }
    return reward;
  }

  private void open(Rollout agents, int lane, int from) {
    int to = level.open(lane);
    select(agents.observations(), from * agents.inputs(), level.observations(), to);
    int columns = from * agents.columnCount();
    tell(agents.columns(), columns + toldColumn, to);
    if (source.choiceColumn() >= 0) {
      level.choices()[to] = (int) agents.columns()[columns + source.choiceColumn()];
    } else {
      int branches = level.branches();
      System.arraycopy(agents.choices(), from * branches, level.choices(), to * branches, branches);
      int options = level.options();
      System.arraycopy(
          agents.forbidden(), from * options, level.forbidden(), to * options, options);
    }
    int own = source.columns();
    System.arraycopy(
        agents.columns(), columns + source.firstColumn(), level.columns(), to * own, own);
    level.episodes()[to] = agents.episodes()[from];
    level.times()[to] = agents.times()[from];
  }

  private void end(Rollout agents, int lane, int from) {
    Ending ending = agents.endings()[from];
    int to = level.close(lane, ending);
    if (ending == Ending.TRUNCATED) {
      int own = source.columns();
      int columns = from * agents.columnCount() + source.firstColumn();
      System.arraycopy(agents.finalColumns(), columns, level.finalColumns(), to * own, own);
    }
    if (level.keepsFinals()) {
      select(agents.finalObservations(), from * agents.inputs(), level.finalObservations(), to);
      int options = level.options();
      System.arraycopy(
          agents.finalForbidden(), from * options, level.finalForbidden(), to * options, options);
    }
  }

  private void select(float[] from, int offset, float[] to, int index) {
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] >= 0) {
        to[index * positions.length + i] = from[offset + positions[i]];
      }
    }
  }

  private void tell(float[] columns, int offset, int index) {
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] < 0) {
        level.observations()[index * positions.length + i] = columns[offset - 1 - positions[i]];
      }
    }
  }
}
