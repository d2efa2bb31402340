package io.github.gdxbrains.rollout;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;

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
   */
  public record Source(int column, float decided, int choiceColumn, int firstColumn, int columns) {
    private boolean isDecision(float[] numbers, int offset) {
      return column < 0 || numbers[offset + column] == decided;
    }
  }

  private final Source source;

  /** Of each number that it sees among the agents'; -1, -2, ... for those that it is told. */
  private final int[] positions;

  private final int toldColumn;
  private final Rollout level;
  private long clears;

  /**
   * A level without transitions.
   *
   * @param agents whose transitions there will be
   * @param behavior of the level: it sees some of the agents' streams
   * @param lanes how many agents
   * @param capacity the most transitions of each agent in a rollout
   * @param finals whether final observations are kept, in the agents' rollouts and here
   */
  public LevelRollout(
      BehaviorSpec agents,
      BehaviorSpec behavior,
      Source source,
      int lanes,
      int capacity,
      boolean finals) {
    this(
        source,
        agents.observations().positions(behavior.observations()),
        0,
        behavior,
        lanes,
        capacity,
        finals);
  }

  /**
   * A level without transitions which is told something beside what the agents see.
   *
   * @param agents whose transitions there will be
   * @param toldColumn first of the columns that hold what the level's last stream shows
   * @param behavior of the level: it sees some of the agents' streams, and that one
   * @param lanes how many agents
   * @param capacity the most transitions of each agent in a rollout
   * @param finals whether final observations are kept; what the level is told there is not known
   */
  public static LevelRollout told(
      BehaviorSpec agents,
      int toldColumn,
      BehaviorSpec behavior,
      Source source,
      int lanes,
      int capacity,
      boolean finals) {
    int[] positions = agents.observations().positionsBeside(behavior.observations());
    return new LevelRollout(source, positions, toldColumn, behavior, lanes, capacity, finals);
  }

  private LevelRollout(
      Source source,
      int[] positions,
      int toldColumn,
      BehaviorSpec behavior,
      int lanes,
      int capacity,
      boolean finals) {
    this.source = source;
    this.positions = positions;
    this.toldColumn = toldColumn;
    // one more than there are: the first decision of a rollout ends a transition of the one before
    level = new Rollout(behavior, lanes, capacity + 1, positions.length, source.columns(), finals);
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
      level.reward(
          lane,
          agents.rewards()[index],
          agents.groupRewards()[index],
          gamma,
          agents.ticks()[index]);
      if (agents.endings()[index] != Ending.RUNNING) {
        end(agents, lane, index);
      }
    }
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
