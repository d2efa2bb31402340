package io.github.gdxbrains.nn.cpu;

/**
 * tanh as an odd polynomial over an even one, clamped to ±{@link #LIMIT}: a minimax fit with an
 * error below 5e-7 everywhere. The coefficients are those of Eigen's {@code ptanh}
 * (https://eigen.tuxfamily.org, MPL 2.0).
 */
public final class RationalTanh {
  /** Beyond this the result is ±1 in floats. */
  public static final float LIMIT = 7.90531110763549805f;

  /** Numerator's coefficient of x. */
  public static final float A1 = 4.89352455891786e-03f;

  /** Numerator's coefficient of x³. */
  public static final float A3 = 6.37261928875436e-04f;

  /** Numerator's coefficient of x⁵. */
  public static final float A5 = 1.48572235717979e-05f;

  /** Numerator's coefficient of x⁷. */
  public static final float A7 = 5.12229709037114e-08f;

  /** Numerator's coefficient of x⁹. */
  public static final float A9 = -8.60467152213735e-11f;

  /** Numerator's coefficient of x¹¹. */
  public static final float A11 = 2.00018790482477e-13f;

  /** Numerator's coefficient of x¹³. */
  public static final float A13 = -2.76076847742355e-16f;

  /** Denominator's coefficient of 1. */
  public static final float B0 = 4.89352518554385e-03f;

  /** Denominator's coefficient of x². */
  public static final float B2 = 2.26843463243900e-03f;

  /** Denominator's coefficient of x⁴. */
  public static final float B4 = 1.18534705686654e-04f;

  /** Denominator's coefficient of x⁶. */
  public static final float B6 = 1.19825839466702e-06f;

  private RationalTanh() {}

  /** The hyperbolic tangent; NaN gives NaN. */
  public static float tanh(float value) {
    float x = value > LIMIT ? LIMIT : value < -LIMIT ? -LIMIT : value;
    float s = x * x;
    float p = A13 * s + A11;
    p = p * s + A9;
    p = p * s + A7;
    p = p * s + A5;
    p = p * s + A3;
    p = p * s + A1;
    float q = B6 * s + B4;
    q = q * s + B2;
    q = q * s + B0;
    return x * p / q;
  }
}
