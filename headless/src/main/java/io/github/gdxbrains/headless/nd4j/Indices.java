package io.github.gdxbrains.headless.nd4j;

/** The indices that an embedding reads, checked. */
final class Indices {
  private final String name;
  private final int count;
  private final Signal input;
  private final float[] values;

  /**
   * @param name of the embedding, for messages
   * @param count of its vectors
   */
  Indices(String name, int count, Signal input, int maxRows) {
    this.name = name;
    this.count = count;
    this.input = input;
    values = new float[Math.multiplyExact(maxRows, input.units())];
  }

  /**
   * Copies them from the input.
   *
   * @throws IllegalArgumentException if there is no vector for one
   */
  void read(int rows) {
    input.read(rows, values);
    for (int i = 0; i < rows * input.units(); i++) {
      if (!(values[i] >= 0 && values[i] < count)) {
        throw new IllegalArgumentException(
            name + ": the index " + values[i] + " is not in [0, " + count + ")");
      }
    }
  }

  /** One of them; they are column-major. */
  int at(int position) {
    return (int) values[position];
  }
}
