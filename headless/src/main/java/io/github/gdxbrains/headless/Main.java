package io.github.gdxbrains.headless;

import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.headless.command.BenchCommand;
import io.github.gdxbrains.headless.command.CompareCommand;
import io.github.gdxbrains.headless.command.EvaluateCommand;
import io.github.gdxbrains.headless.command.ExportCommand;
import io.github.gdxbrains.headless.command.GamesCommand;
import io.github.gdxbrains.headless.command.LearnersCommand;
import io.github.gdxbrains.headless.command.PlayCommand;
import io.github.gdxbrains.headless.command.RolloutCommand;
import io.github.gdxbrains.headless.command.TournamentCommand;
import io.github.gdxbrains.headless.command.TrainCommand;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point of every command that opens no window. */
@Command(
    name = "brains",
    description = "Learning NPCs for libGDX.",
    mixinStandardHelpOptions = true,
    version = "gdx-brains 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      GamesCommand.class,
      LearnersCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      RolloutCommand.class,
      CompareCommand.class,
      TournamentCommand.class,
      ExportCommand.class,
      BenchCommand.class,
      PlayCommand.class
    })
public final class Main implements Runnable {
  /** Exit code of a command that failed through no fault of its input. */
  public static final int FAILED = 1;

  /** Exit code for bad input. */
  public static final int BAD_INPUT = 2;

  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs one command and exits with its code: 0 done, 1 failed, 2 bad input, 130 stopped. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line; its output and error streams may be replaced. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler(Main::badArguments)
        .setExecutionExceptionHandler(Main::failed)
        .setExecutionStrategy(Main::execute)
        .setUsageHelpAutoWidth(true);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** A plugin may lack classes that are asked for only while it runs. */
  private static int execute(ParseResult result) {
    try {
      return new CommandLine.RunLast().execute(result);
    } catch (OutOfMemoryError full) {
      RuntimeException error =
          new IllegalStateException(
              "out of memory (" + full.getMessage() + "): BRAINS_JAVA_OPTS=-Xmx8g gives it more",
              full);
      throw new CommandLine.ExecutionException(
          result.commandSpec().commandLine(), error.getMessage(), error);
    } catch (LinkageError broken) {
      UserError error =
          new UserError("a plugin is incomplete or made for another version: " + broken, broken);
      throw new CommandLine.ExecutionException(
          result.commandSpec().commandLine(), error.getMessage(), error);
    }
  }

  private static int badArguments(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    complain(command.getErr(), message(mistake));
    return BAD_INPUT;
  }

  private static String message(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    if (mistake.getCause() instanceof UserError error) {
      return error.getMessage();
    }
    if (mistake instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String argument = unmatched.getUnmatched().get(0);
      if (argument.startsWith("-")) {
        List<String> options =
            command.getCommandSpec().options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .filter(name -> name.startsWith("--"))
                .toList();
        String name = argument.replaceFirst("=.*", "");
        return UserError.unknown("option of " + command.getCommandName(), name, options)
            .getMessage();
      }
      if (!command.getSubcommands().isEmpty()) {
        return UserError.unknown("command", argument, command.getSubcommands().keySet())
            .getMessage();
      }
      return command.getCommandName() + " takes no further '" + argument + "'";
    }
    return mistake.getMessage() + " (see: brains " + command.getCommandName() + " --help)";
  }

  private static int failed(Exception failure, CommandLine command, ParseResult result) {
    boolean debug = result.expandedArgs().contains("--debug");
    PrintWriter err = command.getErr();
    if (failure instanceof UserError) {
      complain(err, failure.getMessage());
    } else {
      complain(err, describe(failure) + (debug ? "" : " (--debug shows where)"));
    }
    if (debug) {
      failure.printStackTrace(err);
      err.flush();
    }
    return failure instanceof UserError ? BAD_INPUT : FAILED;
  }

  private static String describe(Exception failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : failure.getClass().getSimpleName() + ": " + message;
  }

  private static void complain(PrintWriter err, String message) {
    err.println("brains: " + message.strip().replaceAll("\\s*[\\r\\n]+\\s*", " "));
    err.flush();
  }
}
