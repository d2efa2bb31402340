package io.github.gdxbrains.config;

/** A setting's value that is out of range; whoever read it from a file knows where it stands. */
public final class InvalidValue extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String key;

  /**
   * A wrong value.
   *
   * @param key as written in experiment files, such as {@code batch_size}; what stands deeper is
   *     named by its path, such as {@code curriculum[0].name}
   * @param message what is wrong and what would be valid, without the key
   */
  public InvalidValue(String key, String message) {
    super(key + " " + message);
    this.key = key;
  }

  /** The setting's name as written in experiment files. */
  public String key() {
    return key;
  }

  /**
   * Runs a check of what stands deeper.
   *
   * @param path put before the key of a wrong value, such as {@code skills.go.}
   */
  public static void within(String path, Runnable check) {
    try {
      check.run();
    } catch (InvalidValue wrong) {
      String message = wrong.getMessage().substring(wrong.key.length() + 1);
      throw new InvalidValue(path + wrong.key, message);
    }
  }

  /** Throws unless {@code low <= value <= high}; NaN is never in range. */
  public static void unlessWithin(String key, double value, double low, double high) {
    if (!(low <= value && value <= high)) {
      throw new InvalidValue(
          key,
          "is " + trim(value) + ", but must be within [" + trim(low) + ", " + trim(high) + "]");
    }
  }

  /** Throws unless {@code value >= low}; NaN and infinity are refused. */
  public static void unlessAtLeast(String key, double value, double low) {
    if (!(value >= low) || Double.isInfinite(value)) {
      throw new InvalidValue(key, "is " + trim(value) + ", but must be at least " + trim(low));
    }
  }

  /** Throws unless {@code value > 0}; NaN and infinity are refused. */
  public static void unlessPositive(String key, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new InvalidValue(key, "is " + trim(value) + ", but must be greater than 0");
    }
  }

  private static String trim(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Float.toString((float) value);
  }
}
