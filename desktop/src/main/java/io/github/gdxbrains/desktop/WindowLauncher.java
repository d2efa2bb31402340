package io.github.gdxbrains.desktop;

import com.badlogic.gdx.backends.lwjgl3.Lwjgl3Application;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3ApplicationConfiguration;
import com.badlogic.gdx.graphics.glutils.HdpiMode;
import io.github.gdxbrains.config.UserError;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;

/** Opens a window and stays until it is closed. */
final class WindowLauncher {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;

  private WindowLauncher() {}

  /**
   * Shows a match.
   *
   * @param fast whether frames come as fast as possible and not with the screen
   * @throws UserError if there is no display, or one without OpenGL
   */
  static void open(PlayWindow window, String title, boolean fast) {
    if (isLinux() && !isSet("DISPLAY") && !isSet("WAYLAND_DISPLAY")) {
      throw new UserError(
          "there is no display to open a window on: DISPLAY is not set (xvfb-run can provide one)");
    }
    Lwjgl3ApplicationConfiguration config = new Lwjgl3ApplicationConfiguration();
    config.setTitle(title);
    config.setWindowedMode(WIDTH, HEIGHT);
    config.setWindowSizeLimits(480, 300, -1, -1);
    config.setHdpiMode(HdpiMode.Pixels);
    config.disableAudio(true);
    config.useVsync(!fast);
    config.setForegroundFPS(fast ? 0 : 240);
    config.setIdleFPS(fast ? 0 : 60);
    // GLFW writes what fails with a stack trace of its own; the exception says it too
    Lwjgl3ApplicationConfiguration.errorStream = new PrintStream(OutputStream.nullOutputStream());
    try {
      new Lwjgl3Application(window, config);
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      if (window.isOpen()) {
        throw e;
      }
      throw new UserError("no window can be opened here: " + e.getMessage(), e);
    }
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
  }

  private static boolean isSet(String variable) {
    String value = System.getenv(variable);
    return value != null && !value.isBlank();
  }
}
