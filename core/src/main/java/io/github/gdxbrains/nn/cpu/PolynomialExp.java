package io.github.gdxbrains.nn.cpu;

/**
 * The exponential function as {@code 2^k · P(r)} with {@code k = round(x / ln 2)} and {@code r = x
 * - k · ln 2}, |r| ≤ ln 2 / 2. P is the polynomial of degree 7 of the Cephes library's {@code expf}
 * (Moshier 1989), ln 2 is subtracted in two parts (Cody and Waite 1980), and the power of two is
 * multiplied in two halves, so that results may be subnormal.
 *
 * <p>The relative error stays below 2.5e-7 (that is 2.1 units in the last place) wherever the
 * result is a normal number; a subnormal result is off by at most one unit, 1.4e-45. Results too
 * large are infinity, results too small are zero, and NaN gives NaN.
 */
public final class PolynomialExp {
  /** From here on the result is infinity. */
  public static final float HIGHEST = 89f;

  /** From here on down the result is zero. */
  public static final float LOWEST = -104f;

  /** 1 / ln 2. */
  public static final float LOG2_E = 1.44269504f;

  /** 1.5 · 2²³: adding it rounds to the nearest integer, found in the sum's lowest bits. */
  public static final float ROUNDER = 12582912f;

  /** The leading nine bits of ln 2, whose product with k is exact. */
  public static final float LN2_HIGH = 0.693359375f;

  /** ln 2 - {@link #LN2_HIGH}. */
  public static final float LN2_LOW = -2.12194440e-4f;

  /** Coefficient of r². */
  public static final float P2 = 5.0000001201e-1f;

  /** Coefficient of r³. */
  public static final float P3 = 1.6666665459e-1f;

  /** Coefficient of r⁴. */
  public static final float P4 = 4.1665795894e-2f;

  /** Coefficient of r⁵. */
  public static final float P5 = 8.3334519073e-3f;

  /** Coefficient of r⁶. */
  public static final float P6 = 1.3981999507e-3f;

  /** Coefficient of r⁷. */
  public static final float P7 = 1.9875691500e-4f;

  /** The exponent's bias in a float's bits. */
  public static final int BIAS = 127;

  /** How far left of a float's lowest bit its exponent lies. */
  public static final int SHIFT = 23;

  private static final int ROUNDER_BITS = 0x4B400000;

  private PolynomialExp() {}

  /** e to the power of x. */
  public static float exp(float x) {
    float y = x > HIGHEST ? HIGHEST : x < LOWEST ? LOWEST : x; // NaN stays
    float shifted = y * LOG2_E + ROUNDER;
    int k = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
    float n = shifted - ROUNDER;
    float r = y - n * LN2_HIGH - n * LN2_LOW;
    float p = ((((P7 * r + P6) * r + P5) * r + P4) * r + P3) * r + P2;
    p = p * (r * r) + r + 1;
    int half = k >> 1;
    return p
        * Float.intBitsToFloat((half + BIAS) << SHIFT)
        * Float.intBitsToFloat((k - half + BIAS) << SHIFT);
  }
}
