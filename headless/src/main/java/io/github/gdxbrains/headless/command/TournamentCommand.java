package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.headless.progress.Console;
import io.github.gdxbrains.headless.run.Reports;
import io.github.gdxbrains.headless.tournament.TournamentFiles;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.train.Evaluator;
import io.github.gdxbrains.train.Tournament;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tournament}: everybody against everybody. */
@Command(
    name = "tournament",
    description =
        "Every brain plays every other, with sides swapped half-way: who is how strong, in Elo.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TournamentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "GAME", description = "A game with teams.")
  private String gameName;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "BRAIN",
      description =
          "Brain files, runs' folders, names of shipped brains, scripted, random; LABEL=BRAIN"
              + " names it. All that the game comes with unless given.")
  private List<String> arguments = new ArrayList<>();

  @Mixin private Contest contest;

  @Option(names = "--threads", paramLabel = "N", description = "Threads; all cores by default.")
  private Optional<Integer> threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A new folder for tournament.json, tournament.csv and tournament.png.")
  private Optional<Path> out;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the JSON there, too.")
  private Optional<Path> json;

  @Mixin private Workplace workplace;

  @Override
  public Integer call() {
    Workplace.requireWritable("--json", json);
    out.ifPresent(TournamentFiles::requireFresh);
    int threadCount = Workplace.threads(threads);
    contest.check();
    Game game = workplace.games().named(gameName);
    List<Entrant> entrants = Entrant.all(arguments.isEmpty() ? Brains.names(game) : arguments);
    List<String> names = entrants.stream().map(Entrant::name).toList();
    List<String> brains = entrants.stream().map(Entrant::brain).toList();
    Tournament.requirePlayable(contest.arenas(game), names);
    PrintWriter err = spec.commandLine().getErr();
    ArenaSetup arenas = contest.arenas(brains, game, workplace, err);
    Backend backend = Workplace.backend("auto", err);
    List<Evaluator.Contestant> contestants =
        entrants.stream()
            .map(e -> contest.contestant(e.name(), e.brain(), arenas, backend))
            .toList();
    PrintWriter printer = spec.commandLine().getOut();
    Tournament tournament;
    try (Workers workers = new Workers(threadCount)) {
      tournament =
          Tournament.play(
              arenas,
              contestants,
              contest.episodes(),
              contest.seed(),
              contest.isDeterministic(),
              workers,
              new Progress(names, printer));
    }
    TournamentFiles files =
        new TournamentFiles(
            game.name(), brains, contest.seed(), arenas.shape().values(), tournament);
    TournamentTable.print(tournament, printer);
    Reports.write(json, files.report());
    out.ifPresent(folder -> files.write(folder).forEach(printer::println));
    printer.flush();
    return 0;
  }

  /** A line for each pair that has played. */
  private static final class Progress implements Tournament.Listener {
    private final List<String> names;
    private final PrintWriter out;
    private final long start = System.nanoTime();
    private int played;

    Progress(List<String> names, PrintWriter out) {
      this.names = names;
      this.out = out;
    }

    @Override
    public void played(Tournament.Pairing pairing) {
      int pairs = Tournament.pairs(names.size());
      played++;
      double left = (System.nanoTime() - start) / 1e9 / played * (pairs - played);
      out.printf(
          Locale.ROOT,
          "%d of %d  %s against %s: %d won, %d drawn, %d lost%s%n",
          played,
          pairs,
          names.get(pairing.first()),
          names.get(pairing.second()),
          pairing.evaluation().wins(),
          pairing.evaluation().draws(),
          pairing.evaluation().losses(),
          played < pairs ? "  " + Console.clock(left) + " left" : "");
      out.flush();
    }
  }
}
