package io.github.gdxbrains.replay;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Advantages;
import io.github.gdxbrains.rollout.Rollout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * The last transitions of some agents, as flat arrays, a ring of <em>slots</em> for each agent. A
 * slot holds an observation and what the agent did on it and got; what it saw next is the slot that
 * follows. After a truncation the final observation has a slot of its own, from which nothing
 * starts.
 *
 * <p>A transition is ready to be learned from once the observation {@code nStep} decisions later,
 * or the end of its episode, is there. Until then it is pending.
 */
public final class ReplayBuffer {
  private static final byte RUNNING = 0;
  private static final byte TERMINATED = 1;
  private static final byte TRUNCATED = 2;

  /** An observation at which an episode was cut off, and nothing else. */
  private static final byte FINAL = 3;

  private final Observations observations;
  private final int lanes;
  private final int perLane;
  private final int nStep;
  private final float gamma;
  private final int branches;
  private final int options;
  private final int guard;
  private final boolean keepsEnds;
  private final byte[] kinds;
  private final boolean[] starts;
  private final int[] choices;
  private final boolean[] forbidden;
  private final float[] rewards;
  private final float[] discounts;
  private final float[] states;
  private final int stateSize;
  private final long[] written;
  private final long[] ready;
  private final long[] oldest;
  private final Optional<SumTree> priorities;
  private double maxPriority = 1;
  private int size;

  /**
   * @param lanes how many agents
   * @param capacity transitions of all agents together
   * @param nStep decisions over which rewards are summed before bootstrapping, at least 1
   * @param gamma discount per tick
   * @param prioritized whether transitions have priorities
   * @param stateSize how many of a rollout's columns, the first, are the recurrent state before
   *     each decision, which is kept; 0 for none
   * @throws IllegalArgumentException if there are fewer than a few transitions for each agent
   */
  public ReplayBuffer(
      BehaviorSpec behavior,
      int lanes,
      int capacity,
      int nStep,
      float gamma,
      boolean prioritized,
      int stateSize) {
    this(behavior, lanes, capacity, nStep, gamma, prioritized, stateSize, false);
  }

  /**
   * A buffer that may keep more.
   *
   * @param keepsEnds whether the final observations of terminated episodes too are kept, in slots
   *     of their own
   */
  public ReplayBuffer(
      BehaviorSpec behavior,
      int lanes,
      int capacity,
      int nStep,
      float gamma,
      boolean prioritized,
      int stateSize,
      boolean keepsEnds) {
    this.keepsEnds = keepsEnds;
    observations = new Observations(behavior.observations());
    this.lanes = lanes;
    this.nStep = nStep;
    this.gamma = gamma;
    branches = behavior.actions().branches().size();
    options = behavior.masked() ? behavior.actions().options() : 0;
    guard = observations.frames() - 1;
    perLane = capacity / lanes;
    int least = least(behavior, nStep);
    if (perLane < least) {
      throw new IllegalArgumentException(
          "a capacity of "
              + capacity
              + " is too small: "
              + lanes
              + " agents need at least "
              + (long) lanes * least);
    }
    int slots = lanes * perLane;
    observations.allocate(slots);
    kinds = new byte[slots];
    starts = new boolean[slots];
    choices = new int[Math.multiplyExact(slots, branches)];
    forbidden = new boolean[Math.multiplyExact(slots, options)];
    rewards = new float[slots];
    discounts = new float[slots];
    this.stateSize = stateSize;
    states = new float[Math.multiplyExact(slots, stateSize)];
    written = new long[lanes];
    ready = new long[lanes];
    oldest = new long[lanes];
    priorities = prioritized ? Optional.of(new SumTree(slots)) : Optional.empty();
  }

  /** The fewest slots that an agent needs. */
  public static int least(BehaviorSpec behavior, int nStep) {
    return nStep + new Observations(behavior.observations()).frames() + 2;
  }

  /** How many bytes a buffer takes. */
  public static long bytes(
      BehaviorSpec behavior, long capacity, boolean prioritized, int stateSize) {
    long options = behavior.masked() ? behavior.actions().options() : 0;
    long each =
        new Observations(behavior.observations()).bytesPerSlot()
            + 2 // kind and start
            + 4L * behavior.actions().branches().size()
            + options
            + 8 // reward and discount
            + 4L * stateSize;
    return capacity * each + (prioritized ? SumTree.bytes(capacity) : 0);
  }

  /**
   * Refuses a {@code buffer_size} that is too small or does not fit in memory, before anything is
   * allocated.
   *
   * @param behavior what is kept is made of
   * @param lanes how many there are of it
   * @param of what has a lane, such as {@code agents}, in messages
   * @throws UserError if it is refused
   */
  public static void requireRoom(
      BehaviorSpec behavior,
      int lanes,
      String of,
      int capacity,
      int nStep,
      boolean prioritized,
      int stateSize) {
    long least = (long) lanes * least(behavior, nStep);
    if (capacity < least) {
      throw new UserError(
          "buffer_size is "
              + capacity
              + ", but must be at least "
              + least
              + " for the "
              + lanes
              + " "
              + of
              + " of "
              + behavior.name()
              + " in all arenas");
    }
    long needed = bytes(behavior, capacity, prioritized, stateSize);
    Runtime runtime = Runtime.getRuntime();
    long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    if (needed > 0.9 * free) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "a replay buffer of buffer_size %,d for %s needs %,d MB, but Java has %,d MB left:"
                  + " lower buffer_size, or give Java more (BRAINS_JAVA_OPTS=-Xmx8g)",
              capacity,
              behavior.name(),
              needed >> 20,
              free >> 20));
    }
  }

  /** Adds all finished transitions of a rollout that keeps final observations. */
  public void add(Rollout rollout) {
    for (int lane = 0; lane < lanes; lane++) {
      int first = rollout.first(lane);
      for (int t = 0; t < rollout.count(lane); t++) {
        add(lane, rollout, first + t);
      }
    }
  }

  private void add(int lane, Rollout rollout, int index) {
    if (rollout.starts()[index]) {
      breakOff(lane);
    }
    int slot = next(lane);
    observations.put(slot, rollout.observations(), index);
    starts[slot] = rollout.starts()[index];
    System.arraycopy(rollout.choices(), index * branches, choices, slot * branches, branches);
    System.arraycopy(rollout.forbidden(), index * options, forbidden, slot * options, options);
    System.arraycopy(
        rollout.columns(), index * rollout.columnCount(), states, slot * stateSize, stateSize);
    rewards[slot] = rollout.rewards()[index];
    discounts[slot] = Advantages.power(gamma, rollout.ticks()[index]);
    Ending ending = rollout.endings()[index];
    kinds[slot] =
        ending == Ending.TERMINATED ? TERMINATED : ending == Ending.TRUNCATED ? TRUNCATED : RUNNING;
    if (ending == Ending.TRUNCATED || (keepsEnds && ending == Ending.TERMINATED)) {
      int last = next(lane);
      observations.put(last, rollout.finalObservations(), index);
      starts[last] = false;
      kinds[last] = FINAL;
      System.arraycopy(
          rollout.finalForbidden(), index * options, forbidden, last * options, options);
    }
    advance(lane);
  }

  /** Makes ready what has become so. */
  private void advance(int lane) {
    while (ready[lane] < written[lane] && isReady(lane, ready[lane])) {
      int done = slot(lane, ready[lane]++);
      if (kinds[done] != FINAL) {
        size++;
        if (priorities.isPresent()) {
          priorities.get().set(done, maxPriority);
        }
      }
    }
  }

  /**
   * A lane's running episode does not go on, after a restart or because its arena threw: the last
   * that is known of it is an observation, at which it was cut off.
   */
  private void breakOff(int lane) {
    int last = slot(lane, Math.max(0, written[lane] - 1));
    if (written[lane] == 0 || kinds[last] != RUNNING) {
      return;
    }
    kinds[last] = FINAL;
    if (!starts[last]) {
      kinds[before(last)] = TRUNCATED;
    }
    advance(lane);
  }

  /** A lane's next slot; what becomes too old to be used is no longer drawn. */
  private int next(int lane) {
    for (; oldest[lane] <= written[lane] - perLane + guard; oldest[lane]++) {
      int old = slot(lane, oldest[lane]);
      if (kinds[old] != FINAL) {
        size--;
        if (priorities.isPresent()) {
          priorities.get().set(old, 0);
        }
      }
    }
    return slot(lane, written[lane]++);
  }

  private int slot(int lane, long number) {
    return lane * perLane + (int) (number % perLane);
  }

  private int before(int slot) {
    return slot % perLane == 0 ? slot + perLane - 1 : slot - 1;
  }

  private boolean isReady(int lane, long number) {
    for (int k = 0; k < nStep; k++) {
      if (number + k >= written[lane]) {
        return false;
      }
      if (kinds[slot(lane, number + k)] != RUNNING) {
        return true;
      }
    }
    return number + nStep < written[lane];
  }

  /** How many transitions are ready. */
  public int size() {
    return size;
  }

  /**
   * Draws transitions uniformly, with replacement.
   *
   * @param slots receives {@code count} numbers of slots
   */
  public void sample(RandomStream random, int count, int[] slots) {
    requireSome();
    int longest = 0;
    for (int lane = 0; lane < lanes; lane++) {
      longest = Math.max(longest, (int) (ready[lane] - oldest[lane]));
    }
    for (int i = 0; i < count; ) {
      int lane = lanes == 1 ? 0 : random.nextInt(lanes);
      long number = oldest[lane] + random.nextInt(longest);
      if (number < ready[lane]) {
        int slot = slot(lane, number);
        if (kinds[slot] != FINAL) {
          slots[i++] = slot;
        }
      }
    }
  }

  /**
   * Draws transitions with probability proportional to their priorities, one from each of {@code
   * count} equal parts of the sum (arXiv:1511.05952 section 3.3 and appendix B.2.1).
   *
   * @param beta how much the weights compensate the uneven draw, in [0, 1]
   * @param slots receives {@code count} numbers of slots
   * @param weights receives {@code (N · P(i))^-beta}, divided by the greatest of them
   */
  public void samplePrioritized(
      RandomStream random, int count, double beta, int[] slots, float[] weights) {
    requireSome();
    SumTree tree = priorities.orElseThrow(() -> new IllegalStateException("no priorities"));
    double part = tree.total() / count;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      slots[i] = tree.find((i + random.nextDouble()) * part);
      least = Math.min(least, tree.get(slots[i]));
    }
    for (int i = 0; i < count; i++) {
      weights[i] = (float) Math.pow(tree.get(slots[i]) / least, -beta);
    }
  }

  private void requireSome() {
    if (size == 0) {
      throw new IllegalStateException("no transition is ready yet");
    }
  }

  /** Sets the priorities of transitions that were drawn; new ones get the greatest ever set. */
  public void setPriorities(int[] slots, int count, double[] values) {
    SumTree tree = priorities.orElseThrow(() -> new IllegalStateException("no priorities"));
    for (int i = 0; i < count; i++) {
      tree.set(slots[i], values[i]);
      maxPriority = Math.max(maxPriority, values[i]);
    }
  }

  /** Copies a slot's observation, as a network sees it, to {@code target} at {@code offset}. */
  public void observation(int slot, float[] target, int offset) {
    int history = 0; // frames of the same episode that lie before it
    for (int s = slot; history < guard && !starts[s]; history++) {
      s = before(s);
    }
    observations.get(slot, history, perLane, target, offset);
  }

  /** The option chosen on a slot's observation in a branch. */
  public int choice(int slot, int branch) {
    return choices[slot * branches + branch];
  }

  /** Forbidden options, {@code [slot][options]}; empty if the behavior masks nothing. */
  public boolean[] forbidden() {
    return forbidden;
  }

  /** Options of a slot in {@link #forbidden}. */
  public int options() {
    return options;
  }

  /**
   * What a slot's transition leads to over {@code nStep} decisions, or to the end of its episode.
   *
   * @param outcome receives the discounted sum of rewards and the discount of what follows, 0 after
   *     a termination
   * @return the slot that it leads to; after a termination, its own unless ends are kept
   */
  public int outcome(int slot, float[] outcome, int offset) {
    float sum = 0;
    float discount = 1;
    int at = slot;
    for (int k = 0; k < nStep; k++) {
      sum += discount * rewards[at];
      discount *= discounts[at];
      if (kinds[at] == TERMINATED) {
        outcome[offset] = sum;
        outcome[offset + 1] = 0;
        return keepsEnds ? after(at) : slot;
      }
      boolean isCut = kinds[at] == TRUNCATED;
      at = after(at);
      if (isCut) {
        break;
      }
    }
    outcome[offset] = sum;
    outcome[offset + 1] = discount;
    return at;
  }

  /**
   * Draws one of the observations that follow a slot's in its episode, all with equal probability.
   * The buffer must keep ends.
   *
   * @param slot of a transition that is ready
   * @param reach how many decisions later it may lie at most
   */
  public int drawLater(RandomStream random, int slot, int reach) {
    long newest = written[slot / perLane] - 1;
    long left = Math.floorMod(newest - slot % perLane, (long) perLane);
    int most = (int) Math.min(reach, left);
    int there = 0;
    for (int at = slot; there < most && kinds[at] != FINAL; at = after(at)) {
      there++;
      if (kinds[at] != RUNNING) {
        break; // what follows is the end
      }
    }
    int later = slot;
    for (int steps = 1 + random.nextInt(there); steps > 0; steps--) {
      later = after(later);
    }
    return later;
  }

  /** How many decisions {@link #outcome} sums over, those of a slot and of the slots after it. */
  public int decisions(int slot) {
    int count = 1;
    for (int at = slot; count < nStep && kinds[at] == RUNNING; at = after(at)) {
      count++;
    }
    return count;
  }

  /** {@code gamma} to the power of the ticks that a slot's decision took. */
  public float discount(int slot) {
    return discounts[slot];
  }

  /**
   * Transitions that follow each other in an episode and are ready.
   *
   * @param slot of the first
   * @param length the most that are wanted
   * @param target receives their slots at {@code offset}
   * @return how many there are
   */
  public int sequence(int slot, int length, int[] target, int offset) {
    int lane = slot / perLane;
    long last = written[lane] - 1;
    int back = (int) Math.floorMod(last - slot % perLane, (long) perLane);
    long number = last - back;
    int count = 0;
    for (int at = slot; count < length && number + count < ready[lane]; at = after(at)) {
      target[offset + count++] = at;
      if (kinds[at] != RUNNING) {
        break;
      }
    }
    return count;
  }

  /** How many slots behind another, of the same agent, one lies. */
  public int distance(int slot, int later) {
    return later >= slot ? later - slot : later - slot + perLane;
  }

  /** The slot behind another of the same agent. */
  public int after(int slot) {
    return slot % perLane == perLane - 1 ? slot - perLane + 1 : slot + 1;
  }

  /** Copies the recurrent state before a slot's decision. */
  public void state(int slot, float[] target, int offset) {
    System.arraycopy(states, slot * stateSize, target, offset, stateSize);
  }

  /** Numbers in an observation as a network sees it. */
  public int inputs() {
    return observations.inputs();
  }

  /** Writes everything. */
  public void save(DataOutput out) throws IOException {
    out.writeInt(lanes);
    out.writeInt(perLane);
    out.writeInt(nStep);
    out.writeInt(stateSize);
    out.writeFloat(gamma);
    out.writeBoolean(priorities.isPresent());
    out.writeDouble(maxPriority);
    for (int lane = 0; lane < lanes; lane++) {
      out.writeLong(written[lane]);
      out.writeLong(ready[lane]);
      out.writeLong(oldest[lane]);
      for (long n = Math.max(0, written[lane] - perLane); n < written[lane]; n++) {
        int slot = slot(lane, n);
        out.writeByte(kinds[slot]);
        out.writeBoolean(starts[slot]);
        out.writeFloat(rewards[slot]);
        out.writeFloat(discounts[slot]);
        for (int b = 0; b < branches; b++) {
          out.writeInt(choices[slot * branches + b]);
        }
        for (int o = 0; o < options; o++) {
          out.writeBoolean(forbidden[slot * options + o]);
        }
        observations.save(slot, out);
        for (int i = 0; i < stateSize; i++) {
          out.writeFloat(states[slot * stateSize + i]);
        }
        if (priorities.isPresent()) {
          out.writeDouble(priorities.get().get(slot));
        }
      }
    }
  }

  /**
   * Restores what {@link #save} wrote.
   *
   * @throws IOException if it was of a buffer of another shape
   */
  public void load(DataInput in) throws IOException {
    if (in.readInt() != lanes
        || in.readInt() != perLane
        || in.readInt() != nStep
        || in.readInt() != stateSize
        || in.readFloat() != gamma
        || in.readBoolean() != priorities.isPresent()) {
      throw new IOException("the replay buffer has another shape");
    }
    maxPriority = in.readDouble();
    double[] weights = new double[priorities.isPresent() ? lanes * perLane : 0];
    size = 0;
    for (int lane = 0; lane < lanes; lane++) {
      written[lane] = in.readLong();
      ready[lane] = in.readLong();
      oldest[lane] = in.readLong();
      for (long n = Math.max(0, written[lane] - perLane); n < written[lane]; n++) {
        int slot = slot(lane, n);
        kinds[slot] = in.readByte();
        starts[slot] = in.readBoolean();
        rewards[slot] = in.readFloat();
        discounts[slot] = in.readFloat();
        for (int b = 0; b < branches; b++) {
          choices[slot * branches + b] = in.readInt();
        }
        for (int o = 0; o < options; o++) {
          forbidden[slot * options + o] = in.readBoolean();
        }
        observations.load(slot, in);
        for (int i = 0; i < stateSize; i++) {
          states[slot * stateSize + i] = in.readFloat();
        }
        if (priorities.isPresent()) {
          weights[slot] = in.readDouble();
        }
        size += n >= oldest[lane] && n < ready[lane] && kinds[slot] != FINAL ? 1 : 0;
      }
    }
    if (priorities.isPresent()) {
      priorities.get().setAll(weights);
    }
  }
}
