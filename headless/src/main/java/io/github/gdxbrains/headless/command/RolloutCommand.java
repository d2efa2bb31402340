package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.headless.transitions.TransitionTable;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.train.Evaluator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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

/** {@code rollout}: writes what each agent saw, did and got. */
@Command(
    name = "rollout",
    description = "Plays episodes and writes what each agent saw, did and got.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RolloutCommand implements Callable<Integer> {
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
      description = "Who sits on all teams but the first; the same brain by default.")
  private Optional<String> opponent;

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      required = true,
      description = "The table to write.")
  private Path file;

  @Mixin private Workplace workplace;

  @Override
  public Integer call() {
    contest.check();
    Workplace.requireWritable("--out", Optional.of(file));
    Game game = workplace.games().named(gameName);
    Backend backend = Workplace.backend("auto", spec.commandLine().getErr());
    ArenaSetup arenas =
        contest.arenas(List.of(brain), game, workplace, spec.commandLine().getErr());
    Evaluator.Contestant own = contest.contestant(brain, arenas, backend);
    Evaluator.Contestant other = contest.contestant(opponent.orElse(brain), arenas, backend);
    long rows;
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      TransitionTable table = new TransitionTable(arenas, own, other, writer);
      rows = table.write(contest.episodes(), contest.seed());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        file + ": " + rows + " rows of " + contest.episodes() + " episodes of " + game.name());
    out.flush();
    return 0;
  }
}
