package io.github.gdxbrains.explore;

import io.github.gdxbrains.config.UserError;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Discretised observations, numbered from 0 as they are first met, and how often each option was
 * taken in each: N(s, a). Several threads may look states up while none adds any.
 *
 * <p>A hash table with open addressing; a state's 64-bit key is a hash of its bins, and states of
 * equal keys are told apart by their bins.
 */
public final class VisitedStates {
  private static final int FIRST_CAPACITY = 64;

  private final Discretizer discretizer;
  private final int options;
  private final int maxStates;
  private int count;

  /** Bins of each state, {@code [state][inputs]}. */
  private byte[] bins;

  private long[] keys;
  private int[] visits;

  /** Number of a state plus 1, or 0, by the low bits of its key; twice as many as states fit. */
  private int[] slots;

  /**
   * None yet.
   *
   * @param options that an action has, at least 1
   * @param maxStates the most states
   */
  public VisitedStates(Discretizer discretizer, int options, int maxStates) {
    this.discretizer = discretizer;
    this.options = options;
    this.maxStates = maxStates;
    bins = new byte[FIRST_CAPACITY * discretizer.inputs()];
    keys = new long[FIRST_CAPACITY];
    visits = new int[FIRST_CAPACITY * options];
    slots = new int[2 * FIRST_CAPACITY];
  }

  private VisitedStates(VisitedStates other) {
    discretizer = other.discretizer;
    options = other.options;
    maxStates = other.maxStates;
    count = other.count;
    bins = other.bins.clone();
    keys = other.keys.clone();
    visits = other.visits.clone();
    slots = other.slots.clone();
  }

  /** Equal ones that change by themselves. */
  public VisitedStates copy() {
    return new VisitedStates(this);
  }

  /** How observations become states. */
  public Discretizer discretizer() {
    return discretizer;
  }

  /** Options of an action. */
  public int options() {
    return options;
  }

  /** How many states there are. */
  public int count() {
    return count;
  }

  /**
   * The number of an observation's state, or -1 if it was not met yet.
   *
   * @param observations an observation as a network sees it, at {@code o}
   */
  public int find(float[] observations, int o) {
    return slots[slot(observations, o, key(observations, o))] - 1;
  }

  /**
   * The number of an observation's state, a new one if it was not met yet.
   *
   * @param observations an observation as a network sees it, at {@code o}
   * @throws UserError if there would be more states than are allowed
   */
  public int number(float[] observations, int o) {
    long key = key(observations, o);
    int slot = slot(observations, o, key);
    if (slots[slot] > 0) {
      return slots[slot] - 1;
    }
    if (count >= maxStates) {
      throw new UserError(
          "max_states is "
              + maxStates
              + ", but more different states were met: raise it, or lower bins");
    }
    if (count == keys.length) {
      grow();
      slot = slot(observations, o, key);
    }
    int inputs = discretizer.inputs();
    for (int i = 0; i < inputs; i++) {
      bins[count * inputs + i] = (byte) discretizer.bin(i, observations[o + i]);
    }
    keys[count] = key;
    slots[slot] = ++count;
    return count - 1;
  }

  private long key(float[] observations, int o) {
    long key = 0;
    for (int i = 0; i < discretizer.inputs(); i++) {
      key = (key ^ discretizer.bin(i, observations[o + i])) * 0x9E3779B97F4A7C15L;
      key ^= key >>> 32;
    }
    return key;
  }

  /** Where an observation's state is, or would be. */
  private int slot(float[] observations, int o, long key) {
    int mask = slots.length - 1;
    int slot = (int) key & mask;
    while (slots[slot] > 0 && !isState(slots[slot] - 1, observations, o, key)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean isState(int state, float[] observations, int o, long key) {
    if (keys[state] != key) {
      return false;
    }
    for (int i = 0; i < discretizer.inputs(); i++) {
      if (bin(state, i) != discretizer.bin(i, observations[o + i])) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    int capacity = Math.multiplyExact(2, keys.length);
    bins = Arrays.copyOf(bins, Math.multiplyExact(capacity, discretizer.inputs()));
    visits = Arrays.copyOf(visits, Math.multiplyExact(capacity, options));
    keys = Arrays.copyOf(keys, capacity);
    slots = new int[Math.multiplyExact(2, capacity)];
    index();
  }

  /** Fills the slots anew. */
  private void index() {
    int mask = slots.length - 1;
    for (int state = 0; state < count; state++) {
      int slot = (int) keys[state] & mask;
      while (slots[slot] > 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = state + 1;
    }
  }

  /** The bin that a number of a state's observations is in. */
  public int bin(int state, int input) {
    return bins[state * discretizer.inputs() + input] & 0xFF;
  }

  /** Counts that an option was taken in a state. */
  public void visit(int state, int option) {
    visits[state * options + option]++;
  }

  /** N(s, a): how often an option was taken in a state. */
  public int visits(int state, int option) {
    return visits[state * options + option];
  }

  /** N(s): how often any option was taken in a state. */
  public int visits(int state) {
    int sum = 0;
    for (int option = 0; option < options; option++) {
      sum += visits[state * options + option];
    }
    return sum;
  }

  /** Writes all states so that {@link #read} gives them back. */
  public void write(DataOutput out) throws IOException {
    discretizer.write(out);
    out.writeInt(options);
    out.writeInt(count);
    out.write(bins, 0, count * discretizer.inputs());
    for (int state = 0; state < count; state++) {
      out.writeLong(keys[state]);
    }
    for (int i = 0; i < count * options; i++) {
      out.writeInt(visits[i]);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param maxStates the most states from now on; those that there are stay
   */
  public static VisitedStates read(DataInput in, int maxStates) throws IOException {
    Discretizer discretizer = Discretizer.read(in);
    VisitedStates states = new VisitedStates(discretizer, in.readInt(), maxStates);
    int count = in.readInt();
    if (count < 0) {
      throw new IllegalArgumentException(count + " states");
    }
    while (states.keys.length < count) {
      states.grow();
    }
    in.readFully(states.bins, 0, count * discretizer.inputs());
    for (int state = 0; state < count; state++) {
      states.keys[state] = in.readLong();
    }
    for (int i = 0; i < count * states.options; i++) {
      states.visits[i] = in.readInt();
    }
    states.count = count;
    states.index();
    return states;
  }
}
