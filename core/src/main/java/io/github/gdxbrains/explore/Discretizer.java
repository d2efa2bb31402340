package io.github.gdxbrains.explore;

import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Puts each number of an observation, as a network sees it, into one of a few bins of equal width,
 * so that a table can tell observations apart. A bin holds its lower border; numbers out of bounds
 * fall into the first or last bin. One-hot vectors and other small whole numbers keep what they
 * tell. Immutable.
 */
public final class Discretizer {
  /** The most bins of a number. */
  public static final int MOST_BINS = 256;

  private final float[] low;
  private final float[] high;
  private final int[] bins;

  /** Bins in one unit of a number. */
  private final float[] scale;

  /**
   * A discretiser of as many numbers as there are bounds.
   *
   * @param low lower end of the first bin of each number
   * @param high upper end of the last bin of each number
   * @param bins how many bins each number has, from 2 to {@link #MOST_BINS}
   */
  public Discretizer(float[] low, float[] high, int[] bins) {
    if (low.length != bins.length || high.length != bins.length) {
      throw new IllegalArgumentException(
          low.length + " lower and " + high.length + " upper bounds for " + bins.length + " bins");
    }
    this.low = low.clone();
    this.high = high.clone();
    this.bins = bins.clone();
    scale = new float[bins.length];
    for (int i = 0; i < bins.length; i++) {
      if (bins[i] < 2 || bins[i] > MOST_BINS) {
        throw new IllegalArgumentException(
            bins[i] + " bins, but there must be from 2 to " + MOST_BINS);
      }
      if (!(low[i] < high[i]) || !Float.isFinite(high[i] - low[i])) {
        throw new IllegalArgumentException(
            "bins from " + low[i] + " to " + high[i] + ": the range must be finite and not empty");
      }
      scale[i] = bins[i] / (high[i] - low[i]);
    }
  }

  /**
   * A discretiser for an observation space. The count of a counted stream has a bin for each number
   * that it can be.
   *
   * @param bins of each number of a stream that asks for no others
   * @param streams what to do with streams by their names; may leave out any
   * @param instead what else to do about a stream that is refused: {@code use ppo}
   * @throws UserError if a stream is an image, or has no bounds and is given none, or there is no
   *     stream of a name
   */
  public static Discretizer of(
      ObservationSpace space, int bins, Map<String, StreamBins> streams, String instead) {
    List<String> names = space.streams().stream().map(ObservationStream::name).toList();
    for (String name : streams.keySet()) {
      if (!names.contains(name)) {
        throw new UserError(
            "streams." + name + ": " + UserError.unknown("stream", name, names).getMessage());
      }
    }
    float[] low = new float[space.inputs()];
    float[] high = new float[low.length];
    int[] counts = new int[low.length];
    int input = 0;
    for (ObservationStream stream : space.streams()) {
      StreamBins given = streams.getOrDefault(stream.name(), StreamBins.DEFAULT);
      if (stream.type() == ElementType.UINT8 || stream.shape().size() > 2) {
        throw new UserError(
            "a discretiser on an image: the stream "
                + stream.name()
                + " of shape "
                + stream.shape()
                + " has too many states for a table; "
                + instead);
      }
      float least = (float) given.low().orElse(stream.low());
      float greatest = (float) given.high().orElse(stream.high());
      requireBounds(stream.name(), least, greatest, instead);
      Arrays.fill(low, input, input + stream.size(), least);
      Arrays.fill(high, input, input + stream.size(), greatest);
      Arrays.fill(counts, input, input + stream.size(), given.bins().orElse(bins));
      input += stream.size();
    }
    for (ObservationStream stream : space.streams()) {
      if (stream.counted()) {
        int most = stream.shape().get(0);
        if (most >= MOST_BINS) {
          throw new UserError(
              "the stream "
                  + stream.name()
                  + " counts to "
                  + most
                  + ", too far for a table; "
                  + instead);
        }
        high[input] = most;
        counts[input++] = most + 1;
      }
    }
    return new Discretizer(low, high, counts);
  }

  private static void requireBounds(String stream, float low, float high, String instead) {
    if (!Float.isFinite(high - low)) {
      throw new UserError(
          "the stream "
              + stream
              + " is not bounded, from "
              + low
              + " to "
              + high
              + ": give streams."
              + stream
              + ".low and streams."
              + stream
              + ".high, or "
              + instead);
    }
    if (!(low < high)) {
      throw new UserError(
          "streams." + stream + ".low is " + low + ", but must be less than its high " + high);
    }
  }

  /** Numbers in an observation. */
  public int inputs() {
    return bins.length;
  }

  /** Lower end of a number's first bin. */
  public float low(int input) {
    return low[input];
  }

  /** Upper end of a number's last bin. */
  public float high(int input) {
    return high[input];
  }

  /** How many bins a number has. */
  public int bins(int input) {
    return bins[input];
  }

  /** The bin of a number, from 0. */
  public int bin(int input, float value) {
    int bin = (int) ((value - low[input]) * scale[input]);
    return Math.max(0, Math.min(bins[input] - 1, bin));
  }

  /** Writes it so that {@link #read} gives an equal one. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(bins.length);
    for (int i = 0; i < bins.length; i++) {
      out.writeFloat(low[i]);
      out.writeFloat(high[i]);
      out.writeInt(bins[i]);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Discretizer read(DataInput in) throws IOException {
    int inputs = in.readInt();
    float[] low = new float[inputs];
    float[] high = new float[inputs];
    int[] bins = new int[inputs];
    for (int i = 0; i < inputs; i++) {
      low[i] = in.readFloat();
      high[i] = in.readFloat();
      bins[i] = in.readInt();
    }
    return new Discretizer(low, high, bins);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Discretizer o
        && Arrays.equals(low, o.low)
        && Arrays.equals(high, o.high)
        && Arrays.equals(bins, o.bins);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(low) + 31 * Arrays.hashCode(high) + 961 * Arrays.hashCode(bins);
  }
}
