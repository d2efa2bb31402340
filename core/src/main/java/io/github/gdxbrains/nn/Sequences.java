package io.github.gdxbrains.nn;

/**
 * Input of a network: {@code sequences × steps} rows of {@code inputs} numbers, sequence by
 * sequence, with the recurrent state at the start of each sequence. A feed-forward network has
 * {@code steps = 1} and no state, so its sequences are simply its rows. The rows of a sequence
 * follow each other: row {@code s · steps + t} is step t of sequence s.
 *
 * <p>It also carries the noise of dropout and noisy layers, which {@link Noise} draws; without room
 * for noise, or where it is zero, a pass is deterministic evaluation.
 *
 * <p>The arrays are allocated once for the largest batch and filled by the caller.
 */
public final class Sequences {
  private final int inputs;
  private final int stateSize;
  private final float[] values;
  private final float[] initialState;
  private final float[] finalState;
  private final boolean[] resets;
  private final int rowNoiseSize;
  private final float[] rowNoise;
  private final float[] passNoise;
  private int sequences;
  private int steps;

  /**
   * @param maxRows the most rows, {@code sequences × steps}, it will hold; at least 1
   * @param inputs numbers in a row
   * @param stateSize recurrent numbers a sequence starts from; 0 for feed-forward networks
   */
  public Sequences(int maxRows, int inputs, int stateSize) {
    this(maxRows, inputs, stateSize, 0, 0);
  }

  /**
   * @param maxRows the most rows, {@code sequences × steps}, it will hold; at least 1
   * @param inputs numbers in a row
   * @param stateSize recurrent numbers a sequence starts from; 0 for feed-forward networks
   * @param rowNoise numbers of noise for each row, as {@link Structure#rowNoise}; 0 for none
   * @param passNoise numbers of noise for all rows, as {@link Structure#passNoise}; 0 for none
   */
  public Sequences(int maxRows, int inputs, int stateSize, int rowNoise, int passNoise) {
    if (maxRows < 1 || inputs < 1 || stateSize < 0 || rowNoise < 0 || passNoise < 0) {
      throw new IllegalArgumentException(
          "maxRows "
              + maxRows
              + " and inputs "
              + inputs
              + " must be at least 1, stateSize "
              + stateSize
              + " and the noise of "
              + rowNoise
              + " and "
              + passNoise
              + " at least 0");
    }
    this.inputs = inputs;
    this.stateSize = stateSize;
    values = new float[Math.multiplyExact(maxRows, inputs)];
    initialState = new float[Math.multiplyExact(maxRows, stateSize)];
    finalState = new float[initialState.length];
    resets = new boolean[stateSize == 0 ? 0 : maxRows];
    rowNoiseSize = rowNoise;
    this.rowNoise = new float[Math.multiplyExact(maxRows, rowNoise)];
    this.passNoise = new float[passNoise];
  }

  /** With room for everything that a network wants, noise included. */
  public static Sequences of(NetworkSpec spec, int maxRows) {
    Structure structure = spec.structure();
    return new Sequences(
        maxRows,
        structure.inputs(),
        structure.stateSize(),
        structure.rowNoise(),
        structure.passNoise());
  }

  /** Rows of a feed-forward network. */
  public static Sequences rows(int maxRows, int inputs) {
    return new Sequences(maxRows, inputs, 0);
  }

  /** Says how much of the arrays is in use, for a feed-forward network. */
  public Sequences use(int rows) {
    return use(rows, 1);
  }

  /**
   * Says how much of the arrays is in use.
   *
   * @throws IllegalArgumentException if more rows are asked for than there is room for
   */
  public Sequences use(int sequences, int steps) {
    if (sequences < 0 || steps < 1 || (long) sequences * steps * inputs > values.length) {
      throw new IllegalArgumentException(
          sequences
              + " sequences of "
              + steps
              + " steps do not fit in "
              + values.length / inputs
              + " rows");
    }
    this.sequences = sequences;
    this.steps = steps;
    return this;
  }

  /** Row-major input rows. */
  public float[] values() {
    return values;
  }

  /** Recurrent state at the start of each sequence, {@code [sequences][stateSize]}. */
  public float[] initialState() {
    return initialState;
  }

  /**
   * Receives, in a forward pass, the state after each sequence's last step, {@code
   * [sequences][stateSize]}.
   */
  public float[] finalState() {
    return finalState;
  }

  /** For each row, whether the recurrent state is zeroed before it; empty for feed-forward. */
  public boolean[] resets() {
    return resets;
  }

  /** Noise of each row, {@code [rows][rowNoiseSize]}. */
  public float[] rowNoise() {
    return rowNoise;
  }

  /** Numbers of noise for each row; 0 if there is no noise. */
  public int rowNoiseSize() {
    return rowNoiseSize;
  }

  /** Noise that all rows share; empty if there is none. */
  public float[] passNoise() {
    return passNoise;
  }

  /** Numbers in a row. */
  public int inputs() {
    return inputs;
  }

  /** Recurrent numbers per sequence. */
  public int stateSize() {
    return stateSize;
  }

  /** Sequences in use. */
  public int sequences() {
    return sequences;
  }

  /** Steps of each sequence. */
  public int steps() {
    return steps;
  }

  /** Rows in use. */
  public int rowCount() {
    return sequences * steps;
  }
}
