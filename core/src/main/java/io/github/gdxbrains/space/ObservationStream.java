package io.github.gdxbrains.space;

import java.util.List;

/**
 * One named part of an observation, a box of numbers within bounds.
 *
 * @param name unique within the observation space
 * @param type how a number is stored
 * @param shape such as {@code [8]}, or {@code [84, 84, 4]} for rows, columns and channels of an
 *     image, or {@code [16, 6]} for up to 16 entities of 6 features
 * @param counted whether only the first so many entries of the first dimension are in use, a number
 *     that each observation carries along (entity lists, messages)
 * @param low least value of any number; may be negative infinity
 * @param high greatest value of any number; may be infinity
 */
public record ObservationStream(
    String name, ElementType type, List<Integer> shape, boolean counted, float low, float high) {
  /** Copies the shape and checks it. */
  public ObservationStream {
    shape = List.copyOf(shape);
    if (name.isBlank()) {
      throw new IllegalArgumentException("an observation stream must have a name");
    }
    if (shape.isEmpty() || shape.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException(
          "stream " + name + ": shape is " + shape + ", but every size must be at least 1");
    }
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "stream " + name + ": low " + low + " must be less than high " + high);
    }
    if (type == ElementType.UINT8 && (low != 0 || high != 255)) {
      throw new IllegalArgumentException("stream " + name + ": bytes are bounded by 0 and 255");
    }
  }

  /** A row of floats within bounds. */
  public static ObservationStream vector(String name, int size, float low, float high) {
    return new ObservationStream(name, ElementType.FLOAT32, List.of(size), false, low, high);
  }

  /** A row of floats without bounds. */
  public static ObservationStream vector(String name, int size) {
    return vector(name, size, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
  }

  /** How many numbers it has. */
  public int size() {
    int size = 1;
    for (int n : shape) {
      size = Math.multiplyExact(size, n);
    }
    return size;
  }
}
