package io.github.gdxbrains.nn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Dimensions of the numbers that a row has somewhere in a network, the last one varying fastest:
 * {@code [units]} for a vector, {@code [height, width, channels]} for an image, {@code [max,
 * features]} for a list of entities.
 *
 * @param dimensions at least one, each at least 1
 */
public record Shape(List<Integer> dimensions) {
  /** Copies the list and checks the sizes. */
  public Shape {
    dimensions = List.copyOf(dimensions);
    long size = 1;
    for (int dimension : dimensions) {
      if (dimension < 1) {
        throw new IllegalArgumentException("a shape of " + dimensions + " is empty");
      }
      size *= dimension;
      if (size > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException("a shape of " + dimensions + " is too large");
      }
    }
    if (dimensions.isEmpty()) {
      throw new IllegalArgumentException("a shape must have at least one dimension");
    }
  }

  /** A shape of these dimensions. */
  public static Shape of(int... dimensions) {
    return new Shape(Arrays.stream(dimensions).boxed().toList());
  }

  /** How many dimensions there are. */
  public int rank() {
    return dimensions.size();
  }

  /** One dimension, the first being 0. */
  public int dimension(int index) {
    return dimensions.get(index);
  }

  /** How many numbers there are. */
  public int size() {
    int size = 1;
    for (int i = 0; i < dimensions.size(); i++) {
      size *= dimensions.get(i);
    }
    return size;
  }

  /** The same numbers as a vector. */
  public Shape flat() {
    return of(size());
  }

  /** Such as {@code 84x84x4}. */
  @Override
  public String toString() {
    return dimensions.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
