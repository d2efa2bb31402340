package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.curriculum.Constant;
import io.github.gdxbrains.curriculum.EnvironmentParameter;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.train.Arenas;
import io.github.gdxbrains.train.Evaluator;
import io.github.gdxbrains.train.ExperimentConfig;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Episodes that brains play without learning: how many, in which arenas, how they choose. */
final class Contest {
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

  /**
   * The arenas that the brains were trained in, but for parameters that were given. Where these
   * differ, or an experiment can no longer be read, they are the game's own, and a line says so.
   */
  ArenaSetup arenas(List<String> brains, Game game, Workplace workplace, PrintWriter err) {
    Map<Object, ArenaSetup> trained = new LinkedHashMap<>(); // those whose arenas differ
    for (String brain : brains) {
      String text = training(brain, game);
      if (!text.isEmpty()) {
        ExperimentConfig config;
        try {
          config = workplace.experiments().parse(text, "the experiment in " + brain);
        } catch (UserError outdated) {
          return ownArenas(game, "the brain's training: " + outdated.getMessage(), err);
        }
        ArenaSetup own = arenas(config, game, workplace);
        Map<String, EnvironmentParameter> varying = values(config, game);
        varying.values().removeIf(Constant.class::isInstance); // the shape tells those
        List<Object> differs =
            List.of(own.shape().values(), varying, config.sensors(), own.messageSizes());
        trained.putIfAbsent(differs, own);
      }
    }
    if (trained.size() > 1) {
      return ownArenas(game, "the brains' trainings, which differ", err);
    }
    return trained.values().stream().findFirst().orElseGet(() -> arenas(game));
  }

  private ArenaSetup ownArenas(Game game, String others, PrintWriter err) {
    err.println("brains: the arenas are the game's own, not those of " + others);
    err.flush();
    return arenas(game);
  }

  /** The game's own arenas, but for parameters that were given. */
  ArenaSetup arenas(Game game) {
    return ArenaSetup.of(game, parameters.of(game, Map.of()));
  }

  private ArenaSetup arenas(ExperimentConfig config, Game game, Workplace workplace) {
    return Arenas.setup(
        new ExperimentConfig(
            config.game(),
            config.behaviors(),
            config.policyMap(),
            config.envSettings(),
            values(config, game),
            config.rewards(),
            config.sensors(),
            ExperimentConfig.EvaluationSettings.DEFAULT),
        game,
        workplace.extensions());
  }

  /** What an experiment's evaluations use, but for parameters that were given. */
  private Map<String, EnvironmentParameter> values(ExperimentConfig config, Game game) {
    Map<String, EnvironmentParameter> values = new HashMap<>(config.evaluationParameters());
    parameters.given(game).forEach((name, value) -> values.put(name, new Constant(value)));
    return values;
  }

  /** The experiment that a brain file carries; empty if it carries none. */
  private static String training(String brain, Game game) {
    if (!Brains.isFile(brain, game)) {
      return "";
    }
    BrainFile file = Brains.anyFile(brain, game);
    if (!file.game().equals(game.name())) {
      throw new UserError(brain + " is a brain for " + file.game() + ", not for " + game.name());
    }
    return file.provenance().getOrDefault("config", "");
  }

  /**
   * A contestant with a brain for every seat.
   *
   * @param name in reports
   */
  Evaluator.Contestant contestant(String name, String brain, ArenaSetup arenas, Backend backend) {
    return new Evaluator.Contestant(name, Brains.seated(brain, arenas, backend, isDeterministic()));
  }

  /** A contestant who is called as its brain is. */
  Evaluator.Contestant contestant(String brain, ArenaSetup arenas, Backend backend) {
    return contestant(brain, brain, arenas, backend);
  }
}
