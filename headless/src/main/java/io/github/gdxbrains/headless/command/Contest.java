package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.train.Arenas;
import io.github.gdxbrains.train.Evaluator;
import io.github.gdxbrains.train.ExperimentConfig;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Episodes that brains play without learning: which brain, in which arenas, how often. */
final class Contest {
  @Option(
      names = "--brain",
      paramLabel = "B",
      required = true,
      description =
          "A brain file, a run's folder, the name of a shipped brain, scripted or random.")
  private String brain;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many; 100 by default.")
  private int episodes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the episodes; 1 by default.")
  private long seed;

  @Option(
      names = "--stochastic",
      description = "Neural brains draw their actions instead of taking the most likely ones.")
  private boolean stochastic;

  @Mixin private GameParameters parameters = new GameParameters();

  String brain() {
    return brain;
  }

  int episodes() {
    return episodes;
  }

  long seed() {
    return seed;
  }

  boolean isDeterministic() {
    return !stochastic;
  }

  void check() {
    Workplace.requireAtLeast("--episodes", episodes, 1);
  }

  /** The arenas that the brain was trained in, but for parameters that were given. */
  ArenaSetup arenas(Game game, Workplace workplace, PrintWriter err) {
    Optional<ExperimentConfig> trained = training(game, workplace, err);
    if (trained.isEmpty()) {
      return ArenaSetup.of(game, parameters.of(game, Map.of()));
    }
    ExperimentConfig config = trained.get();
    return Arenas.setup(
        new ExperimentConfig(
            config.game(),
            config.behaviors(),
            config.policyMap(),
            config.envSettings(),
            parameters.of(game, config.environmentParameters()).values(),
            config.rewards(),
            config.sensors(),
            config.evaluation()),
        game,
        workplace.extensions());
  }

  /** The experiment that a brain file carries; empty if it carries none that can be read today. */
  private Optional<ExperimentConfig> training(Game game, Workplace workplace, PrintWriter err) {
    if (!Brains.isFile(brain, game)) {
      return Optional.empty();
    }
    BrainFile file = Brains.anyFile(brain, game);
    if (!file.game().equals(game.name())) {
      throw new UserError(brain + " is a brain for " + file.game() + ", not for " + game.name());
    }
    String text = file.provenance().getOrDefault("config", "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(workplace.experiments().parse(text, "the experiment in " + brain));
    } catch (UserError outdated) {
      err.println(
          "brains: the arenas are the game's own, not those of the brain's training: "
              + outdated.getMessage());
      err.flush();
      return Optional.empty();
    }
  }

  /** A contestant by name, with a brain for every seat. */
  Evaluator.Contestant contestant(String name, ArenaSetup arenas, Backend backend) {
    return new Evaluator.Contestant(name, Brains.seated(name, arenas, backend, isDeterministic()));
  }
}
