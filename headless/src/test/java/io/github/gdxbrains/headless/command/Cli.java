package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.headless.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command that was run in this process.
 *
 * @param exit code
 * @param out what it printed
 * @param err what it complained about
 */
record Cli(int exit, String out, String err) {
  static Cli run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int exit = command.execute(words);
    return new Cli(exit, out.toString(), err.toString());
  }
}
