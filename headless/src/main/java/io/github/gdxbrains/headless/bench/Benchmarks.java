package io.github.gdxbrains.headless.bench;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.headless.experiment.ExperimentFiles;
import io.github.gdxbrains.headless.experiment.ExperimentFiles.Changes;
import io.github.gdxbrains.train.ExperimentConfig;
import io.github.gdxbrains.train.ExperimentReader;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The cases by name. */
public final class Benchmarks {
  private static final String SIMULATE = "simulate";
  private static final String MEMORY = "memory";
  private static final String SOCCER = "soccer";

  /** The case that {@link BattleChart} draws. */
  public static final String BATTLE = "battle";

  /** All cases in the order in which they run; {@code simulate} may be followed by a game. */
  public static final List<String> NAMES =
      List.of(
          "forward",
          "train-step",
          "inference",
          "hierarchy",
          "nature-cnn",
          "lstm",
          "replay",
          SIMULATE,
          "cartpole-small",
          "cartpole-large",
          "dqn-cartpole",
          "soccer",
          BATTLE,
          MEMORY);

  /** Agents that {@code battle} has in all its arenas together, and in one of them. */
  static final int AGENTS = 1024;

  private static final int[] AGENTS_PER_ARENA = {2, 8, 32, 128, 512};

  /** Decisions of each of them in a rollout. */
  private static final int HORIZON = 32;

  /** Nothing but the loop: no schedule, no evaluation, no checkpoint, no end. */
  private static final String CARTPOLE =
      """
      game: cartpole
      env_settings: {num_envs: %d, seed: 1}
      behaviors:
        CartPole:
          trainer_type: ppo
          hyperparameters:
            batch_size: %d
            buffer_size: %d
            num_epoch: %d
            learning_rate: 3.0e-4
            learning_rate_schedule: constant
            beta: 0.0
            epsilon_schedule: constant
          network_settings: {hidden_units: 64, num_layers: 2, activation: tanh}
          max_steps: 1000000000000
          time_horizon: %d
          summary_freq: 1000000000
          checkpoint_interval: 1000000000000
      evaluation: {interval: 1000000000000}
      """;

  private static final String DQN_CARTPOLE =
      """
      game: cartpole
      env_settings: {num_envs: 1, seed: 1}
      behaviors:
        CartPole:
          trainer_type: dqn
          hyperparameters:
            batch_size: 64
            buffer_size: 50000
            buffer_init_steps: 1000
            learning_rate: 1.0e-3
            train_freq: 4
            target_update_interval: 500
            max_grad_norm: 1000000000
            exploration_steps: 10000
          network_settings: {hidden_units: 64, num_layers: 2, activation: relu}
          max_steps: 1000000000000
          summary_freq: 1000000000
          checkpoint_interval: 1000000000000
      evaluation: {interval: 1000000000000}
      """;

  private final ExperimentFiles experiments;
  private final ExperimentReader catalog;
  private final Session session;
  private final Function<Game, Parameters> parameters;

  /**
   * @param experiments where shipped experiments are
   * @param catalog of games and learners
   * @param out receives a line for each figure
   * @param seconds of measuring for each figure; a case has its own if empty
   * @param cores what {@code all cores} means
   * @param backend the only one that is measured; all if empty
   * @param parameters of the games that are simulated
   */
  public Benchmarks(
      ExperimentFiles experiments,
      ExperimentReader catalog,
      PrintWriter out,
      Optional<Double> seconds,
      int cores,
      Optional<String> backend,
      Function<Game, Parameters> parameters) {
    this.experiments = experiments;
    this.catalog = catalog;
    session = new Session(out, seconds, cores, backend);
    this.parameters = parameters;
  }

  /** A case, with the game that it is about. */
  private record Case(String name, Optional<Game> game) {}

  /**
   * The games that {@code simulate} is followed by; checks all names without running anything.
   *
   * @throws UserError if there is no such case
   */
  public static List<Game> games(List<String> names, ExperimentReader catalog) {
    return cases(names, catalog).stream().flatMap(c -> c.game().stream()).toList();
  }

  private static List<Case> cases(List<String> names, ExperimentReader catalog) {
    List<String> games = catalog.games().all().stream().map(Game::name).toList();
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (!NAMES.contains(name)) {
        throw UserError.unknown("benchmark", name, NAMES);
      }
      Optional<Game> game = Optional.empty();
      if (name.equals(SIMULATE) && i + 1 < names.size() && games.contains(names.get(i + 1))) {
        game = Optional.of(catalog.games().named(names.get(++i)));
      }
      cases.add(new Case(name, game));
    }
    return cases;
  }

  /** Runs cases in order. */
  public List<Figure> run(List<String> names) {
    cases(names, catalog).forEach(this::run);
    return session.figures();
  }

  private void run(Case benchmark) {
    switch (benchmark.name()) {
      case "forward" -> new MicroBenchmarks(session).forward();
      case "train-step" -> new MicroBenchmarks(session).trainStep();
      case "inference" -> new MicroBenchmarks(session).inference();
      case "hierarchy" -> new MicroBenchmarks(session).hierarchy();
      case "nature-cnn" -> new MicroBenchmarks(session).natureCnn();
      case "lstm" -> new MicroBenchmarks(session).lstm();
      case "replay" -> new MicroBenchmarks(session).replay();
      case SIMULATE -> {
        List<Game> games = benchmark.game().map(List::of).orElseGet(() -> catalog.games().all());
        games.forEach(game -> new Simulation(session).run(game, parameters.apply(game)));
      }
      case "cartpole-small" -> train(benchmark.name(), cartpole(8, 256, 64, 10));
      case "cartpole-large" -> train(benchmark.name(), cartpole(1024, 32, 8192, 4));
      case "dqn-cartpole" ->
          train(benchmark.name(), experiments.parse(DQN_CARTPOLE, "the benchmark"));
      case BATTLE -> battle();
      case MEMORY -> memory();
      default -> train(benchmark.name(), endless(benchmark.name(), List.of()));
    }
  }

  private ExperimentConfig cartpole(int arenas, int horizon, int batch, int epochs) {
    String text = String.format(CARTPOLE, arenas, batch, arenas * horizon, epochs, horizon);
    return experiments.parse(text, "the benchmark");
  }

  /** A game's shipped experiment without its end and its evaluations. */
  private ExperimentConfig endless(String game, List<String> more) {
    List<String> changes = new ArrayList<>(more);
    changes.add("behaviors.*.checkpoint_interval=1000000000000");
    changes.add("evaluation.interval=1000000000000");
    return experiments.read(
        game,
        new Changes(Optional.empty(), Optional.of("1000000000000"), Optional.empty(), changes));
  }

  /** Soccer with more and more agents, each deciding as often in a rollout as shipped. */
  private void memory() {
    Game soccer = catalog.games().named(SOCCER);
    TrainingMemory memory =
        new TrainingMemory(session, catalog.learners(), catalog.extensions(), soccer);
    for (int agents : TrainingMemory.AGENTS) {
      int arenas = agents / memory.agentsPerArena();
      List<String> changes =
          List.of(
              "env_settings.num_envs=" + arenas,
              "behaviors.*.hyperparameters.buffer_size=" + agents * TrainingMemory.HORIZON);
      memory.run(endless(SOCCER, changes), agents);
    }
  }

  /** As many agents in fewer and fewer arenas: what one more in an arena costs. */
  private void battle() {
    for (int agents : AGENTS_PER_ARENA) {
      List<String> changes =
          List.of(
              "env_settings.num_envs=" + AGENTS / agents,
              "environment_parameters.per_side=" + agents / 2,
              "behaviors.*.hyperparameters.buffer_size=" + AGENTS * HORIZON);
      train(BATTLE + " " + agents, endless(BATTLE, changes));
    }
  }

  private void train(String name, ExperimentConfig config) {
    new TrainingSpeed(session, catalog.learners(), catalog.extensions())
        .run(name, config, catalog.games().named(config.game()));
  }
}
