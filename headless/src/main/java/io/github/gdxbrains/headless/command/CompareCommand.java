package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.headless.compare.Comparison;
import io.github.gdxbrains.headless.compare.ComparisonFiles;
import io.github.gdxbrains.headless.compare.Reference;
import io.github.gdxbrains.headless.compare.Series;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: sets experiments over seeds beside each other. */
@Command(
    name = "compare",
    description = "Draws and tabulates runs beside each other, with intervals over seeds.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..*",
      description =
          "A run's folder, or a folder of runs that differ in their seed (one line with a band);"
              + " LABEL=RUN names it.")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder for pictures and tables.")
  private Path out;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "A column of metrics.csv, or evaluation/COLUMN of evaluations.csv; may be repeated;"
              + " mean_return by default, and the score rate where teams are evaluated.")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = "--threshold",
      paramLabel = "X",
      description = "Tells how many runs reached this value, and when.")
  private Optional<Double> threshold;

  @Option(
      names = "--reference",
      paramLabel = "LABEL=VALUE",
      description =
          "Draws a dashed line at this value of the first metric, such as a script's return; may be"
              + " repeated.")
  private List<String> references = new ArrayList<>();

  @Mixin private Workplace workplace;

  @Override
  public Integer call() {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UserError("--out " + out + ": is a file, but must be a folder");
    }
    if (threshold.isPresent() && !Double.isFinite(threshold.get())) {
      throw new UserError("--threshold is " + threshold.get() + ", but must be a finite number");
    }
    List<Reference> known = references.stream().map(Reference::of).toList();
    Comparison comparison =
        Comparison.of(
            runs.stream().map(Series::of).toList(),
            metrics,
            threshold.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
            known);
    List<Path> files = new ArrayList<>(ComparisonFiles.writeTables(comparison, out));
    files.addAll(ComparisonFiles.draw(comparison, out));
    PrintWriter printer = spec.commandLine().getOut();
    ComparisonTable.print(comparison, printer);
    files.forEach(printer::println);
    printer.flush();
    return 0;
  }
}
