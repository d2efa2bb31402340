package io.github.gdxbrains.config;

import java.util.Collection;
import java.util.Comparator;

/**
 * A mistake in what a person gave the program; its message is one line that says what is wrong,
 * where, and what would work. Commands print it without a stack trace and exit with status 2.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A mistake in one line. */
  public UserError(String message) {
    super(message);
  }

  /** A mistake in one line, with what revealed it. */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * "no {@code kind} is named {@code name}; did you mean {@code nearest}?" or, where no valid name
   * is near, the list of all.
   */
  public static UserError unknown(String kind, String name, Collection<String> valid) {
    return new UserError("no " + kind + " is named '" + name + "'; " + suggestion(name, valid));
  }

  /** "did you mean 'x'?" or "valid are a, b, c". */
  public static String suggestion(String name, Collection<String> valid) {
    String nearest =
        valid.stream()
            .min(
                Comparator.comparingInt((String candidate) -> distance(name, candidate))
                    .thenComparing(Comparator.naturalOrder()))
            .orElse("");
    if (!nearest.isEmpty() && distance(name, nearest) <= Math.max(2, name.length() / 3)) {
      return "did you mean '" + nearest + "'?";
    }
    return valid.isEmpty() ? "there are none" : "valid are " + String.join(", ", valid);
  }

  /** Levenshtein's edit distance, ignoring case. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int substitution = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
