package io.github.gdxbrains.learner.hierarchy;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.HierarchicalBrain;
import io.github.gdxbrains.brain.HierarchicalModel;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.ActingCopy;
import io.github.gdxbrains.learner.Assessment;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.hierarchy.LevelsLearner.Level;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.LevelRollout;
import io.github.gdxbrains.rollout.Rollout;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A hierarchy whose manager learns, or whose skills do, or all of them: makes a rollout for each
 * learning level of what the agents did, and lets the level's own learner learn from it. The
 * numbers in the comments are those of {@code docs/details/hierarchy.md}.
 */
public final class HierarchyLearner extends LevelsLearner {
  private final BehaviorSpec behavior;
  private final HierarchyConfig config;
  private final float gamma;
  private final int[] firstColumns;
  private final List<Optional<LevelRollout>> rollouts = new ArrayList<>();
  private final long[] decisions;
  private final String[] shares;
  private final String[] rewardNames;
  private final int columns;

  /**
   * A hierarchy with fresh parameters where it learns.
   *
   * @param hierarchy checks the settings
   * @param kinds what levels learn by
   * @throws UserError if its brains are not there or do not fit, or a level's learner refuses
   */
  HierarchyLearner(LearnerContext context, Hierarchy hierarchy, Kinds kinds) {
    behavior = context.behavior();
    config = (HierarchyConfig) context.config().hyperparameters();
    gamma = context.config().extrinsic().gamma();
    try {
      hierarchy.check(behavior, config, context.models());
      LearnerContext top = context(context, 0, config.manager(), config.manager(behavior));
      add(MANAGER, config.manager(), top, config.names(), kinds);
      config
          .skills()
          .forEach(
              (name, skill) ->
                  add(
                      name,
                      skill,
                      context(context, levels().size(), skill, config.skill(name, behavior)),
                      List.of(),
                      kinds));
    } catch (InvalidValue refused) {
      String place = "behaviors." + behavior.name() + ".hyperparameters.";
      throw new UserError(place + refused.getMessage(), refused);
    }
    firstColumns = new int[levels().size()];
    int column = HierarchicalBrain.LEVELS;
    for (int i = 0; i < firstColumns.length; i++) {
      firstColumns[i] = column;
      column += levels().get(i).columns();
      rollouts.add(Optional.empty());
    }
    columns = column;
    decisions = new long[firstColumns.length - 1];
    shares = config.skills().keySet().stream().map(n -> n + "/share").toArray(String[]::new);
    rewardNames =
        Stream.concat(Stream.of(MANAGER), config.skills().keySet().stream())
            .map(name -> name + "/reward")
            .toArray(String[]::new);
  }

  private LearnerContext context(
      LearnerContext whole, int number, LevelConfig level, BehaviorSpec spec) {
    long maxSteps = whole.config().maxSteps();
    return new LearnerContext(
        spec,
        level.of(whole.config(), number == 0 ? Math.max(1, maxSteps / config.period()) : maxSteps),
        whole.backend(),
        whole.workers(),
        whole.teams(),
        whole.arenas(),
        RandomStream.derive(whole.seed(), number),
        whole.models());
  }

  /** {@inheritDoc} Detail 7. */
  @Override
  public int horizon() {
    int horizon = Math.max(1, Math.multiplyExact(levels().get(0).horizon(), config.period()));
    for (Level skill : levels().subList(1, firstColumns.length)) {
      horizon = Math.max(horizon, skill.horizon());
    }
    return horizon;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public BrainSource acting() {
    return source(levels().stream().map(Level::acting).toList());
  }

  private BrainSource source(List<HierarchicalBrain.Level> parts) {
    List<HierarchicalBrain.Level> skills = parts.subList(1, parts.size());
    return capacity -> new HierarchicalBrain(config.period(), parts.get(0), skills, capacity);
  }

  @Override
  public ActingCopy actingCopy() {
    return actingCopy(this::source);
  }

  @Override
  public void update(Rollout rollout, double progress, Metrics metrics) {
    for (int i = 0; i < firstColumns.length; i++) {
      Level level = levels().get(i);
      if (level.learns()) { // details 2 to 6: makes its transitions, and lets it learn
        if (rollouts.get(i).isEmpty()) {
          rollouts.set(i, Optional.of(levelRollout(i, rollout)));
        }
        LevelRollout own = rollouts.get(i).get();
        own.follow(rollout, gamma);
        if (own.rollout().size() > 0) {
          metrics.put(rewardNames[i], own.rollout().meanReward());
        }
        level.learn(own.rollout(), progress, metrics);
      }
    }
    double entropy = levels().get(0).metric("entropy");
    if (!Double.isNaN(entropy)) {
      metrics.put("entropy", entropy); // the run's is the manager's
    }
    countDecisions(rollout, metrics);
  }

  private LevelRollout levelRollout(int number, Rollout agents) {
    boolean manages = number == 0;
    Level level = levels().get(number);
    LevelRollout.Source source =
        new LevelRollout.Source(
            manages ? HierarchicalBrain.STARTED : HierarchicalBrain.SKILL,
            manages ? 1 : number - 1,
            manages ? HierarchicalBrain.SKILL : -1,
            firstColumns[number],
            level.columns(),
            level.weights(agents.terms()));
    return new LevelRollout(behavior, level.spec(), source, agents);
  }

  /** How much of the time each skill ran. */
  private void countDecisions(Rollout rollout, Metrics metrics) {
    for (int lane = 0; lane < rollout.lanes(); lane++) {
      int first = rollout.first(lane);
      for (int index = first; index < first + rollout.count(lane); index++) {
        int column = index * rollout.columnCount() + HierarchicalBrain.SKILL;
        decisions[(int) rollout.columns()[column]]++;
      }
    }
    for (int skill = 0; skill < decisions.length; skill++) {
      metrics.put(shares[skill], (double) decisions[skill] / Math.max(1, rollout.size()));
      decisions[skill] = 0;
    }
  }

  /** {@inheritDoc} The manager's: its rollout has all that happens in an episode. */
  @Override
  public Optional<Assessment> assessment() {
    return levels().get(0).assessment();
  }

  @Override
  public HierarchicalModel model() {
    List<HierarchicalModel.Skill> skills = new ArrayList<>();
    int number = 1;
    for (String name : config.skills().keySet()) {
      skills.add(new HierarchicalModel.Skill(name, levels().get(number++).model()));
    }
    return new HierarchicalModel(behavior, config.period(), levels().get(0).model(), skills);
  }

  @Override
  public void load(DataInput in) throws IOException {
    super.load(in);
    rollouts.forEach(rollout -> rollout.ifPresent(LevelRollout::clear));
  }
}
