package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.headless.experiment.ExperimentFiles;
import io.github.gdxbrains.headless.progress.Console;
import io.github.gdxbrains.headless.progress.Terminal;
import io.github.gdxbrains.headless.run.Reports;
import io.github.gdxbrains.headless.run.RunFolder;
import io.github.gdxbrains.headless.run.RunJournal;
import io.github.gdxbrains.league.Rating;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.train.Arenas;
import io.github.gdxbrains.train.BackendChoice;
import io.github.gdxbrains.train.Evaluator;
import io.github.gdxbrains.train.ExperimentConfig;
import io.github.gdxbrains.train.RunSummary;
import io.github.gdxbrains.train.Trainer;
import io.github.gdxbrains.train.TrainingListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code train}: trains brains and leaves a folder with everything that came of it. */
@Command(
    name = "train",
    description = "Trains brains for a game; Ctrl-C stops and saves.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TrainCommand implements Callable<Integer> {
  /** Backends that compute on the threads that ask, so that runs do not wait for each other. */
  private static final Set<String> SHAREABLE = Set.of("simd", "scalar");

  @Spec private CommandSpec spec;

  @Parameters(
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

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Trains with N seeds from --seed on, each in a folder of its own in --run.")
  private Optional<Integer> seeds;

  @Option(
      names = "--jobs",
      paramLabel = "J",
      description =
          "How many seeds are trained at once; by default as many as there are threads, but one"
              + " with --seconds or the backend nd4j.")
  private Optional<Integer> jobs;

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
    if (seeds.isPresent()) {
      Workplace.requireAtLeast("--seeds", seeds.get(), 1);
    }
    if (jobs.isPresent()) {
      Workplace.requireAtLeast("--jobs", jobs.get(), 1);
      if (jobs.get() > threadCount) {
        throw new UserError(
            "--jobs is "
                + jobs.get()
                + ", but must be at most "
                + threadCount
                + ", the number of threads");
      }
    }
    boolean hasSeeds = resume ? hasSeeds() : seeds.isPresent();
    if (jobs.isPresent() && !hasSeeds) {
      throw new UserError("--jobs " + jobs.get() + ": there is one run; --seeds N makes more");
    }
    return hasSeeds ? trainSeeds(named, threadCount) : trainOne(named, threadCount);
  }

  private Integer trainOne(Backend named, int threadCount) {
    ExperimentConfig config = resume ? resumed(RunFolder.begun(folderToResume())) : fresh(seed);
    Game game = workplace.games().named(config.game());
    RunFolder folder = resume ? RunFolder.begun(run.orElseThrow()) : freshFolder(game);
    PrintWriter out = spec.commandLine().getOut();
    Backend computer = computer(named, config, game, List.of(folder), threadCount);
    sayWhatIsKept(config, game);
    try (Console console = Console.of(game.name(), out, System.out, Terminal.isPresent());
        Interruption interruption = Interruption.listen()) {
      Training training = training(config, game, folder, computer, threadCount, console);
      RunSummary summary =
          training.run(
              resume,
              interruption::isRequested,
              atStep -> announce(training.setup(), folder.path(), atStep));
      Reports.write(json, Reports.of(summary, folder.brain()));
      console.close();
      conclude(summary, folder, interruption.isRequested());
      return interruption.isRequested() ? Interruption.EXIT_CODE : 0;
    }
  }

  private Integer trainSeeds(Backend named, int threadCount) {
    List<RunFolder> folders = resume ? RunFolder.seedsIn(run.orElseThrow()) : List.of();
    List<ExperimentConfig> configs =
        resume ? folders.stream().map(this::resumed).toList() : freshSeeds();
    ExperimentConfig first = configs.get(0);
    Game game = workplace.games().named(first.game());
    Path path = resume ? run.orElseThrow() : freshFolder(game).path();
    if (!resume) {
      folders = configs.stream().map(c -> RunFolder.ofSeed(path, c.envSettings().seed())).toList();
    }
    PrintWriter out = spec.commandLine().getOut();
    Backend computer = computer(named, first, game, folders, threadCount);
    sayWhatIsKept(first, game);
    boolean isAlone = seconds.isPresent() || !SHAREABLE.contains(computer.name());
    int atOnce = jobs.orElse(isAlone ? 1 : Math.min(configs.size(), threadCount));
    int threadsOfEach = Math.max(1, threadCount / atOnce);
    try (Console console = Console.of(game.name(), out, System.out, Terminal.isPresent());
        Interruption interruption = Interruption.listen()) {
      SeedRuns runs = new SeedRuns(path, atOnce, seconds.orElse(Double.POSITIVE_INFINITY), console);
      for (int i = 0; i < configs.size(); i++) {
        ExperimentConfig config = configs.get(i);
        RunFolder folder = folders.get(i);
        runs.add(
            config,
            folder,
            listener -> training(config, game, folder, computer, threadsOfEach, listener));
      }
      runs.begin();
      announceSeeds(configs, game, path, computer, atOnce, threadsOfEach);
      runs.run(interruption::isRequested);
      console.close();
      Reports.write(json, runs.conclude(out));
      if (interruption.isRequested()) {
        out.println(goOn(path));
        out.flush();
      }
      runs.throwFailure();
      return interruption.isRequested() ? Interruption.EXIT_CODE : 0;
    }
  }

  private Training training(
      ExperimentConfig config,
      Game game,
      RunFolder folder,
      Backend computer,
      int threadCount,
      TrainingListener listener) {
    String title = game.name() + ", " + trainers(config) + ", seed " + config.envSettings().seed();
    RunJournal journal = new RunJournal(folder, title, listener);
    return new Training(
        folder,
        journal,
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
            journal));
  }

  /** The one that was named; if none was, that of a resumed run, else the fastest. */
  private Backend computer(
      Backend named, ExperimentConfig config, Game game, List<RunFolder> folders, int threadCount) {
    if (!backend.equals("auto")) {
      return named;
    }
    Optional<String> own =
        folders.stream()
            .flatMap(folder -> Trainer.backendOf(folder.path()).stream())
            .filter(name -> Backends.names().contains(name))
            .findFirst();
    if (resume && own.isPresent()) {
      return Workplace.backend(own.get(), spec.commandLine().getErr());
    }
    BackendChoice choice =
        BackendChoice.of(config, game, workplace.extensions(), workplace.learners(), threadCount);
    PrintWriter out = spec.commandLine().getOut();
    out.println("backend: " + choice.reason());
    out.flush();
    return choice.backend();
  }

  /** Before it is allocated: what learners keep beside networks and rollouts. */
  private void sayWhatIsKept(ExperimentConfig config, Game game) {
    PrintWriter out = spec.commandLine().getOut();
    ArenaSetup arenas = Arenas.setup(config, game, workplace.extensions());
    for (BehaviorSpec behavior : arenas.behaviors()) {
      BehaviorConfig own = config.behaviors().get(behavior.name());
      if (own != null) {
        List<Integer> teams =
            arenas.seats().stream()
                .filter(seat -> seat.behavior().equals(behavior.name()))
                .map(SeatSpec::team)
                .toList();
        workplace
            .learners()
            .named(own.trainerType())
            .keeps(behavior, own, teams)
            .ifPresent(kept -> out.println("memory: " + behavior.name() + " keeps " + kept));
      }
    }
    out.flush();
  }

  private ExperimentFiles.Changes changes(Optional<String> withSeed) {
    return new ExperimentFiles.Changes(trainer, steps, withSeed, assignments);
  }

  private ExperimentConfig fresh(Optional<String> withSeed) {
    String name =
        experiment.orElseThrow(
            () -> new UserError("train what? name a game or an experiment file"));
    return workplace.experiments().read(name, changes(withSeed));
  }

  /** The experiment with one seed after another. */
  private List<ExperimentConfig> freshSeeds() {
    List<ExperimentConfig> configs = new ArrayList<>(List.of(fresh(seed)));
    long first = configs.get(0).envSettings().seed();
    for (int i = 1; i < seeds.orElseThrow(); i++) {
      ExperimentConfig config = fresh(Optional.of(Long.toString(first + i)));
      if (config.envSettings().seed() != first + i) {
        throw new UserError(
            "--seeds: say the first seed by --seed, not by --set env_settings.seed");
      }
      configs.add(config);
    }
    return configs;
  }

  private Path folderToResume() {
    return run.orElseThrow(() -> new UserError("--resume: say which run goes on with --run DIR"));
  }

  /** Whether the folder to resume holds an experiment over seeds, and as many as were named. */
  private boolean hasSeeds() {
    int begun = RunFolder.seedsIn(folderToResume()).size();
    if (seeds.isPresent() && seeds.get() != begun) {
      throw new UserError(
          "--resume: --seeds is "
              + seeds.get()
              + ", but "
              + folderToResume()
              + (begun == 0 ? " holds no seeds" : " holds " + begun + " seeds: leave it out"));
    }
    return begun > 0;
  }

  private ExperimentConfig resumed(RunFolder folder) {
    if (trainer.isPresent() || seed.isPresent()) {
      throw new UserError("--resume: a run goes on with its own learner and seed");
    }
    ExperimentConfig config =
        workplace.experiments().read(folder.config(), changes(Optional.empty()));
    if (experiment.isPresent() && ExperimentFiles.isFile(experiment.get())) {
      Optional<String> difference = ExperimentFiles.difference(fresh(Optional.empty()), config);
      if (difference.isPresent()) {
        throw new UserError(
            "--resume: "
                + experiment.get()
                + " is not the experiment of "
                + folder.path()
                + ", which goes on with its own: "
                + difference.get());
      }
    } else if (experiment.isPresent() && !experiment.get().equals(config.game())) {
      workplace.games().named(experiment.get());
      throw new UserError(
          "--resume: "
              + folder.path()
              + " is a run of "
              + config.game()
              + ", not of "
              + experiment.get());
    }
    return config;
  }

  private RunFolder freshFolder(Game game) {
    return run.map(RunFolder::fresh)
        .orElseGet(() -> RunFolder.unused(Path.of("runs"), game.name(), LocalDateTime.now()));
  }

  /** Who sits on the other teams of evaluations; empty where the trainer's own choice will do. */
  private Optional<Evaluator.Contestant> opponent(
      ExperimentConfig config, Game game, Backend backend) {
    ArenaSetup arenas = Arenas.setup(config, game, workplace.extensions());
    String name = config.evaluation().opponent();
    boolean deterministic = config.evaluation().deterministic();
    if (arenas.teams() == 1 || name.equals("scripted")) {
      return Optional.empty();
    }
    return Optional.of(
        new Evaluator.Contestant(name, Brains.seated(name, arenas, backend, deterministic)));
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

  private void announce(Trainer.Setup setup, Path path, long atStep) {
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
    out.println("run: " + path);
    out.flush();
  }

  private void announceSeeds(
      List<ExperimentConfig> configs,
      Game game,
      Path path,
      Backend computer,
      int atOnce,
      int threadsOfEach) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s: %s, %d seeds from %d on, %d at once, %d arenas and %d threads each, backend %s%n",
        game.name(),
        trainers(configs.get(0)),
        configs.size(),
        configs.get(0).envSettings().seed(),
        atOnce,
        configs.get(0).envSettings().numEnvs(),
        threadsOfEach,
        computer.name());
    out.println("run: " + path);
    out.flush();
  }

  private String goOn(Path path) {
    return "everything is saved; go on: ./brains train --run "
        + path
        + " --resume"
        + workplace.pluginOptions();
  }

  /** A side's rating; without a match it has no margin. */
  private static String describe(String side, Rating rating) {
    String elo = String.format(Locale.ROOT, "%s %.0f", side, rating.elo());
    return Double.isInfinite(rating.margin())
        ? elo
        : elo + String.format(Locale.ROOT, " ± %.0f", rating.margin());
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
    summary.elo().forEach((side, rating) -> out.println("elo      " + describe(side, rating)));
    out.println("brain    " + folder.brain());
    out.println("curve    " + folder.curve());
    out.println("summary  " + folder.summary());
    if (isInterrupted) {
      out.println(goOn(folder.path()));
    } else {
      out.println(
          "watch it: ./brains play "
              + summary.game()
              + " --brain "
              + folder.brain()
              + workplace.pluginOptions());
    }
    out.flush();
  }
}
