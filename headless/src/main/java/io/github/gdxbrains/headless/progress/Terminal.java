package io.github.gdxbrains.headless.progress;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The terminal that this process writes to. JLine, which the progress bar would ask, replaces the
 * handler of Ctrl-C by the system's own, and a run would end unsaved.
 */
public final class Terminal {
  private static final int DEFAULT_COLUMNS = 80;

  private Terminal() {}

  /** Whether somebody watches. */
  public static boolean isPresent() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // from JDK 22 on there is always a console, which may not be a terminal
      Method isTerminal = java.io.Console.class.getMethod("isTerminal");
      return (boolean) isTerminal.invoke(console);
    } catch (ReflectiveOperationException olderJdk) {
      return true;
    }
  }

  /** How wide it is; 80 where nobody can tell. */
  static int columns() {
    File terminal = new File("/dev/tty");
    if (!terminal.exists()) {
      return DEFAULT_COLUMNS;
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(terminal)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      stty.waitFor(1, TimeUnit.SECONDS);
      String[] rowsAndColumns = size.strip().split(" ");
      int columns = Integer.parseInt(rowsAndColumns[rowsAndColumns.length - 1]);
      return columns > 0 ? columns : DEFAULT_COLUMNS;
    } catch (IOException | NumberFormatException unknown) {
      return DEFAULT_COLUMNS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return DEFAULT_COLUMNS;
    }
  }
}
