package io.github.gdxbrains.nn;

/**
 * One of a network's inputs.
 *
 * @param name unique within the network
 * @param shape of its numbers in a row
 * @param counted whether it is a list of which only the first so many entries are there; the row
 *     then also has that count, which the normaliser leaves alone
 */
public record Input(String name, Shape shape, boolean counted) {
  /** An input that is always there as a whole. */
  public Input(String name, int... shape) {
    this(name, Shape.of(shape), false);
  }

  /** Whether it is {@code [height, width, channels]}, which the normaliser leaves alone. */
  public boolean isImage() {
    return shape.rank() == 3 && !counted;
  }
}
