package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.config.UserError;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Tells those who start the headless program by hand where the window is. */
@Command(name = "play", description = "Opens a window to play in (./brains play GAME).")
public final class PlayCommand implements Callable<Integer> {
  @Unmatched private List<String> ignored;

  @Override
  public Integer call() {
    throw new UserError("this program opens no window: start it as ./brains play GAME");
  }
}
