package io.github.gdxbrains.sensor;

/**
 * A pen over one stream of one observation row: numbers are written in order. One instance serves a
 * whole batch; it is moved from stream to stream and belongs to one thread.
 */
public final class ObservationWriter {
  private float[] floats = {};
  private byte[] bytes = {};
  private int[] counts = {};
  private int position;
  private int end;
  private int countPosition;
  private boolean writesBytes;

  /** Moves the pen to a stream of floats. */
  public void moveToFloats(float[] floats, int offset, int size) {
    this.floats = floats;
    position = offset;
    end = offset + size;
    writesBytes = false;
  }

  /** Moves the pen to a stream of bytes. */
  public void moveToBytes(byte[] bytes, int offset, int size) {
    this.bytes = bytes;
    position = offset;
    end = offset + size;
    writesBytes = true;
  }

  /** Says where the count of a counted stream goes. */
  public void moveToCount(int[] counts, int offset) {
    this.counts = counts;
    countPosition = offset;
  }

  /**
   * Writes the next number; for a byte stream 0 to 255.
   *
   * @throws IndexOutOfBoundsException if the stream is full
   * @throws IllegalArgumentException if it is no byte and the stream is one of bytes
   */
  public void put(float value) {
    if (position >= end) {
      throw new IndexOutOfBoundsException("the sensor writes more numbers than its stream has");
    }
    if (writesBytes) {
      if (!(value >= 0 && value <= 255)) {
        throw new IllegalArgumentException(value + " for a stream of bytes, which are 0 to 255");
      }
      bytes[position++] = (byte) (int) value;
    } else {
      floats[position++] = value;
    }
  }

  /** Writes the next two numbers: a position, a direction. */
  public void put(float x, float y) {
    put(x);
    put(y);
  }

  /**
   * Writes the next {@code size} numbers: 1 at {@code index}, else 0.
   *
   * @throws IllegalArgumentException unless {@code 0 <= index < size}
   */
  public void putOneHot(int index, int size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(
          "index " + index + " of a one-hot vector must be within [0, " + (size - 1) + "]");
    }
    for (int i = 0; i < size; i++) {
      put(i == index ? 1f : 0f);
    }
  }

  /**
   * Writes the next numbers of a stream of floats.
   *
   * @throws IndexOutOfBoundsException if the stream has not so many left
   */
  public void put(float[] values) {
    put(values, 0, values.length);
  }

  /**
   * Writes the next {@code count} numbers of a stream of floats, from {@code values[offset]} on.
   *
   * @throws IndexOutOfBoundsException if the stream has not so many left
   */
  public void put(float[] values, int offset, int count) {
    claim(count, false);
    System.arraycopy(values, offset, floats, position, count);
    position += count;
  }

  /**
   * Writes the next numbers, 0 to 255, of a stream of bytes.
   *
   * @throws IndexOutOfBoundsException if the stream has not so many left
   */
  public void put(byte[] values) {
    claim(values.length, true);
    System.arraycopy(values, 0, bytes, position, values.length);
    position += values.length;
  }

  private void claim(int count, boolean asBytes) {
    if (count > end - position) {
      throw new IndexOutOfBoundsException("the sensor writes more numbers than its stream has");
    }
    if (asBytes != writesBytes) {
      throw new IllegalStateException(
          asBytes ? "bytes for a stream of floats" : "floats for a stream of bytes");
    }
  }

  /** Writes how many entries of a counted stream are in use and fills the rest with zeros. */
  public void finish(int count) {
    counts[countPosition] = count;
    while (position < end) {
      put(0f);
    }
  }

  /** How many numbers of the stream are still to be written. */
  public int remaining() {
    return end - position;
  }
}
