package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.brain.TableModel;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.headless.experiment.ExperimentFiles;
import io.github.gdxbrains.headless.run.Reports;
import io.github.gdxbrains.headless.run.RunFolder;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.train.Checkpoints;
import io.github.gdxbrains.train.ExperimentConfig;
import io.github.gdxbrains.train.Trainer;
import io.github.gdxbrains.train.TrainingListener;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

  @Parameters(
      paramLabel = "BRAIN",
      description = "A brain file, or a run's folder: its best brain, or its newest checkpoint's.")
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
    Source source = Files.isDirectory(brain) ? ofRun(new RunFolder(brain)) : ofFile(brain);
    if (!(source.model() instanceof TableModel table)) {
      throw new UserError(
          source.name()
              + " holds a network; only tables can be exported, such as those that"
              + " trainer_type: q_learning makes");
    }
    Reports.write(file, Reports.of(source.game(), table));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        file
            + ": "
            + table.table().states().count()
            + " states of "
            + table.behavior().name()
            + source.remark());
    out.flush();
    return 0;
  }

  /**
   * What is exported.
   *
   * @param remark on where it is from, where that is not plain
   */
  private record Source(String name, String game, Model model, String remark) {}

  private static Source ofFile(Path file) {
    BrainFile read = BrainFile.read(file);
    return new Source(file.toString(), read.game(), read.model(), "");
  }

  private Source ofRun(RunFolder run) {
    List<Path> best = run.brains();
    if (best.size() > 1) {
      throw new UserError(
          brain
              + " holds several brains; say which one: "
              + best.stream().map(Path::toString).collect(Collectors.joining(" or ")));
    }
    if (best.size() == 1) {
      return ofFile(best.get(0));
    }
    if (!run.isBegun()) {
      throw new UserError(brain + " is no run's folder: it has neither best.brain nor config.yaml");
    }
    return new Checkpoints(run.checkpoints(), 1)
        .newest()
        .map(checkpoint -> ofCheckpoint(run, checkpoint.file()))
        .orElseThrow(
            () ->
                new UserError(
                    brain + " holds no brain yet: neither best.brain nor an intact checkpoint"));
  }

  /** What a run that was killed before its first evaluation had learned. */
  private Source ofCheckpoint(RunFolder run, Path checkpoint) {
    ExperimentConfig config =
        workplace.experiments().read(run.config(), ExperimentFiles.Changes.NONE);
    Trainer.Setup setup =
        new Trainer.Setup(
            config,
            workplace.games().named(config.game()),
            workplace.extensions(),
            workplace.learners(),
            Backends.best(),
            1,
            Optional.of(run.path()),
            OptionalDouble.empty(),
            Optional.empty(),
            Map.of(),
            new TrainingListener() {});
    try (Trainer trainer = Trainer.resume(setup)) {
      Map<String, Model> models = trainer.models();
      if (models.size() > 1) {
        throw new UserError(
            checkpoint + " has several policies; train on until there are brain files of them");
      }
      return new Source(
          checkpoint.toString(),
          config.game(),
          models.values().iterator().next(),
          String.format(Locale.ROOT, ", of the checkpoint after %,d steps", trainer.steps()));
    }
  }
}
