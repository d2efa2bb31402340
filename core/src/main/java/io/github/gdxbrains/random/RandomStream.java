package io.github.gdxbrains.random;

/**
 * A stream of random numbers: xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom
 * number generators", 2021), seeded through SplitMix64. 32 bytes of state that can be saved and
 * restored; no allocation after construction.
 */
public final class RandomStream {
  private static final double DOUBLE_UNIT = 0x1.0p-53;
  private static final float FLOAT_UNIT = 0x1.0p-24f;

  private long s0;
  private long s1;
  private long s2;
  private long s3;

  /** A stream that starts from a seed. */
  public RandomStream(long seed) {
    reseed(seed);
  }

  /** Mixes a seed with a number that says what the new seed is for. */
  public static long derive(long seed, long purpose) {
    return mix(mix(seed + 0x9E3779B97F4A7C15L) ^ mix(purpose + 0xD1B54A32D192ED03L));
  }

  /** {@link #derive(long, long)} twice: for instance the seed of an arena's episode. */
  public static long derive(long seed, long first, long second) {
    return derive(derive(seed, first), second);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Starts over from a seed. */
  public void reseed(long seed) {
    s0 = mix(seed + 0x9E3779B97F4A7C15L);
    s1 = mix(seed + 2 * 0x9E3779B97F4A7C15L);
    s2 = mix(seed + 3 * 0x9E3779B97F4A7C15L);
    s3 = mix(seed + 4 * 0x9E3779B97F4A7C15L);
  }

  /** All 64 bits. */
  public long nextLong() {
    long result = Long.rotateLeft(s1 * 5, 7) * 9;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  /**
   * Uniform in {@code [0, bound)}, without bias (Lemire, arXiv:1805.10941).
   *
   * @throws IllegalArgumentException if {@code bound} is less than 1
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound is " + bound + ", but must be at least 1");
    }
    long product = (nextLong() >>> 32) * bound;
    if ((product & 0xFFFFFFFFL) < bound) {
      long threshold = (1L << 32) % bound;
      while ((product & 0xFFFFFFFFL) < threshold) {
        product = (nextLong() >>> 32) * bound;
      }
    }
    return (int) (product >>> 32);
  }

  /** Uniform in [0, 1), 24 bits. */
  public float nextFloat() {
    return (nextLong() >>> 40) * FLOAT_UNIT;
  }

  /** Uniform in {@code [low, high)}. */
  public float nextFloat(float low, float high) {
    return low + nextFloat() * (high - low);
  }

  /** Uniform in [0, 1), 53 bits. */
  public double nextDouble() {
    return (nextLong() >>> 11) * DOUBLE_UNIT;
  }

  /** Standard normal (Box and Muller 1958; one of the pair is dropped so that no state is kept). */
  public double nextGaussian() {
    double u = 1 - nextDouble();
    return StrictMath.sqrt(-2 * StrictMath.log(u)) * cosOfTurn(nextDouble());
  }

  /** {@code cos(2π turn)} for a turn in [0, 1), by quarters; newer JDKs' StrictMath allocates. */
  private static double cosOfTurn(double turn) {
    int quarter = (int) Math.rint(4 * turn);
    double angle = 2 * Math.PI * (turn - 0.25 * quarter);
    return switch (quarter & 3) {
      case 0 -> Math.cos(angle);
      case 1 -> -Math.sin(angle);
      case 2 -> -Math.cos(angle);
      default -> Math.sin(angle);
    };
  }

  /** Shuffles the first {@code count} numbers (Fisher and Yates). */
  public void shuffle(int[] values, int count) {
    for (int i = count - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  /** Copies the state into {@code target[offset … offset + 3]}. */
  public void save(long[] target, int offset) {
    target[offset] = s0;
    target[offset + 1] = s1;
    target[offset + 2] = s2;
    target[offset + 3] = s3;
  }

  /** Restores what {@link #save} gave. */
  public void restore(long[] source, int offset) {
    s0 = source[offset];
    s1 = source[offset + 1];
    s2 = source[offset + 2];
    s3 = source[offset + 3];
  }
}
