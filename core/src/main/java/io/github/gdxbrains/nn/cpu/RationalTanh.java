package io.github.gdxbrains.nn.cpu;

/**
 * tanh as {@code x · P(x²) / Q(x²)} with P of degree 3 and Q of degree 4, and ±1 beyond ±{@link
 * #LIMIT}. The coefficients are a minimax fit of the absolute error over [0, 7.9], found by
 * iteratively reweighted least squares (Lawson 1961); the fit's error is 1.2e-7, with the rounding
 * of floats it stays below 5e-7 everywhere.
 */
public final class RationalTanh {
  /** From here on the result is ±1: 1 - tanh(7.9) is 2.7e-7. */
  public static final float LIMIT = 7.9f;

  /** The square of {@link #LIMIT}. */
  public static final float LIMIT_SQUARED = LIMIT * LIMIT;

  /** Numerator's coefficient of x. */
  public static final float P0 = 4069603.5f;

  /** Numerator's coefficient of x³. */
  public static final float P1 = 525902.375f;

  /** Numerator's coefficient of x⁵. */
  public static final float P2 = 11999.2793f;

  /** Numerator's coefficient of x⁷. */
  public static final float P3 = 46.4532356f;

  /** Denominator's coefficient of 1. */
  public static final float Q0 = 4069605.75f;

  /** Denominator's coefficient of x². */
  public static final float Q1 = 1882429f;

  /** Denominator's coefficient of x⁴. */
  public static final float Q2 = 96870.9062f;

  /** Denominator's coefficient of x⁶; that of x⁸ is 1. */
  public static final float Q3 = 970.175293f;

  private RationalTanh() {}

  /** The hyperbolic tangent; NaN gives NaN. */
  public static float tanh(float x) {
    float s = x * x;
    float p = ((P3 * s + P2) * s + P1) * s + P0;
    float q = (((s + Q3) * s + Q2) * s + Q1) * s + Q0;
    return s > LIMIT_SQUARED ? Math.copySign(1f, x) : x * p / q;
  }
}
