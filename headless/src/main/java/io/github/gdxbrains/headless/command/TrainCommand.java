package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.headless.experiment.ExperimentFiles;
import io.github.gdxbrains.headless.progress.Console;
import io.github.gdxbrains.headless.progress.Terminal;
import io.github.gdxbrains.headless.run.Reports;
import io.github.gdxbrains.headless.run.RunFolder;
import io.github.gdxbrains.headless.run.RunJournal;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.train.BackendChoice;
import io.github.gdxbrains.train.Evaluator;
import io.github.gdxbrains.train.ExperimentConfig;
import io.github.gdxbrains.train.RunSummary;
import io.github.gdxbrains.train.Trainer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: trains brains and leaves a folder with everything that came of it. */
@Command(
    name = "train",
    description = "Trains brains for a game; Ctrl-C stops and saves.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @picocli.CommandLine.Parameters(
      paramLabel = "GAME|FILE.yaml",
      arity = "0..1",
      description = "A game, trained as its shipped experiment says, or an experiment file.")
  private Optional<String> experiment;

  @Option(names = "--trainer", paramLabel = "NAME", description = "Learner of all behaviors.")
  private Optional<String> trainer;

  @Option(names = "--steps", paramLabel = "N", description = "Decisions to train for.")
  private Optional<String> steps;

  @Option(names = "--seconds", paramLabel = "N", description = "Training seconds at most.")
  private Optional<Double> seconds;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random.")
  private Optional<String> seed;

  @Option(names = "--threads", paramLabel = "N", description = "Threads; all cores by default.")
  private Optional<Integer> threads;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "simd, scalar, nd4j or auto (default): the fastest for the network, which is timed if it is"
              + " large; a resumed run goes on with its own.")
  private String backend;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Changes a setting of the experiment, such as"
              + " behaviors.*.hyperparameters.batch_size=256; may be repeated.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The run's folder; runs/GAME-TIME by default.")
  private Optional<Path> run;

  @Option(names = "--resume", description = "Goes on with the run in --run.")
  private boolean resume;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the summary there as well.")
  private Optional<Path> json;

  @Mixin private Workplace workplace;

  @Override
  public Integer call() {
    Workplace.requireWritable("--json", json);
    PrintWriter err = spec.commandLine().getErr();
    Backend named = Workplace.backend(backend, err);
    int threadCount = Workplace.threads(threads);
    if (seconds.isPresent() && !(seconds.get() > 0)) {
      throw new UserError("--seconds is " + seconds.get() + ", but must be greater than 0");
    }
    ExperimentConfig config = resume ? resumed() : fresh();
    Game game = workplace.games().named(config.game());
    RunFolder folder = folder(game);
    PrintWriter out = spec.commandLine().getOut();
    Backend computer =
        backend.equals("auto") ? chosen(config, game, folder, threadCount, out) : named;
    try (Console console = Console.of(game.name(), out, System.out, Terminal.isPresent())) {
      String title =
          game.name() + ", " + trainers(config) + ", seed " + config.envSettings().seed();
      RunJournal journal = new RunJournal(folder, title, console);
      Trainer.Setup setup =
          new Trainer.Setup(
              config,
              game,
              workplace.extensions(),
              workplace.learners(),
              computer,
              threadCount,
              Optional.of(folder.path()),
              seconds.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
              opponent(config, game, computer),
              provenance(config),
              journal);
      return train(setup, folder, journal, console);
    }
  }

  /** The run's own if it is resumed, else the fastest. */
  private Backend chosen(
      ExperimentConfig config, Game game, RunFolder folder, int threadCount, PrintWriter out) {
    Optional<String> own = resume ? Trainer.backendOf(folder.path()) : Optional.empty();
    if (own.isPresent() && Backends.names().contains(own.get())) {
      return Workplace.backend(own.get(), spec.commandLine().getErr());
    }
    BackendChoice choice =
        BackendChoice.of(config, game, workplace.extensions(), workplace.learners(), threadCount);
    out.println("backend: " + choice.reason());
    out.flush();
    return choice.backend();
  }

  private Integer train(
      Trainer.Setup setup, RunFolder folder, RunJournal journal, Console console) {
    try (Interruption interruption = Interruption.listen();
        Trainer runner = resume ? Trainer.resume(setup) : new Trainer(setup)) {
      folder.create();
      ExperimentFiles.write(setup.config(), folder.config());
      announce(setup, folder, runner.steps());
      if (resume) {
        journal.resumeAt(runner.steps());
      }
      RunSummary summary = runner.run(interruption::isRequested);
      journal.draw();
      Map<String, Object> report = Reports.of(summary, folder.brain());
      Reports.write(folder.summary(), report);
      Reports.write(json, report);
      console.close();
      conclude(summary, folder, interruption.isRequested());
      return interruption.isRequested() ? Interruption.EXIT_CODE : 0;
    }
  }

  private ExperimentFiles.Changes changes() {
    return new ExperimentFiles.Changes(trainer, steps, seed, assignments);
  }

  private ExperimentConfig fresh() {
    String name =
        experiment.orElseThrow(
            () -> new UserError("train what? name a game or an experiment file"));
    return workplace.experiments().read(name, changes());
  }

  private ExperimentConfig resumed() {
    Path path =
        run.orElseThrow(() -> new UserError("--resume: say which run goes on with --run DIR"));
    if (trainer.isPresent() || seed.isPresent()) {
      throw new UserError("--resume: a run goes on with its own learner and seed");
    }
    ExperimentConfig config =
        workplace.experiments().read(RunFolder.begun(path).config(), changes());
    if (experiment.isPresent()
        && !ExperimentFiles.isFile(experiment.get())
        && !experiment.get().equals(config.game())) {
      workplace.games().named(experiment.get());
      throw new UserError(
          "--resume: " + path + " is a run of " + config.game() + ", not of " + experiment.get());
    }
    return config;
  }

  private RunFolder folder(Game game) {
    if (resume) {
      return RunFolder.begun(run.orElseThrow());
    }
    return run.map(RunFolder::fresh)
        .orElseGet(() -> RunFolder.unused(Path.of("runs"), game.name(), LocalDateTime.now()));
  }

  /** Who sits on the other teams of evaluations; empty where the trainer's own choice will do. */
  private static Optional<Evaluator.Contestant> opponent(
      ExperimentConfig config, Game game, Backend backend) {
    Parameters parameters = Parameters.of(game, config.environmentParameters());
    String name = config.evaluation().opponent();
    boolean isAlone = game.seats(parameters).stream().allMatch(seat -> seat.team() == 0);
    if (isAlone || name.equals("scripted")) {
      return Optional.empty();
    }
    Map<String, BrainSource> brains = new HashMap<>();
    for (BehaviorSpec behavior : game.behaviors(parameters)) {
      brains.put(behavior.name(), Brains.named(name, game, behavior, backend, true));
    }
    return Optional.of(new Evaluator.Contestant(name, brains));
  }

  private Map<String, String> provenance(ExperimentConfig config) {
    List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
    return Map.of(
        "command",
        "./brains " + String.join(" ", arguments),
        "config",
        ExperimentFiles.write(config));
  }

  private static String trainers(ExperimentConfig config) {
    return String.join(
        ", ",
        config.behaviors().values().stream().map(BehaviorConfig::trainerType).distinct().toList());
  }

  private void announce(Trainer.Setup setup, RunFolder folder, long atStep) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s: %s, seed %d, %d arenas, %d threads, backend %s%s%n",
        setup.game().name(),
        trainers(setup.config()),
        setup.config().envSettings().seed(),
        setup.config().envSettings().numEnvs(),
        setup.threads(),
        setup.backend().name(),
        resume ? String.format(Locale.ROOT, ", going on at step %,d", atStep) : "");
    out.println("run: " + folder.path());
    out.flush();
  }

  private void conclude(RunSummary summary, RunFolder folder, boolean isInterrupted) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s %,d steps, %,d episodes in %s (%,.0f steps/s)%n",
        isInterrupted ? "stopped after" : "trained",
        summary.steps(),
        summary.episodes(),
        Console.clock(summary.wallSeconds()),
        summary.stepsPerSecond());
    if (summary.solvedAtStep().isPresent()) {
      out.printf(
          Locale.ROOT,
          "solved   at step %,d, after %.1f s%n",
          summary.solvedAtStep().getAsLong(),
          summary.solvedAtSeconds().orElse(Double.NaN));
    }
    summary
        .evaluation()
        .ifPresent(evaluation -> out.println("score    " + Console.describe(evaluation)));
    out.println("brain    " + folder.brain());
    out.println("curve    " + folder.curve());
    out.println("summary  " + folder.summary());
    if (isInterrupted) {
      out.println(
          "everything is saved; go on: ./brains train --run " + folder.path() + " --resume");
    } else {
      out.println("watch it: ./brains play " + summary.game() + " --brain " + folder.brain());
    }
    out.flush();
  }
}
