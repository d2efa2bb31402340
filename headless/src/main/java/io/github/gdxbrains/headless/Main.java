package io.github.gdxbrains.headless;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry point of every command that opens no window. */
@Command(
    name = "brains",
    description = "Learning NPCs for libGDX.",
    mixinStandardHelpOptions = true,
    version = "gdx-brains 0.1.0-SNAPSHOT")
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs one command and exits with its code: 0 done, 1 failed, 2 bad input. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command.");
  }
}
