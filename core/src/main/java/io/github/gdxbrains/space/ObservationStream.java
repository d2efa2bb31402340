package io.github.gdxbrains.space;

import java.util.ArrayList;
import java.util.List;

/**
 * One named part of an observation, a box of numbers within bounds.
 *
 * <p>A stream of several {@code frames} shows the last moments side by side along its last axis,
 * oldest first: {@code frames} frames of {@code [84, 84, 1]} make {@code [84, 84, frames]}, of
 * {@code [8]} make {@code [8 * frames]}. The last {@code 1 / frames} of each last axis is the
 * newest frame: what the agent's decision was made on, or what it saw at the episode's end. The
 * frame before it belongs to the agent's decision before, and so on; where the episode had not
 * begun there are zeros. So whoever keeps the newest frame of each decision of an episode can
 * rebuild every stack.
 *
 * @param name unique within the observation space
 * @param type how a number is stored
 * @param shape such as {@code [8]}, or {@code [84, 84, 4]} for rows, columns and channels of an
 *     image, or {@code [16, 6]} for up to 16 entities of 6 features
 * @param counted whether only the first so many entries of the first dimension are in use, a number
 *     that each observation carries along (entity lists, messages)
 * @param low least value of any number; may be negative infinity
 * @param high greatest value of any number; may be infinity
 * @param frames how many moments it shows, at least 1; the length of the last axis is a multiple
 */
public record ObservationStream(
    String name,
    ElementType type,
    List<Integer> shape,
    boolean counted,
    float low,
    float high,
    int frames) {
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
    if (frames < 1 || shape.get(shape.size() - 1) % frames != 0) {
      throw new IllegalArgumentException(
          String.format(
              "stream %s: frames is %d, but must divide the last size of %s", name, frames, shape));
    }
    if (counted && frames > 1) {
      throw new IllegalArgumentException(
          "stream " + name + ": frames is " + frames + ", but a counted stream shows one moment");
    }
  }

  /** A stream that shows the present alone. */
  public ObservationStream(
      String name, ElementType type, List<Integer> shape, boolean counted, float low, float high) {
    this(name, type, shape, counted, low, high, 1);
  }

  /** A row of floats within bounds. */
  public static ObservationStream vector(String name, int size, float low, float high) {
    return new ObservationStream(name, ElementType.FLOAT32, List.of(size), false, low, high);
  }

  /** A row of floats without bounds. */
  public static ObservationStream vector(String name, int size) {
    return vector(name, size, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
  }

  /** An image of bytes, {@code [rows, columns, channels]}. */
  public static ObservationStream image(String name, int rows, int columns, int channels) {
    return new ObservationStream(
        name, ElementType.UINT8, List.of(rows, columns, channels), false, 0, 255);
  }

  /**
   * This stream with its last moments side by side; the bounds then include the zeros before an
   * episode's start.
   *
   * @throws IllegalArgumentException if it shows several moments already, or is counted
   */
  public ObservationStream stacked(int frames) {
    if (this.frames > 1) {
      throw new IllegalArgumentException(
          "stream " + name + " shows " + this.frames + " moments already");
    }
    List<Integer> stacked = new ArrayList<>(shape);
    int last = shape.size() - 1;
    stacked.set(last, Math.multiplyExact(shape.get(last), frames));
    return new ObservationStream(
        name, type, stacked, counted, Math.min(low, 0), Math.max(high, 0), frames);
  }

  /** How many numbers one moment of it has. */
  public int frameSize() {
    return size() / frames;
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
