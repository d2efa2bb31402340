package io.github.gdxbrains.headless.compare;

import io.github.gdxbrains.config.UserError;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A known value that curves are held against, such as what a script scores.
 *
 * @param label in pictures
 * @param value in the first metric's unit
 */
public record Reference(String label, double value) {
  /**
   * The reference that an argument names.
   *
   * @param argument {@code LABEL=NUMBER}
   * @throws UserError if it is anything else
   */
  public static Reference of(String argument) {
    int equals = argument.lastIndexOf('=');
    if (equals > 0) {
      try {
        double value = Double.parseDouble(argument.substring(equals + 1));
        if (Double.isFinite(value)) {
          return new Reference(argument.substring(0, equals), value);
        }
      } catch (NumberFormatException word) {
        // said below
      }
    }
    throw new UserError("--reference " + argument + ": must be LABEL=NUMBER, such as random=-26.5");
  }

  /** For JSON. */
  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("label", label);
    report.put("value", value);
    return report;
  }
}
