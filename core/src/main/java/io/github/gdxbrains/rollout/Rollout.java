package io.github.gdxbrains.rollout;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.nn.RunningStatistics;
import java.util.Arrays;
import java.util.List;

/**
 * Transitions of many agents, a lane for each, as flat arrays. Transition {@code t} of lane {@code
 * l} has index {@code first(l) + t}; the next one of the same lane follows it in time.
 *
 * <p>A transition runs from a decision to the agent's next one or its end: its reward is the
 * discounted sum of the ticks between, its {@link #ticks} how many those were.
 */
public final class Rollout {
  private final int lanes;
  private final int capacity;
  private final int inputs;
  private final int branches;
  private final int options;
  private final int columnCount;
  private final List<String> terms;
  private final int termCount;
  private final float[] observations;
  private final int[] choices;
  private final boolean[] forbidden;
  private final float[] columns;
  private final float[] finalColumns;
  private final float[] lastColumns;
  private final float[] rewards;
  private final float[] groupRewards;
  private final float[] termValues;
  private final long[] episodes;
  private final int[] times;
  private final int[] ticks;
  private final Ending[] endings;
  private final int[] counts;
  private final int[] episodeStarts;
  private final boolean[] open;
  private final boolean[] assessed;
  private final boolean[] full;
  private final boolean[] starts;
  private final boolean[] fresh;
  private final float[] finalObservations;
  private final boolean[] finalForbidden;
  private final float[] lastObservations;
  private final int[] faults;
  private final float[] discounts;
  private long dropped;
  private long clears;

  /**
   * @param lanes how many agents
   * @param capacity the most transitions of each
   * @param inputs numbers in an observation as a network sees it
   * @param columns floats that the acting brain writes for each decision
   */
  public Rollout(BehaviorSpec behavior, int lanes, int capacity, int inputs, int columns) {
    this(behavior, lanes, capacity, inputs, columns, false);
  }

  /**
   * @param lanes how many agents
   * @param capacity the most transitions of each
   * @param inputs numbers in an observation as a network sees it
   * @param columns floats that the acting brain writes for each decision
   * @param finals whether the final observations of truncated transitions, and the last ones of
   *     lanes, are kept, for learners that value them themselves
   */
  public Rollout(
      BehaviorSpec behavior, int lanes, int capacity, int inputs, int columns, boolean finals) {
    this(behavior, lanes, capacity, inputs, columns, finals, List.of());
  }

  /**
   * @param lanes how many agents
   * @param capacity the most transitions of each
   * @param inputs numbers in an observation as a network sees it
   * @param columns floats that the acting brain writes for each decision
   * @param finals whether the final observations of truncated transitions, and the last ones of
   *     lanes, are kept, for learners that value them themselves
   * @param terms names of the reward terms whose values are kept beside the reward
   */
  public Rollout(
      BehaviorSpec behavior,
      int lanes,
      int capacity,
      int inputs,
      int columns,
      boolean finals,
      List<String> terms) {
    this.terms = List.copyOf(terms);
    termCount = terms.size();
    this.lanes = lanes;
    this.capacity = capacity;
    this.inputs = inputs;
    branches = behavior.actions().branches().size();
    options = behavior.masked() ? behavior.actions().options() : 0;
    columnCount = columns;
    // one slot more than the capacity of a lane: the transition that is still open at the end
    int slots = Math.multiplyExact(lanes, slotsPerLane());
    observations = new float[Math.multiplyExact(slots, inputs)];
    choices = new int[slots * branches];
    forbidden = new boolean[slots * options];
    this.columns = new float[Math.multiplyExact(slots, columns)];
    finalColumns = new float[slots * columns];
    lastColumns = new float[lanes * columns];
    rewards = new float[slots];
    groupRewards = new float[slots];
    termValues = new float[Math.multiplyExact(slots, termCount)];
    episodes = new long[slots];
    times = new int[slots];
    ticks = new int[slots];
    endings = new Ending[slots];
    Arrays.fill(endings, Ending.RUNNING);
    counts = new int[lanes];
    episodeStarts = new int[lanes];
    open = new boolean[lanes];
    assessed = new boolean[lanes];
    full = new boolean[lanes];
    starts = new boolean[slots];
    fresh = new boolean[lanes];
    Arrays.fill(fresh, true);
    finalObservations = new float[finals ? Math.multiplyExact(slots, inputs) : 0];
    finalForbidden = new boolean[finals ? slots * options : 0];
    lastObservations = new float[finals ? lanes * inputs : 0];
    faults = new int[lanes];
    Arrays.fill(faults, -1);
    discounts = new float[lanes];
  }

  private int slotsPerLane() {
    return capacity + 1;
  }

  /** Forgets all finished transitions; a transition that is still open becomes the first. */
  public void begin() {
    begin(this);
  }

  /**
   * Goes on where another rollout of the same shape stops: a transition that is still open there
   * becomes the first here. The other one stays as it is, but what follows in it is lost.
   */
  public void begin(Rollout before) {
    for (int lane = 0; lane < lanes; lane++) {
      if (before.open[lane]) {
        int from = before.first(lane) + before.counts[lane];
        int to = first(lane);
        System.arraycopy(before.observations, from * inputs, observations, to * inputs, inputs);
        System.arraycopy(before.choices, from * branches, choices, to * branches, branches);
        System.arraycopy(before.forbidden, from * options, forbidden, to * options, options);
        System.arraycopy(
            before.columns, from * columnCount, columns, to * columnCount, columnCount);
        rewards[to] = before.rewards[from];
        groupRewards[to] = before.groupRewards[from];
        System.arraycopy(
            before.termValues, from * termCount, termValues, to * termCount, termCount);
        episodes[to] = before.episodes[from];
        times[to] = before.times[from];
        ticks[to] = before.ticks[from];
        starts[to] = before.starts[from];
      }
      open[lane] = before.open[lane];
      fresh[lane] = before.fresh[lane];
      discounts[lane] = before.discounts[lane];
      counts[lane] = 0;
      episodeStarts[lane] = 0;
      assessed[lane] = false;
      full[lane] = false;
      faults[lane] = -1;
    }
    clears = before.clears;
    dropped = 0;
  }

  /** Forgets everything, open transitions too. */
  public void clear() {
    Arrays.fill(open, false);
    Arrays.fill(fresh, true);
    begin();
    clears++;
  }

  /** How often everything was forgotten: whether what is recorded follows what was before. */
  long clears() {
    return clears;
  }

  /** Forgets what a lane's running episode has given so far: its arena threw. */
  public void discardEpisode(int lane) {
    counts[lane] = episodeStarts[lane];
    open[lane] = false;
    fresh[lane] = true;
    full[lane] &= counts[lane] == capacity;
  }

  /**
   * Begins a transition; returns its index, or -1 if the lane is full: then the transition stays
   * closed and is lost, because the last slot holds what follows the last one kept.
   */
  int open(int lane) {
    if (full[lane]) {
      dropped++;
      return -1;
    }
    int index = first(lane) + counts[lane];
    open[lane] = true;
    starts[index] = fresh[lane];
    fresh[lane] = false;
    rewards[index] = 0;
    groupRewards[index] = 0;
    Arrays.fill(termValues, index * termCount, (index + 1) * termCount, 0f);
    ticks[index] = 0;
    discounts[lane] = 1;
    return index;
  }

  /** Forgets the open transition. */
  void drop(int lane) {
    open[lane] = false;
  }

  /** Adds a tick's reward to the open transition. */
  void reward(int lane, float reward, float groupReward, float gamma) {
    reward(lane, reward, groupReward, gamma, 1);
  }

  /**
   * Adds what the reward terms are worth to the open transition, before their reward is added.
   *
   * @param values of the rollout's terms, from {@code offset} on, discounted as the reward is
   */
  void addTerms(int lane, float[] values, int offset) {
    int to = (first(lane) + counts[lane]) * termCount;
    for (int i = 0; i < termCount; i++) {
      termValues[to + i] += discounts[lane] * values[offset + i];
    }
  }

  /** Adds the reward of several ticks, already discounted within them, to the open transition. */
  void reward(int lane, float reward, float groupReward, float gamma, int duration) {
    int index = first(lane) + counts[lane];
    rewards[index] += discounts[lane] * reward;
    groupRewards[index] += discounts[lane] * groupReward;
    discounts[lane] *= Advantages.power(gamma, duration);
    ticks[index] += duration;
  }

  /** Ends the open transition; returns its index, of which nothing is kept if the lane is full. */
  int close(int lane, Ending ending) {
    int index = first(lane) + counts[lane];
    if (counts[lane] < capacity) {
      endings[index] = ending;
      counts[lane]++;
    } else {
      full[lane] = true;
      fresh[lane] = true; // what is recorded next does not follow what was kept
      dropped++;
    }
    open[lane] = false;
    if (ending != Ending.RUNNING) {
      episodeStarts[lane] = counts[lane];
      fresh[lane] = true;
    }
    return index;
  }

  /** Whether a lane's transition after its finished ones has begun. */
  public boolean isOpen(int lane) {
    return open[lane];
  }

  /** Whether transitions of a lane have been lost since {@link #begin} for want of room. */
  boolean isFull(int lane) {
    return full[lane];
  }

  /** The brain's columns for what follows a lane's last transition are in {@link #lastColumns}. */
  void assessed(int lane) {
    assessed[lane] = true;
  }

  /** Whether a lane's last transition ended with the rollout, before a decision that follows. */
  public boolean isAssessed(int lane) {
    return assessed[lane];
  }

  /** What follows a lane's transition was seen with a number that is not finite. */
  void faulty(int lane, int input) {
    faults[lane] = input;
  }

  /**
   * The first number that was not finite in an observation of which only the critic's value is
   * kept, a final or a last one; -1 if there was none since {@link #begin}.
   */
  public int fault(int lane) {
    return faults[lane];
  }

  /** Index of a lane's first transition. */
  public int first(int lane) {
    return lane * slotsPerLane();
  }

  /** How many agents. */
  public int lanes() {
    return lanes;
  }

  /** The most finished transitions of a lane. */
  public int capacity() {
    return capacity;
  }

  /** Finished transitions of a lane. */
  public int count(int lane) {
    return counts[lane];
  }

  /** Finished transitions of all lanes. */
  public int size() {
    int size = 0;
    for (int count : counts) {
      size += count;
    }
    return size;
  }

  /** Transitions that did not fit since {@link #begin}. */
  public long dropped() {
    return dropped;
  }

  /** How many choices an action has. */
  int branches() {
    return branches;
  }

  /** How many options an action may be forbidden; 0 if the behavior masks nothing. */
  int options() {
    return options;
  }

  /** How many numbers an observation has. */
  public int inputs() {
    return inputs;
  }

  /** Observations, {@code [index][inputs]}, not normalised. */
  public float[] observations() {
    return observations;
  }

  /** Adds the observations of all finished transitions to statistics, lane by lane. */
  public void addTo(RunningStatistics statistics) {
    for (int lane = 0; lane < lanes; lane++) {
      statistics.add(observations, first(lane) * inputs, counts[lane]);
    }
  }

  /** Chosen options, {@code [index][branches]}. */
  public int[] choices() {
    return choices;
  }

  /** Forbidden options, {@code [index][options]}; empty if the behavior masks nothing. */
  public boolean[] forbidden() {
    return forbidden;
  }

  /** What the brain wrote at the decision, {@code [index][columnCount]}. */
  public float[] columns() {
    return columns;
  }

  /** What the brain wrote for the final observation of a truncated transition. */
  public float[] finalColumns() {
    return finalColumns;
  }

  /** Columns of what follows each lane's last transition, {@code [lane][columnCount]}. */
  public float[] lastColumns() {
    return lastColumns;
  }

  /** How many columns. */
  public int columnCount() {
    return columnCount;
  }

  /**
   * Whether each transition is the first that its lane recorded of an episode, or since transitions
   * were lost for want of room: what precedes it in the lane did not lead to it.
   */
  public boolean[] starts() {
    return starts;
  }

  /** Whether final observations are kept. */
  public boolean keepsFinals() {
    return finalObservations.length > 0;
  }

  /**
   * Final observations of transitions that ended their episodes, {@code [index][inputs]}; empty if
   * not kept.
   */
  public float[] finalObservations() {
    return finalObservations;
  }

  /** Options that would be forbidden after truncated transitions, {@code [index][options]}. */
  public boolean[] finalForbidden() {
    return finalForbidden;
  }

  /** Discounted sum of each transition's rewards. */
  public float[] rewards() {
    return rewards;
  }

  /** Mean of {@link #rewards} over all finished transitions; 0 if there are none. */
  public double meanReward() {
    double sum = 0;
    for (int lane = 0; lane < lanes; lane++) {
      int first = first(lane);
      for (int index = first; index < first + counts[lane]; index++) {
        sum += rewards[index];
      }
    }
    return sum / Math.max(1, size());
  }

  /** The part of {@link #rewards} that all members of the agent's group got. */
  public float[] groupRewards() {
    return groupRewards;
  }

  /** Names of the reward terms whose values are kept. */
  public List<String> terms() {
    return terms;
  }

  /** Discounted sums of the terms' values, without their weights, {@code [index][term]}. */
  public float[] termValues() {
    return termValues;
  }

  /** The arena's episode of each transition. */
  public long[] episodes() {
    return episodes;
  }

  /** The tick of its episode at which each transition began. */
  public int[] times() {
    return times;
  }

  /**
   * What each lane's agent saw after its last transition, {@code [lane][inputs]}, where {@link
   * #isAssessed}; empty if final observations are not kept.
   */
  public float[] lastObservations() {
    return lastObservations;
  }

  /** How many ticks each transition took. */
  public int[] ticks() {
    return ticks;
  }

  /** Whether each transition ended its episode, and how. */
  public Ending[] endings() {
    return endings;
  }

  /**
   * The number in a column for the state that follows a transition: that of the lane's next
   * transition, of the final observation, or of the present one; 0 after a termination.
   */
  public float next(int lane, int t, int column) {
    int index = first(lane) + t;
    switch (endings[index]) {
      case TERMINATED:
        return 0;
      case TRUNCATED:
        return finalColumns[index * columnCount + column];
      default:
        if (t + 1 < counts[lane] || !assessed[lane]) {
          return columns[(index + 1) * columnCount + column];
        }
        return lastColumns[lane * columnCount + column];
    }
  }

  /**
   * Copies what an agent saw after a finished transition: before its next decision, or when its
   * episode ended. The rollout must keep final observations.
   *
   * @param index of the transition
   * @param target receives {@link #inputs} numbers at {@code offset}
   */
  public void copyNext(int index, float[] target, int offset) {
    int lane = index / slotsPerLane();
    if (endings[index] != Ending.RUNNING) {
      System.arraycopy(finalObservations, index * inputs, target, offset, inputs);
    } else if (index + 1 < first(lane) + counts[lane] || !assessed[lane]) {
      System.arraycopy(observations, (index + 1) * inputs, target, offset, inputs);
    } else {
      System.arraycopy(lastObservations, lane * inputs, target, offset, inputs);
    }
  }

  /**
   * Cuts each lane into sequences of transitions that follow each other in time, from its first one
   * on; only a lane's last sequence may be shorter. An episode may end within a sequence.
   *
   * @param length transitions of a sequence, at least 1
   * @param starts receives the index of each sequence's first transition, lane by lane
   * @return how many sequences there are
   */
  public int sequences(int length, int[] starts) {
    int n = 0;
    for (int lane = 0; lane < lanes; lane++) {
      for (int t = 0; t < counts[lane]; t += length) {
        starts[n++] = first(lane) + t;
      }
    }
    return n;
  }

  /** Transitions of the sequence that {@link #sequences} found to start at an index. */
  public int sequenceLength(int length, int start) {
    int lane = start / slotsPerLane();
    return Math.min(length, first(lane) + counts[lane] - start);
  }

  /** Length of an array that has a place for every index. */
  public int slots() {
    return lanes * slotsPerLane();
  }
}
