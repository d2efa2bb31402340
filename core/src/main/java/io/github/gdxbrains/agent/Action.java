package io.github.gdxbrains.agent;

import java.util.Arrays;

/**
 * A view of one row's action: a choice per branch, and continuous numbers in [-1, 1]. A batch has
 * one view that it moves from row to row, so it must not be kept.
 */
public final class Action {
  private final int[] choices;
  private final float[] continuous;
  private final boolean[] forbidden;
  private final int[] branchOffsets;
  private final int branches;
  private final int numbers;
  private final int options;
  private int row;

  Action(
      int[] choices,
      float[] continuous,
      boolean[] forbidden,
      int[] branchOffsets,
      int numbers,
      int options) {
    this.choices = choices;
    this.continuous = continuous;
    this.forbidden = forbidden;
    this.branchOffsets = branchOffsets;
    this.branches = branchOffsets.length;
    this.numbers = numbers;
    this.options = options;
  }

  Action at(int row) {
    this.row = row;
    return this;
  }

  /** The option chosen in the only or first branch. */
  public int choice() {
    return choices[row * branches];
  }

  /** The option chosen in a branch. */
  public int choice(int branch) {
    return choices[row * branches + branch];
  }

  /** A continuous number, in [-1, 1]. */
  public float number(int index) {
    return continuous[row * numbers + index];
  }

  /** Chooses an option of a branch. */
  public Action choose(int branch, int option) {
    choices[row * branches + branch] = option;
    return this;
  }

  /** Sets a continuous number, held within [-1, 1]. */
  public Action set(int index, float value) {
    continuous[row * numbers + index] = Math.max(-1f, Math.min(1f, value));
    return this;
  }

  /** Sets all continuous numbers to 0: what is not {@link #set} afterwards stays 0. */
  public Action clear() {
    Arrays.fill(continuous, row * numbers, (row + 1) * numbers, 0f);
    return this;
  }

  /** Makes an option unavailable at the next decision. */
  public void forbid(int branch, int option) {
    forbidden[row * options + branchOffsets[branch] + option] = true;
  }

  /** Whether an option is unavailable. */
  public boolean isForbidden(int branch, int option) {
    return forbidden[row * options + branchOffsets[branch] + option];
  }
}
