package io.github.gdxbrains.headless.compare;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * One metric of one run, row by row.
 *
 * @param steps decisions at each row, ascending
 * @param seconds of training at each row, ascending
 * @param values of the metric, all finite; at least one
 */
public record RunCurve(double[] steps, double[] seconds, double[] values) {
  /** Over what a curve is drawn. */
  public enum Axis {
    /** Decisions of learning agents. */
    STEPS,
    /** Training seconds, evaluations not counted. */
    SECONDS
  }

  /** Where the rows stand on an axis. */
  public double[] places(Axis axis) {
    return axis == Axis.STEPS ? steps : seconds;
  }

  /** The value at a place: linearly between two rows, after the last row its value. */
  public double at(Axis axis, double place) {
    return interpolate(places(axis), values, place);
  }

  /** The last value. */
  public double last() {
    return values[values.length - 1];
  }

  /** The first row whose value is at least a threshold; empty if there is none. */
  public OptionalInt reaching(double threshold) {
    return IntStream.range(0, values.length).filter(i -> values[i] >= threshold).findFirst();
  }

  /**
   * Linear interpolation between neighbours; before the first point its value, after the last its.
   *
   * @param x ascending
   * @param y as many as x
   */
  public static double interpolate(double[] x, double[] y, double at) {
    int above = 0;
    while (above < x.length && x[above] < at) {
      above++;
    }
    if (above == 0) {
      return y[0];
    }
    if (above == x.length) {
      return y[above - 1];
    }
    double share = (at - x[above - 1]) / (x[above] - x[above - 1]);
    return y[above - 1] + share * (y[above] - y[above - 1]);
  }
}
