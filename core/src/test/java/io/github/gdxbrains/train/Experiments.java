package io.github.gdxbrains.train;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.catalog.Extensions;
import io.github.gdxbrains.catalog.Learners;
import io.github.gdxbrains.curriculum.EnvironmentParameter;
import io.github.gdxbrains.curriculum.LessonCheck;
import io.github.gdxbrains.curriculum.TeacherSettings;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.CommunicationSettings;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.OptimizerKind;
import io.github.gdxbrains.learner.PolicySharing;
import io.github.gdxbrains.learner.RewardSignals;
import io.github.gdxbrains.learner.Schedule;
import io.github.gdxbrains.learner.SelfPlaySettings;
import io.github.gdxbrains.learner.ppo.PpoConfig;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.reward.RewardWeight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Small experiments for tests: by default eight updates of 256 decisions, a checkpoint at each. */
final class Experiments implements TrainingListener {
  final Game game;
  int arenas = 4;
  long seed = 3;
  int threads = 1;
  String trainer = "ppo";
  PolicySharing policy = PolicySharing.SHARED;
  Optional<SelfPlaySettings> selfPlay = Optional.empty();
  int messageSize;
  Optional<Record> hyperparameters = Optional.empty();
  int batchSize = 64;
  int bufferSize = 256;
  int epochs = 2;
  long maxSteps = 2048;
  long checkpointInterval = 256;
  int keepCheckpoints = 3;
  long evaluationInterval = 512;
  int intervalEpisodes = 4;
  int episodes = 6;
  Schedule schedule = Schedule.LINEAR;
  OptimizerKind optimizer = OptimizerKind.ADAM;
  RewardSignals rewardSignals = RewardSignals.DEFAULT;
  NetworkSettings network = new NetworkSettings(true, 16, 1, Activation.TANH);
  Backend backend = Backends.best();
  ClassLoader loader = Experiments.class.getClassLoader();
  Optional<Path> run = Optional.empty();
  List<String> extraBehaviors = List.of();
  List<String> missingBehaviors = List.of();
  Map<String, String> policyMap = Map.of();
  Map<String, EnvironmentParameter> parameters = Map.of();
  Optional<TeacherSettings> teacher = Optional.empty();
  Map<String, Map<String, RewardWeight>> rewards = Map.of();

  final List<String> notices = new ArrayList<>();
  final List<String> evaluations = new ArrayList<>();
  final List<Metrics> summaries = new ArrayList<>();
  final List<LessonCheck> checks = new ArrayList<>();
  final List<FinishedEpisode> finished = new ArrayList<>();
  final List<LeagueTable> standings = new ArrayList<>();
  final List<Progress> progress = new ArrayList<>();

  Experiments(Game game) {
    this.game = game;
  }

  /** The same again with its own ears. */
  Experiments in(Path folder) {
    run = Optional.of(folder);
    return this;
  }

  BehaviorConfig behavior() {
    PpoConfig ppo =
        new PpoConfig(
            batchSize,
            bufferSize,
            1e-3f,
            schedule,
            0.01f,
            schedule,
            0.2f,
            schedule,
            0.95f,
            epochs,
            false,
            true,
            OptionalDouble.empty(),
            0.5f,
            0.5f,
            OptionalDouble.empty(),
            optimizer,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            0);
    return new BehaviorConfig(
        trainer,
        policy,
        messageSize == 0 ? Optional.empty() : Optional.of(new CommunicationSettings(messageSize)),
        hyperparameters.orElse(ppo),
        network,
        rewardSignals,
        selfPlay,
        maxSteps,
        64,
        512,
        checkpointInterval,
        keepCheckpoints);
  }

  Trainer.Setup setup() {
    Map<String, BehaviorConfig> behaviors = new TreeMap<>();
    for (BehaviorSpec behavior : game.behaviors(Parameters.defaults(game))) {
      if (!missingBehaviors.contains(behavior.name())) {
        behaviors.put(behavior.name(), behavior());
      }
    }
    extraBehaviors.forEach(name -> behaviors.put(name, behavior()));
    ExperimentConfig config =
        new ExperimentConfig(
            game.name(),
            behaviors,
            policyMap,
            new EnvSettings(arenas, seed),
            parameters,
            teacher,
            rewards,
            Map.of(),
            new ExperimentConfig.EvaluationSettings(
                episodes, evaluationInterval, intervalEpisodes, "scripted"));
    return new Trainer.Setup(
        config,
        game,
        new Extensions(loader),
        new Learners(loader),
        backend,
        threads,
        run,
        OptionalDouble.empty(),
        Optional.empty(),
        Map.of("command", "a test"),
        this);
  }

  /** Trains to the end. */
  RunSummary train() {
    try (Trainer trainer = new Trainer(setup())) {
      return trainer.run(() -> false);
    }
  }

  /** Trains from the beginning and stops at the first update at or behind a step. */
  RunSummary trainUntil(long steps) {
    try (Trainer trainer = new Trainer(setup())) {
      return trainer.run(() -> trainer.steps() >= steps);
    }
  }

  /** Goes on from the newest checkpoint to the end. */
  RunSummary resume() {
    try (Trainer trainer = Trainer.resume(setup())) {
      return trainer.run(() -> false);
    }
  }

  @Override
  public void progressed(Progress now) {
    progress.add(now);
  }

  @Override
  public void evaluated(long steps, Evaluation evaluation, boolean isBest) {
    evaluations.add(steps + " " + evaluation + " " + isBest);
  }

  @Override
  public void summarized(Metrics row) {
    summaries.add(row);
  }

  @Override
  public void checked(LessonCheck check) {
    checks.add(check);
  }

  @Override
  public void finished(List<FinishedEpisode> episodes) {
    finished.addAll(episodes);
  }

  @Override
  public void standings(LeagueTable table) {
    standings.add(table);
  }

  @Override
  public void noticed(String message) {
    notices.add(message);
  }
}
