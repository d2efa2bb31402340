package io.github.gdxbrains.learner;

import java.util.LinkedHashMap;
import java.util.Map;

/** Named numbers of one update, in the order in which they were first written. */
public final class Metrics {
  private final Map<String, double[]> values = new LinkedHashMap<>();

  /** Sets a number. */
  public void put(String name, double value) {
    double[] cell = values.get(name);
    if (cell == null) {
      values.put(name, new double[] {value});
    } else {
      cell[0] = value;
    }
  }

  /** A number, or NaN if it was never set. */
  public double get(String name) {
    double[] cell = values.get(name);
    return cell == null ? Double.NaN : cell[0];
  }

  /** All names. */
  public Iterable<String> names() {
    return values.keySet();
  }
}
