package io.github.gdxbrains.nn.cpu;

/**
 * The natural logarithm as {@code k · ln 2 + log(1 + r)} with {@code x = 2^k (1 + r)} and 1 + r in
 * [√½, √2). {@code log(1 + r) = r - r²/2 + r³ P(r)}, P being the polynomial of degree 8 of the
 * Cephes library's {@code logf} (Moshier 1989); ln 2 is added in {@link PolynomialExp}'s two parts
 * (Cody and Waite 1980).
 *
 * <p>The error stays below 0.9 units in the last place, subnormal arguments included. The logarithm
 * of zero is negative infinity, of infinity infinity, and of a negative number or NaN NaN.
 */
public final class PolynomialLog {
  /** The bits of √½, from which a float's exponent is counted. */
  public static final int ROOT_HALF_BITS = 0x3F3504F3;

  /** Smaller arguments are subnormal and multiplied by {@link #SUBNORMAL_SCALE}. */
  public static final float LEAST_NORMAL = Float.MIN_NORMAL;

  /** 2 to the power of {@link PolynomialExp#SHIFT}. */
  public static final float SUBNORMAL_SCALE = 0x1p23f;

  /** Coefficient of r³. */
  public static final float P3 = 3.3333331174e-1f;

  /** Coefficient of r⁴. */
  public static final float P4 = -2.4999993993e-1f;

  /** Coefficient of r⁵. */
  public static final float P5 = 2.0000714765e-1f;

  /** Coefficient of r⁶. */
  public static final float P6 = -1.6668057665e-1f;

  /** Coefficient of r⁷. */
  public static final float P7 = 1.4249322787e-1f;

  /** Coefficient of r⁸. */
  public static final float P8 = -1.2420140846e-1f;

  /** Coefficient of r⁹. */
  public static final float P9 = 1.1676998740e-1f;

  /** Coefficient of r¹⁰. */
  public static final float P10 = -1.1514610310e-1f;

  /** Coefficient of r¹¹. */
  public static final float P11 = 7.0376836292e-2f;

  private PolynomialLog() {}

  /** The natural logarithm of x. */
  public static float log(float x) {
    boolean isSubnormal = x < LEAST_NORMAL;
    int bits = Float.floatToRawIntBits(isSubnormal ? x * SUBNORMAL_SCALE : x);
    int k = (bits - ROOT_HALF_BITS) >> PolynomialExp.SHIFT;
    float n = isSubnormal ? k - PolynomialExp.SHIFT : k;
    float r = Float.intBitsToFloat(bits - (k << PolynomialExp.SHIFT)) - 1;
    float p = (((P11 * r + P10) * r + P9) * r + P8) * r + P7;
    p = (((p * r + P6) * r + P5) * r + P4) * r + P3;
    float square = r * r;
    float small = p * r * square + n * PolynomialExp.LN2_LOW - 0.5f * square;
    float y = r + small + n * PolynomialExp.LN2_HIGH;
    if (x > 0) {
      return x < Float.POSITIVE_INFINITY ? y : x;
    }
    return x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
  }
}
