package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.TableModel;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.headless.run.Reports;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code export}: writes what a brain knows for other programs. */
@Command(
    name = "export",
    description = "Writes the table of a tabular brain as JSON.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "BRAIN", description = "A brain file, or a run's folder.")
  private Path brain;

  @Option(
      names = "--out",
      paramLabel = "FILE.json",
      required = true,
      description = "The file to write.")
  private Path file;

  @Mixin private Workplace workplace;

  @Override
  public Integer call() {
    Workplace.requireWritable("--out", Optional.of(file));
    Path source = Files.isDirectory(brain) ? brain.resolve("best.brain") : brain;
    BrainFile read = BrainFile.read(source);
    if (!(read.model() instanceof TableModel table)) {
      throw new UserError(
          source
              + " holds a network; only tables can be exported, such as those that"
              + " trainer_type: q_learning makes");
    }
    Reports.write(file, Reports.of(read.game(), table));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        file + ": " + table.table().states().count() + " states of " + table.behavior().name());
    out.flush();
    return 0;
  }
}
