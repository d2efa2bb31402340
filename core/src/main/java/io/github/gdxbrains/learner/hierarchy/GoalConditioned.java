package io.github.gdxbrains.learner.hierarchy;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.Node;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.ModelFinder;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.GoalSpace;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists learning by goals among the learners. */
public final class GoalConditioned implements LearnerFactory {
  private static final String NAME = "goal_conditioned";
  private static final int PERIOD = 8;
  private static final int SAMPLED_GOALS = 4;
  private static final float TEST_RATIO = 0.3f;
  private static final float PENALTY = 1;

  private final Kinds kinds;

  /**
   * Levels that learn by some learners.
   *
   * @param kinds those that keep transitions; the first is the default
   */
  public GoalConditioned(List<LearnerFactory> kinds) {
    this.kinds = new Kinds(List.copyOf(kinds));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "A manager that chooses goals and a worker that reaches them, with hindsight";
  }

  @Override
  public Record defaults() {
    return of(kinds.level(), kinds.level());
  }

  @Override
  public Record defaults(Node hyperparameters) {
    return hyperparameters instanceof Node.Mapping mapping
        ? of(level(mapping, "manager"), level(mapping, "worker"))
        : defaults();
  }

  private LevelConfig level(Node.Mapping mapping, String name) {
    return mapping.get(name).map(kinds::level).orElseGet(kinds::level);
  }

  private static GoalConfig of(LevelConfig manager, LevelConfig worker) {
    return new GoalConfig(
        PERIOD, GoalSettings.DEFAULT, manager, worker, SAMPLED_GOALS, true, TEST_RATIO, PENALTY);
  }

  @Override
  public void check(BehaviorSpec behavior, Record hyperparameters, ModelFinder models) {
    GoalConfig config = (GoalConfig) hyperparameters;
    GoalSpace goals = config.goal().of(behavior);
    LevelConfig worker = config.worker();
    if (!config.manager().learns() && !worker.learns()) {
      throw new InvalidValue("worker", "has a brain, and so has manager: there is nobody to learn");
    }
    if (worker.learns() && !(behavior.actions() instanceof ActionSpace.Discrete)) {
      throw new InvalidValue(
          "worker",
          "is to learn by "
              + worker.trainerType()
              + ", which needs one discrete choice, but "
              + behavior.name()
              + " acts by "
              + behavior.actions()
              + ": use trainer_type: hierarchy");
    }
    kinds.check("manager", config.manager(), config.manager(behavior, goals), models, List.of());
    kinds.check("worker", worker, config.worker(behavior, goals), models, List.of());
    if (worker.learns()) {
      InvalidValue.within(
          "worker.",
          () ->
              kinds
                  .kind(worker.trainerType())
                  .checkHindsight(worker.hyperparameters(), worker.networkSettings()));
      float gamma = worker.rewardSignals().map(signals -> signals.extrinsic().gamma()).orElse(0f);
      if (gamma >= 1) {
        throw endless("worker.reward_signals.extrinsic.gamma");
      }
    }
  }

  /** A worker's discount of 1. */
  static InvalidValue endless(String key) {
    return new InvalidValue(
        key, "is 1, but must be below it: to miss a goal forever must have a value");
  }

  @Override
  public void checkTerms(Record hyperparameters, Collection<String> terms) {
    GoalConfig config = (GoalConfig) hyperparameters;
    if (!config.worker().rewards().isEmpty()) {
      throw new InvalidValue("worker.rewards", "means nothing: goals are what it is paid for");
    }
    kinds.checkTerms("manager", config.manager(), terms);
  }

  @Override
  public boolean hasNetwork() {
    return false;
  }

  @Override
  public void check(Record hyperparameters, int agents) {
    GoalConfig config = (GoalConfig) hyperparameters;
    kinds.check("manager", config.manager(), agents);
    kinds.check("worker", config.worker(), agents);
  }

  @Override
  public Optional<String> keeps(BehaviorSpec behavior, BehaviorConfig config, List<Integer> teams) {
    GoalConfig own = (GoalConfig) config.hyperparameters();
    GoalSpace goals = own.goal().of(behavior);
    List<String> kept =
        Stream.of(
                kinds.keeps("manager", own.manager(), own.manager(behavior, goals), config, teams),
                kinds.keeps("worker", own.worker(), own.worker(behavior, goals), config, teams))
            .flatMap(Optional::stream)
            .toList();
    return kept.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", kept));
  }

  @Override
  public Learner create(LearnerContext context) {
    return new GoalLearner(context, this, kinds);
  }
}
