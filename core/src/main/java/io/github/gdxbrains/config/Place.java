package io.github.gdxbrains.config;

/**
 * Where a setting stands.
 *
 * @param source a file's name or an option of the command line; empty if it came from a program
 * @param line from 1; 0 if the source has no lines
 */
public record Place(String source, int line) {
  /** Settings that a program gave. */
  public static final Place NONE = new Place("", 0);

  /** An option of the command line as it was typed. */
  public static Place option(String typed) {
    return new Place(typed, 0);
  }

  /** A mistake here: {@code source:line: message}. */
  public UserError error(String message) {
    return new UserError(source.isEmpty() ? message : this + ": " + message);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
