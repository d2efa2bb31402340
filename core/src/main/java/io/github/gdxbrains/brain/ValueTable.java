package io.github.gdxbrains.brain;

import io.github.gdxbrains.explore.VisitedStates;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The values of the options of one discrete action, Q(s, a), in each state that was met. Several
 * threads may read it while none writes.
 */
public final class ValueTable {
  private final VisitedStates states;
  private final float initialValue;
  private float[] values = {};

  /**
   * A table of states, each option of which has the same value.
   *
   * @param initialValue of all options of these states and of those to come
   */
  public ValueTable(VisitedStates states, float initialValue) {
    this.states = states;
    this.initialValue = initialValue;
    reserve();
  }

  private ValueTable(VisitedStates states, float initialValue, float[] values) {
    this.states = states;
    this.initialValue = initialValue;
    this.values = values;
  }

  /** An equal table that changes by itself. */
  public ValueTable copy() {
    return new ValueTable(states.copy(), initialValue, values.clone());
  }

  /** The states, and how often they were visited. */
  public VisitedStates states() {
    return states;
  }

  /** What options are worth before anything is learned. */
  public float initialValue() {
    return initialValue;
  }

  /**
   * The number of an observation's state, a new one if it was not met yet.
   *
   * @param observations an observation as a network sees it, at {@code o}
   */
  public int number(float[] observations, int o) {
    int state = states.number(observations, o);
    reserve();
    return state;
  }

  private void reserve() {
    int needed = Math.multiplyExact(states.count(), states.options());
    if (values.length < needed) {
      int length = values.length;
      values = Arrays.copyOf(values, Math.max(needed, 2 * length));
      Arrays.fill(values, length, values.length, initialValue);
    }
  }

  /** Values, {@code [state][options]}; there may be room for more states than there are. */
  public float[] values() {
    return values;
  }

  /**
   * Copies the values of a state.
   *
   * @param state its number, or -1 for one that was not met yet
   * @param target receives as many numbers as there are options
   */
  public void copyValues(int state, float[] target) {
    if (state < 0) {
      Arrays.fill(target, initialValue);
    } else {
      System.arraycopy(values, state * target.length, target, 0, target.length);
    }
  }

  /** Writes it so that {@link #read} gives an equal one. */
  public void write(DataOutput out) throws IOException {
    states.write(out);
    out.writeFloat(initialValue);
    for (int i = 0; i < states.count() * states.options(); i++) {
      out.writeFloat(values[i]);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param maxStates the most states from now on; those that there are stay
   */
  public static ValueTable read(DataInput in, int maxStates) throws IOException {
    VisitedStates states = VisitedStates.read(in, maxStates);
    ValueTable table = new ValueTable(states, in.readFloat());
    for (int i = 0; i < states.count() * states.options(); i++) {
      table.values[i] = in.readFloat();
    }
    return table;
  }
}
