package io.github.gdxbrains.learner.hierarchy;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.GoalBrain;
import io.github.gdxbrains.brain.GoalModel;
import io.github.gdxbrains.brain.HierarchicalBrain;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.ActingCopy;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.hierarchy.LevelsLearner.Level;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.replay.Hindsight;
import io.github.gdxbrains.rollout.GoalRollout;
import io.github.gdxbrains.rollout.LevelRollout;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.space.GoalSpace;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A manager that chooses goals and a worker that reaches them, both by learners that keep
 * transitions, both with hindsight. The numbers in the comments are those of {@code
 * docs/details/goal_conditioned.md}.
 */
public final class GoalLearner extends LevelsLearner {
  /** How much a goal counts among those that were reached. */
  private static final double NEWS = 0.01;

  private final BehaviorSpec behavior;
  private final GoalConfig config;
  private final GoalSpace goals;
  private final float gamma;
  private final Level manager;
  private final Level worker;
  private final int workerColumn;
  private double goalsReached;
  private double testsReached;
  private Optional<Followed> followed = Optional.empty();

  /** What both levels did, made of what the agents did; and what the manager learns from. */
  private record Followed(LevelRollout manager, GoalRollout hindsight, LevelRollout worker) {}

  /**
   * A pair with fresh parameters where it learns.
   *
   * @param factory checks the settings
   * @param kinds what levels learn by
   * @throws UserError if a brain is not there or does not fit, or a level's learner refuses
   */
  GoalLearner(LearnerContext context, GoalConditioned factory, Kinds kinds) {
    behavior = context.behavior();
    config = (GoalConfig) context.config().hyperparameters();
    gamma = context.config().extrinsic().gamma();
    try {
      factory.check(behavior, config, context.models());
      goals = config.goal().of(behavior);
      manager = add(MANAGER, config.manager(), forManager(context), List.of(), kinds);
      worker = add("worker", config.worker(), forWorker(context), List.of(), kinds);
    } catch (InvalidValue refused) {
      String place = "behaviors." + behavior.name() + ".hyperparameters.";
      throw new UserError(place + refused.getMessage(), refused);
    }
    workerColumn = GoalBrain.managerColumn(goals) + manager.columns();
  }

  /** Detail 6: it has two lanes for each agent. */
  private LearnerContext forManager(LearnerContext whole) {
    List<Integer> teams = new ArrayList<>(whole.teams());
    teams.addAll(whole.teams());
    long decisions = Math.max(1, whole.config().maxSteps() / config.period());
    return context(
        whole,
        config.manager().of(whole.config(), decisions),
        config.manager(behavior, goals),
        teams,
        0,
        Optional.empty());
  }

  private LearnerContext forWorker(LearnerContext whole) {
    BehaviorConfig own = config.worker().of(whole.config(), whole.config().maxSteps());
    if (config.worker().learns() && own.extrinsic().gamma() >= 1) {
      throw GoalConditioned.endless("worker.reward_signals.extrinsic.gamma");
    }
    BehaviorSpec spec = config.worker(behavior, goals);
    Hindsight hindsight =
        new Hindsight(
            goals,
            spec.observations(),
            config.nSampledGoal(),
            config.period(),
            own.extrinsic().gamma());
    return context(whole, own, spec, whole.teams(), 1, Optional.of(hindsight));
  }

  private static LearnerContext context(
      LearnerContext whole,
      BehaviorConfig own,
      BehaviorSpec spec,
      List<Integer> teams,
      int number,
      Optional<Hindsight> hindsight) {
    return new LearnerContext(
        spec,
        own,
        whole.backend(),
        whole.workers(),
        teams,
        whole.arenas(),
        RandomStream.derive(whole.seed(), number),
        whole.models(),
        hindsight);
  }

  /** {@inheritDoc} A learner that keeps transitions takes those that have come to an end. */
  @Override
  public int horizon() {
    return Math.max(1, worker.learns() ? worker.horizon() : manager.horizon());
  }

  @Override
  public int columns() {
    return workerColumn + worker.columns();
  }

  @Override
  public boolean wantsFinalObservations() {
    return true;
  }

  @Override
  public BrainSource acting() {
    GoalBrain.Tests tests = new GoalBrain.Tests(config.subgoalTestRatio(), worker.greedy());
    return source(List.of(manager.acting(), worker.acting()), tests);
  }

  /** {@inheritDoc} It tests no goals. */
  @Override
  public ActingCopy actingCopy() {
    return actingCopy(parts -> source(parts, new GoalBrain.Tests(0, parts.get(1).brains())));
  }

  private BrainSource source(List<HierarchicalBrain.Level> parts, GoalBrain.Tests tests) {
    HierarchicalBrain.Level top = parts.get(0);
    HierarchicalBrain.Level leaf = parts.get(1);
    return capacity -> new GoalBrain(behavior, goals, config.period(), top, leaf, tests, capacity);
  }

  @Override
  public void update(Rollout agents, double progress, Metrics metrics) {
    if (followed.isEmpty()) {
      followed = Optional.of(follow(agents));
    }
    Followed own = followed.get();

    // detail 2: a transition of the manager lasts from one goal to the next
    own.manager().follow(agents, gamma);
    // details 5 and 6: what it learns from: hindsight actions, and tests that failed
    own.hindsight().follow(own.manager().rollout());
    if (manager.learns()) {
      manager.learn(own.hindsight().rollout(), progress, metrics);
    }

    // details 3 and 4: the worker's are the agents', with the goal; its learner relabels them
    if (worker.learns()) {
      own.worker().follow(agents, gamma);
      worker.learn(own.worker().rollout(), progress, metrics);
    }

    GoalRollout ended = own.hindsight();
    goalsReached = share(goalsReached, ended.reached(), ended.ended());
    testsReached = share(testsReached, ended.testsReached(), ended.tested());
    metrics.put("goals_reached", goalsReached);
    metrics.put("tests_reached", testsReached);
  }

  /** A mean that goes on with some more, of which the last ones count most. */
  private static double share(double before, int reached, int of) {
    return of == 0 ? before : before + Math.min(1, NEWS * of) * ((double) reached / of - before);
  }

  private Followed follow(Rollout agents) {
    LevelRollout top =
        new LevelRollout(
            behavior,
            manager.spec(),
            new LevelRollout.Source(
                GoalBrain.STARTED,
                1,
                GoalBrain.GOAL,
                GoalBrain.testColumn(goals),
                1 + manager.columns(),
                manager.weights(agents.terms())),
            agents);
    GoalRollout hindsight =
        new GoalRollout(
            manager.spec(),
            goals,
            config.hindsightActions(),
            config.subgoalPenalty(),
            agents.lanes(),
            top.rollout().capacity(),
            manager.columns());
    LevelRollout leaf =
        LevelRollout.told(
            behavior,
            GoalBrain.NUMBERS,
            worker.spec(),
            new LevelRollout.Source(-1, 0, -1, workerColumn, worker.columns(), List.of()),
            agents);
    return new Followed(top, hindsight, leaf);
  }

  @Override
  public GoalModel model() {
    return new GoalModel(behavior, config.period(), goals, manager.model(), worker.model());
  }

  /** {@inheritDoc} No level has an open transition where a checkpoint is written. */
  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    out.writeDouble(goalsReached);
    out.writeDouble(testsReached);
  }

  @Override
  public void load(DataInput in) throws IOException {
    super.load(in);
    goalsReached = in.readDouble();
    testsReached = in.readDouble();
    followed = Optional.empty();
  }
}
