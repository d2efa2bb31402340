package io.github.gdxbrains.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

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

  /** Edit distance, ignoring case, in which two neighbours that changed places count 1. */
  static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int substitution = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(substitution, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
