package io.github.gdxbrains.desktop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A screen for tests: the one there is, else an Xvfb of its own where that is installed. */
final class Display implements AutoCloseable {
  private final Optional<Process> server;
  private final Map<String, String> environment;

  private Display(Optional<Process> server, Map<String, String> environment) {
    this.server = server;
    this.environment = environment;
  }

  /** A screen, unless there can be none. */
  static Optional<Display> open() {
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    if (!linux || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY")) {
      return Optional.of(new Display(Optional.empty(), Map.of()));
    }
    try {
      Process xvfb =
          new ProcessBuilder(
                  "Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(xvfb.getInputStream(), StandardCharsets.US_ASCII));
      String number = reader.readLine();
      if (number == null) {
        xvfb.destroy();
        return Optional.empty();
      }
      return Optional.of(new Display(Optional.of(xvfb), Map.of("DISPLAY", ":" + number.strip())));
    } catch (IOException notInstalled) {
      return Optional.empty();
    }
  }

  private static boolean isSet(String variable) {
    String value = System.getenv(variable);
    return value != null && !value.isBlank();
  }

  /** Variables that a program which opens a window needs. */
  Map<String, String> environment() {
    return environment;
  }

  @Override
  public void close() throws InterruptedException {
    if (server.isPresent()) {
      server.get().destroy();
      server.get().waitFor(10, TimeUnit.SECONDS);
    }
  }
}
