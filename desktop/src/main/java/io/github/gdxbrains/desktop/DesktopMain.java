package io.github.gdxbrains.desktop;

import io.github.gdxbrains.config.UserError;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point of the commands that open a window. */
@Command(
    name = "brains",
    description = "Learning NPCs for libGDX: the window.",
    mixinStandardHelpOptions = true,
    version = "gdx-brains 0.1.0-SNAPSHOT",
    subcommands = PlayCommand.class)
public final class DesktopMain implements Runnable {
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  @Spec private CommandSpec spec;

  private DesktopMain() {}

  /** Runs one command and exits with its code: 0 done, 1 failed, 2 bad input. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command and returns its exit code. */
  static int run(String... arguments) {
    boolean debug = Arrays.asList(arguments).contains("--debug");
    CommandLine line = new CommandLine(new DesktopMain());
    line.setParameterExceptionHandler(
        (e, given) -> {
          complain(
              e.getCommandLine(),
              e instanceof UnmatchedArgumentException u ? nearest(u) : e,
              debug);
          return BAD_INPUT;
        });
    line.setExecutionExceptionHandler(
        (e, command, result) -> {
          complain(command, e, debug);
          return e instanceof UserError ? BAD_INPUT : FAILED;
        });
    return line.execute(arguments);
  }

  private static UserError nearest(UnmatchedArgumentException e) {
    String word = e.getUnmatched().get(0);
    CommandSpec command = e.getCommandLine().getCommandSpec();
    boolean option = word.startsWith("-");
    return UserError.unknown(
        option ? "option" : command.subcommands().isEmpty() ? "argument" : "command",
        word,
        option ? command.optionsMap().keySet() : command.subcommands().keySet());
  }

  private static void complain(CommandLine command, Exception e, boolean debug) {
    if (debug) {
      e.printStackTrace(command.getErr());
      return;
    }
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    if (!(e instanceof UserError) && !(e instanceof ParameterException)) {
      message = "failed: " + message + " (--debug tells more)";
    }
    command.getErr().println("brains: " + message.lines().findFirst().orElse("failed"));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "there is no command; try 'brains play GAME' or 'brains --help'");
  }
}
