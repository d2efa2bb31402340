package io.github.gdxbrains.agent;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All agents of one behavior that one thread steps, a row each: what they see, do and get, as
 * arrays. Rows are fixed slots; a row in use has an agent, and the agent may be inactive.
 *
 * <p>The arrays are exposed because brains and recorders work on many rows at once; their shapes
 * are given at the accessors. A batch belongs to one thread.
 */
public final class AgentBatch {
  private static final float[] NOTHING_TOLD = {};

  private final BehaviorSpec behavior;
  private final int capacity;

  /** What a view sees of another batch's observations; empty for a batch of its own. */
  private final Optional<Selection> selection;

  private final int floatsPerRow;
  private final int bytesPerRow;
  private final int countsPerRow;
  private final int[] branchSizes;
  private final int branchesPerRow;
  private final int numbersPerRow;
  private final int optionsPerRow;
  private final int columnsPerRow;
  private final float[] observations;
  private final float[] finalObservations;
  private final byte[] observationBytes;
  private final byte[] finalObservationBytes;
  private final int[] observationCounts;
  private final int[] finalObservationCounts;
  private final int[] choices;
  private final float[] numbers;
  private final boolean[] forbidden;
  private final boolean[] finalForbidden;
  private final float[] rewards;
  private final float[] groupRewards;
  private final Ending[] endings;
  private final boolean[] rewarded;
  private final float[] columns;
  private final float[] finalColumns;
  private List<String> termNames = List.of();
  private int termsPerRow;
  private float[] terms = {};
  private int statePerRow;
  private float[] states = {};
  private float[] finalStates = {};
  private final boolean[] wantsDecision;
  private final int[] ticksToDecision;
  private final Agent[] agents;
  private final Entity[] entities;
  private final int[] arenas;
  private final int[] seats;
  private final long[] episodes;
  private final int[] times;
  private final RandomStream[] randoms;
  private final Action action;
  private final Action finalAction;
  private final ObservationWriter writer = new ObservationWriter();

  /**
   * @param behavior of all rows
   * @param capacity how many rows, at least 1
   * @param columns floats a row that brains write beside their actions, such as a log probability
   *     and a value; see {@link Brain#columns()}
   */
  public AgentBatch(BehaviorSpec behavior, int capacity, int columns) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity is " + capacity + ", but must be at least 1");
    }
    this.behavior = behavior;
    this.capacity = capacity;
    selection = Optional.empty();
    ObservationSpace space = behavior.observations();
    ActionSpace actions = behavior.actions();
    floatsPerRow = space.floats();
    bytesPerRow = space.bytes();
    countsPerRow = space.counts();
    List<Integer> branches = actions.branches();
    branchSizes = branches.stream().mapToInt(Integer::intValue).toArray();
    branchesPerRow = branchSizes.length;
    numbersPerRow = actions.continuous();
    optionsPerRow = actions.options();
    columnsPerRow = columns;
    observations = new float[Math.multiplyExact(capacity, floatsPerRow)];
    finalObservations = new float[observations.length];
    observationBytes = new byte[Math.multiplyExact(capacity, bytesPerRow)];
    finalObservationBytes = new byte[observationBytes.length];
    observationCounts = new int[capacity * countsPerRow];
    finalObservationCounts = new int[observationCounts.length];
    choices = new int[capacity * branchesPerRow];
    numbers = new float[capacity * numbersPerRow];
    forbidden = new boolean[capacity * optionsPerRow];
    finalForbidden = new boolean[forbidden.length];
    rewards = new float[capacity];
    groupRewards = new float[capacity];
    endings = new Ending[capacity];
    Arrays.fill(endings, Ending.RUNNING);
    rewarded = new boolean[capacity];
    this.columns = new float[capacity * columns];
    finalColumns = new float[capacity * columns];
    wantsDecision = new boolean[capacity];
    ticksToDecision = new int[capacity];
    agents = new Agent[capacity];
    entities = new Entity[capacity];
    arenas = new int[capacity];
    seats = new int[capacity];
    episodes = new long[capacity];
    times = new int[capacity];
    randoms = new RandomStream[capacity];
    for (int row = 0; row < capacity; row++) {
      randoms[row] = new RandomStream(row);
    }
    int[] offsets = offsets(branchSizes);
    action = new Action(choices, numbers, forbidden, offsets, numbersPerRow, optionsPerRow);
    finalAction =
        new Action(choices, numbers, finalForbidden, offsets, numbersPerRow, optionsPerRow);
  }

  private AgentBatch(AgentBatch whole, BehaviorSpec behavior, boolean isTold, int columns) {
    this.behavior = behavior;
    capacity = whole.capacity;
    ObservationSpace space = behavior.observations();
    boolean seesAll = space.equals(whole.behavior.observations());
    boolean sharesActions = behavior.actions().equals(whole.behavior.actions());
    ObservationSpace all = whole.behavior.observations();
    int[] positions = isTold ? all.positionsBeside(space) : all.positions(space);
    int told = isTold ? space.streams().get(space.streams().size() - 1).size() : 0;
    selection =
        Optional.of(
            new Selection(
                whole,
                positions,
                new float[whole.inputsPerRow()],
                told,
                new float[capacity * told]));
    floatsPerRow = space.floats();
    bytesPerRow = space.bytes();
    countsPerRow = space.counts();
    observations = seesAll ? whole.observations : new float[0];
    finalObservations = seesAll ? whole.finalObservations : new float[0];
    observationBytes = seesAll ? whole.observationBytes : new byte[0];
    finalObservationBytes = seesAll ? whole.finalObservationBytes : new byte[0];
    observationCounts = seesAll ? whole.observationCounts : new int[0];
    finalObservationCounts = seesAll ? whole.finalObservationCounts : new int[0];
    ActionSpace actions = behavior.actions();
    branchSizes = actions.branches().stream().mapToInt(Integer::intValue).toArray();
    branchesPerRow = branchSizes.length;
    numbersPerRow = actions.continuous();
    optionsPerRow = actions.options();
    choices = sharesActions ? whole.choices : new int[capacity * branchesPerRow];
    numbers = sharesActions ? whole.numbers : new float[capacity * numbersPerRow];
    forbidden = sharesActions ? whole.forbidden : new boolean[capacity * optionsPerRow];
    finalForbidden = sharesActions ? whole.finalForbidden : new boolean[capacity * optionsPerRow];
    int[] offsets = offsets(branchSizes);
    action = new Action(choices, numbers, forbidden, offsets, numbersPerRow, optionsPerRow);
    finalAction =
        new Action(choices, numbers, finalForbidden, offsets, numbersPerRow, optionsPerRow);
    columnsPerRow = columns;
    this.columns = new float[Math.multiplyExact(capacity, columns)];
    finalColumns = new float[capacity * columns];
    rewards = whole.rewards;
    groupRewards = whole.groupRewards;
    endings = whole.endings;
    rewarded = whole.rewarded;
    wantsDecision = whole.wantsDecision;
    ticksToDecision = whole.ticksToDecision;
    agents = whole.agents;
    entities = whole.entities;
    arenas = whole.arenas;
    seats = whole.seats;
    episodes = whole.episodes;
    times = whole.times;
    randoms = whole.randoms;
  }

  private static int[] offsets(int[] branchSizes) {
    int[] offsets = new int[branchSizes.length];
    for (int b = 1; b < branchSizes.length; b++) {
      offsets[b] = offsets[b - 1] + branchSizes[b - 1];
    }
    return offsets;
  }

  /**
   * The same agents for a brain within a brain, which sees some of their streams, or chooses among
   * other things than they do. Rows, random streams, rewards and endings are shared, and actions if
   * the spaces are equal; columns and what is remembered are the view's own. Who does not see all
   * streams reads observations by {@link #copyInputs} alone: the arrays are empty.
   *
   * @param behavior whose streams all are among this batch's
   * @param columns floats a row that its brain writes beside its actions
   */
  public AgentBatch view(BehaviorSpec behavior, int columns) {
    return new AgentBatch(this, behavior, false, columns);
  }

  /**
   * A {@link #view} for a brain that is told something beside what the agents see, by whoever asks
   * it: the behavior's last stream, whose numbers are in {@link #told}.
   */
  public AgentBatch toldView(BehaviorSpec behavior, int columns) {
    return new AgentBatch(this, behavior, true, columns);
  }

  /**
   * What each row of a {@link #toldView} is told, {@code [capacity][size of the last stream]};
   * empty for other batches.
   */
  public float[] told() {
    return selection.isPresent() ? selection.get().told : NOTHING_TOLD;
  }

  /**
   * Inputs of another batch at some positions.
   *
   * @param positions of each input; a negative one for a number that the row is told
   * @param seen room for all of a row's
   * @param toldPerRow how many numbers a row is told
   * @param told those of all rows
   */
  private record Selection(
      AgentBatch whole, int[] positions, float[] seen, int toldPerRow, float[] told) {
    void copyInputs(boolean isFinal, int row, float[] target, int offset) {
      if (toldPerRow == 0 && positions.length == seen.length) { // all, in the same order
        whole.copyInputs(isFinal, row, target, offset);
        return;
      }
      whole.copyInputs(isFinal, row, seen, 0);
      for (int i = 0; i < positions.length; i++) {
        int position = positions[i];
        target[offset + i] = position < 0 ? told[row * toldPerRow - 1 - position] : seen[position];
      }
    }
  }

  /** Gives a row to an agent, or to nobody. */
  void seat(int row, Agent agent, Entity entity) {
    agents[row] = agent;
    entities[row] = entity;
    ticksToDecision[row] = 0;
    wantsDecision[row] = false;
    times[row] = 0;
    clearState(row);
  }

  /** Frees a row. */
  void unseat(int row) {
    seat(row, null, null);
  }

  /** The first row without an agent, or -1. */
  int freeRow() {
    for (int row = 0; row < capacity; row++) {
      if (agents[row] == null) {
        return row;
      }
    }
    return -1;
  }

  /**
   * Makes room for what brains remember of each row's agent; all of it is forgotten.
   *
   * @param size the most numbers that one of the brains remembers; see {@link Brain#stateSize()}
   */
  public void reserveStates(int size) {
    statePerRow = size;
    states = new float[Math.multiplyExact(capacity, size)];
    finalStates = new float[states.length];
  }

  /** An episode begins: nothing is remembered. */
  void clearState(int row) {
    Arrays.fill(states, row * statePerRow, (row + 1) * statePerRow, 0f);
  }

  /** An episode ends: what was remembered stays, beside the final observation. */
  void keepFinalState(int row) {
    System.arraycopy(states, row * statePerRow, finalStates, row * statePerRow, statePerRow);
  }

  /** Forgets the rewards and endings of the tick before. */
  public void beginTick(int firstRow, int endRow) {
    Arrays.fill(rewards, firstRow, endRow, 0f);
    Arrays.fill(groupRewards, firstRow, endRow, 0f);
    Arrays.fill(terms, firstRow * termsPerRow, endRow * termsPerRow, 0f);
    Arrays.fill(endings, firstRow, endRow, Ending.RUNNING);
    Arrays.fill(rewarded, firstRow, endRow, false);
  }

  /** The behavior of all rows. */
  public BehaviorSpec behavior() {
    return behavior;
  }

  /** How many rows there are. */
  public int capacity() {
    return capacity;
  }

  /** Present float observations, {@code [capacity][observations.floats()]}. */
  public float[] observations() {
    return observations;
  }

  /** Observations at the end of the episode that ended in this tick, of the same shape. */
  public float[] finalObservations() {
    return finalObservations;
  }

  /** Present byte observations, {@code [capacity][observations.bytes()]}. */
  public byte[] observationBytes() {
    return observationBytes;
  }

  /** Byte observations at the end of the episode that ended in this tick. */
  public byte[] finalObservationBytes() {
    return finalObservationBytes;
  }

  /** Present counts, {@code [capacity][observations.counts()]}. */
  public int[] observationCounts() {
    return observationCounts;
  }

  /** Counts at the end of the episode that ended in this tick. */
  public int[] finalObservationCounts() {
    return finalObservationCounts;
  }

  /** Options of each branch of an action. */
  public int[] branchSizes() {
    return branchSizes;
  }

  /** Chosen options, {@code [capacity][branches]}. */
  public int[] choices() {
    return choices;
  }

  /** Continuous actions in [-1, 1], {@code [capacity][continuous]}. */
  public float[] numbers() {
    return numbers;
  }

  /** Options that are unavailable at the next decision, {@code [capacity][options]}. */
  public boolean[] forbidden() {
    return forbidden;
  }

  /** Options that would be unavailable after the final observations, of the same shape. */
  public boolean[] finalForbidden() {
    return finalForbidden;
  }

  /** Rewards of the last tick, one a row. */
  public float[] rewards() {
    return rewards;
  }

  /** The part of {@link #rewards} that is the same for all members of the row's group. */
  public float[] groupRewards() {
    return groupRewards;
  }

  /**
   * Records the values of some reward terms one by one, whatever their weights; see {@link #terms}.
   * Do it before an agent has a row.
   *
   * @param names of reward terms that all agents have
   */
  public void recordTerms(List<String> names) {
    termNames = List.copyOf(names);
    termsPerRow = names.size();
    terms = new float[Math.multiplyExact(capacity, termsPerRow)];
  }

  /** Names of the reward terms whose values are recorded. */
  public List<String> termNames() {
    return termNames;
  }

  /**
   * Values of the last tick's recorded reward terms, without their weights, {@code [row][term]};
   * empty if none are recorded.
   */
  public float[] terms() {
    return terms;
  }

  /** How each row's episode stood after the last tick. */
  public Ending[] endings() {
    return endings;
  }

  /** What the brain wrote at the last decision, {@code [capacity][columnsPerRow]}. */
  public float[] columns() {
    return columns;
  }

  /** What the brain wrote for the final observations, {@code [capacity][columnsPerRow]}. */
  public float[] finalColumns() {
    return finalColumns;
  }

  /** Floats that brains write for each row. */
  public int columnsPerRow() {
    return columnsPerRow;
  }

  /** Numbers of room for what brains remember of each row's agent. */
  public int statePerRow() {
    return statePerRow;
  }

  /**
   * What the brains remember after their last decisions, {@code [capacity][statePerRow]}; zero when
   * an episode begins.
   */
  public float[] states() {
    return states;
  }

  /** What the brains remembered at the end of the episode that ended in this tick. */
  public float[] finalStates() {
    return finalStates;
  }

  /** Rows whose agents have sensed and wait for a decision. */
  public boolean[] wantsDecision() {
    return wantsDecision;
  }

  /** Rows whose reward of this tick has been taken. */
  boolean[] rewarded() {
    return rewarded;
  }

  /** Ticks until each agent's next decision. */
  int[] ticksToDecision() {
    return ticksToDecision;
  }

  /** Whether a row has an agent. */
  public boolean isSeated(int row) {
    return agents[row] != null;
  }

  /**
   * The agent of a row.
   *
   * @throws IllegalStateException if the row has none
   */
  public Agent agent(int row) {
    if (agents[row] == null) {
      throw new IllegalStateException("row " + row + " of " + behavior.name() + " has no agent");
    }
    return agents[row];
  }

  /** The entity of a row that {@link #isSeated}. */
  public Entity entity(int row) {
    agent(row);
    return entities[row];
  }

  /** The arena of each row. */
  public int[] arenas() {
    return arenas;
  }

  /** The seat within its arena of each row. */
  public int[] seats() {
    return seats;
  }

  /** The arena's episode number of each row. */
  public long[] episodes() {
    return episodes;
  }

  /** Ticks of each row's episode so far. */
  public int[] times() {
    return times;
  }

  /** The row's own stream for choosing actions. */
  public RandomStream random(int row) {
    return randoms[row];
  }

  /** A view of a row's action; the same view is moved at each call. */
  public Action action(int row) {
    return action.at(row);
  }

  /** Numbers in an observation as a network sees it: floats, bytes and counts together. */
  public int inputsPerRow() {
    return floatsPerRow + bytesPerRow + countsPerRow;
  }

  /**
   * Copies a row's observation as a network sees it: the floats, the bytes divided by 255, the
   * counts.
   *
   * @param isFinal whether the final observation is meant
   * @param target receives {@link #inputsPerRow} numbers at {@code offset}
   */
  public void copyInputs(boolean isFinal, int row, float[] target, int offset) {
    if (selection.isPresent()) {
      selection.get().copyInputs(isFinal, row, target, offset);
      return;
    }
    float[] floats = isFinal ? finalObservations : observations;
    System.arraycopy(floats, row * floatsPerRow, target, offset, floatsPerRow);
    if (bytesPerRow + countsPerRow > 0) {
      byte[] bytes = isFinal ? finalObservationBytes : observationBytes;
      int[] counts = isFinal ? finalObservationCounts : observationCounts;
      offset += floatsPerRow;
      for (int i = 0; i < bytesPerRow; i++) {
        target[offset++] = (bytes[row * bytesPerRow + i] & 0xFF) / 255f;
      }
      for (int i = 0; i < countsPerRow; i++) {
        target[offset++] = counts[row * countsPerRow + i];
      }
    }
  }

  /** Lets a row's sensors write its present, or final, observation. */
  void sense(int row, boolean isFinal) {
    Agent agent = agents[row];
    Entity entity = entities[row];
    float[] floats = isFinal ? finalObservations : observations;
    byte[] bytes = isFinal ? finalObservationBytes : observationBytes;
    int[] counts = isFinal ? finalObservationCounts : observationCounts;
    agent.sense(
        entity,
        writer,
        floats,
        row * floatsPerRow,
        bytes,
        row * bytesPerRow,
        counts,
        row * countsPerRow);
    if (behavior.masked()) {
      boolean[] mask = isFinal ? finalForbidden : forbidden;
      Arrays.fill(mask, row * optionsPerRow, (row + 1) * optionsPerRow, false);
      agent.mask(entity, (isFinal ? finalAction : action).at(row));
    }
  }
}
