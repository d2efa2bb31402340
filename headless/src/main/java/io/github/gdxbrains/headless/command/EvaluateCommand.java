package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.headless.progress.Console;
import io.github.gdxbrains.headless.run.Reports;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.train.Evaluation;
import io.github.gdxbrains.train.Evaluator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evaluate}: scores a brain. */
@Command(
    name = "evaluate",
    description = "Plays episodes and scores a brain; sides are swapped half-way.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "GAME", description = "A game.")
  private String gameName;

  @Option(
      names = "--brain",
      paramLabel = "B",
      required = true,
      description =
          "A brain file, a run's folder, the name of a shipped brain, scripted or random.")
  private String brain;

  @Mixin private Contest contest;

  @Option(
      names = "--opponent",
      paramLabel = "B",
      description = "Who sits on the other teams; scripted by default, else random.")
  private Optional<String> opponent;

  @Option(
      names = "--distinct",
      description =
          "Episodes in pairs that begin alike, one from each side; no two pairs begin alike.")
  private boolean distinct;

  @Option(names = "--threads", paramLabel = "N", description = "Threads; all cores by default.")
  private Optional<Integer> threads;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the scores as JSON.")
  private Optional<Path> json;

  @Mixin private Workplace workplace;

  @Override
  public Integer call() {
    Workplace.requireWritable("--json", json);
    int threadCount = Workplace.threads(threads);
    contest.check();
    Game game = workplace.games().named(gameName);
    Backend backend = Workplace.backend("auto", spec.commandLine().getErr());
    ArenaSetup arenas =
        contest.arenas(List.of(brain), game, workplace, spec.commandLine().getErr());
    Evaluator.Contestant own = contest.contestant(brain, arenas, backend);
    String other = opponent.orElse(game.scripts().containsKey("scripted") ? "scripted" : "random");
    Evaluator.Contestant against = contest.contestant(other, arenas, backend);
    Evaluation evaluation;
    try (Workers workers = new Workers(threadCount)) {
      evaluation =
          distinct
              ? Evaluator.evaluatePairs(
                  arenas, own, against, pairs(), contest.seed(), contest.isDeterministic(), workers)
              : Evaluator.evaluate(
                  arenas,
                  own,
                  against,
                  contest.episodes(),
                  contest.seed(),
                  contest.isDeterministic(),
                  workers);
    }
    Reports.write(json, Reports.of(evaluation));
    PrintWriter out = spec.commandLine().getOut();
    out.println(game.name() + ", " + brain + ": " + Console.describe(evaluation));
    out.flush();
    return 0;
  }

  private int pairs() {
    if (contest.episodes() % 2 != 0) {
      throw new UserError(
          "--episodes is " + contest.episodes() + ", but must be even: --distinct plays pairs");
    }
    return contest.episodes() / 2;
  }
}
