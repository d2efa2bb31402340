package io.github.gdxbrains.learner.hierarchy;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.HierarchicalBrain;
import io.github.gdxbrains.brain.HierarchicalModel;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.ActingCopy;
import io.github.gdxbrains.learner.Assessment;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.LevelRollout;
import io.github.gdxbrains.rollout.Rollout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A hierarchy whose manager learns, or whose skills do, or all of them: makes a rollout for each
 * learning level of what the agents did, and lets the level's own learner learn from it. The
 * numbers in the comments are those of {@code docs/details/hierarchy.md}.
 */
public final class HierarchyLearner implements Learner {
  private static final String MANAGER = "manager";

  private final BehaviorSpec behavior;
  private final HierarchyConfig config;
  private final float gamma;
  private final List<Level> levels = new ArrayList<>(); // first the manager
  private final long[] decisions;
  private final String[] shares;
  private final int columns;
  private final boolean wantsFinalObservations;
  private final List<String> rewardTerms;

  /**
   * A hierarchy with fresh parameters where it learns.
   *
   * @param hierarchy knows what levels learn by
   * @throws UserError if its brains are not there or do not fit, or a level's learner refuses
   */
  HierarchyLearner(LearnerContext context, Hierarchy hierarchy) {
    behavior = context.behavior();
    config = (HierarchyConfig) context.config().hyperparameters();
    gamma = context.config().extrinsic().gamma();
    try {
      hierarchy.check(behavior, config, context.models());
      levels.add(
          new Level(MANAGER, config.manager(), config.manager(behavior), context, hierarchy));
      config
          .skills()
          .forEach(
              (name, skill) ->
                  levels.add(
                      new Level(name, skill, config.skill(name, behavior), context, hierarchy)));
    } catch (InvalidValue refused) {
      String place = "behaviors." + behavior.name() + ".hyperparameters.";
      throw new UserError(place + refused.getMessage(), refused);
    }
    int column = HierarchicalBrain.LEVELS;
    boolean finals = false;
    Set<String> terms = new TreeSet<>();
    for (Level level : levels) {
      terms.addAll(level.rewards.keySet());
      level.learner.map(Learner::rewardTerms).ifPresent(terms::addAll);
      level.firstColumn = column;
      column += level.columns();
      finals |= level.learner.map(Learner::wantsFinalObservations).orElse(false);
    }
    columns = column;
    wantsFinalObservations = finals;
    rewardTerms = List.copyOf(terms);
    decisions = new long[levels.size() - 1];
    shares = config.skills().keySet().stream().map(n -> n + "/share").toArray(String[]::new);
  }

  /** A level: a learner of its own, or a model that stays as it is. */
  private final class Level {
    private final BehaviorSpec spec;
    private final boolean manages;
    private final Map<String, Float> rewards;
    private final String rewardName;
    private final Optional<Learner> learner;
    private final Optional<BrainSource> brains;
    private final Optional<Model> model;
    private final int number = levels.size();
    private final Metrics metrics = new Metrics();
    private final Function<String, String> prefix;
    private final Map<String, String> names = new HashMap<>();
    private int firstColumn;
    private Optional<LevelRollout> rollout = Optional.empty();

    Level(
        String name,
        LevelConfig level,
        BehaviorSpec spec,
        LearnerContext context,
        Hierarchy hierarchy) {
      this.spec = spec;
      manages = number == 0;
      rewards = level.learns() ? level.rewards() : Map.of();
      rewardName = name + "/reward";
      prefix = metric -> name + "/" + metric;
      if (level.learns()) {
        LearnerContext own =
            new LearnerContext(
                spec,
                level.of(context.config()),
                context.backend(),
                context.workers(),
                context.teams(),
                context.arenas(),
                RandomStream.derive(context.seed(), number),
                context.models());
        learner = Optional.of(hierarchy.kind(level.trainerType()).create(own));
        model = Optional.empty();
        brains = Optional.empty();
      } else {
        learner = Optional.empty();
        model =
            Optional.of(
                context
                    .models()
                    .find(level.brain().get(), spec, manages ? config.names() : List.of()));
        brains = Optional.of(model.get().brains(context.backend(), false));
      }
    }

    int columns() {
      return learner.map(Learner::columns).orElse(0);
    }

    /** Detail 7: decisions of an agent in the rollout that its learner wants. */
    int horizon() {
      int own = learner.map(Learner::horizon).orElse(0);
      return manages ? Math.multiplyExact(own, config.period()) : own;
    }

    Model model() {
      return learner.map(Learner::model).orElseGet(model::orElseThrow);
    }

    HierarchicalBrain.Level acting() {
      BrainSource source = learner.map(Learner::acting).orElseGet(brains::orElseThrow);
      return new HierarchicalBrain.Level(spec, source, columns());
    }

    /** Details 2 to 6: makes its transitions, and lets it learn. */
    void learn(Rollout agents, double progress, Metrics target) {
      if (rollout.isEmpty()) {
        rollout = Optional.of(levelRollout(agents));
      }
      LevelRollout own = rollout.get();
      own.follow(agents, gamma);
      if (own.rollout().size() == 0) {
        return; // a skill that was never chosen
      }
      target.put(rewardName, own.rollout().meanReward());
      learner.orElseThrow().update(own.rollout(), progress, metrics);
      for (String metric : metrics.names()) {
        target.put(names.computeIfAbsent(metric, prefix), metrics.get(metric));
      }
      if (manages) {
        target.put("entropy", metrics.get("entropy")); // the run's
      }
    }

    private LevelRollout levelRollout(Rollout agents) {
      LevelRollout.Source source =
          new LevelRollout.Source(
              manages ? HierarchicalBrain.STARTED : HierarchicalBrain.SKILL,
              manages ? 1 : number - 1,
              manages ? HierarchicalBrain.SKILL : -1,
              firstColumn,
              columns(),
              weights(agents.terms()));
      return new LevelRollout(behavior, spec, source, agents);
    }

    /** Detail 13: one for each term that rollouts hold; empty for the behavior's own reward. */
    private List<Float> weights(List<String> terms) {
      return rewards.isEmpty()
          ? List.of()
          : terms.stream().map(term -> rewards.getOrDefault(term, 0f)).toList();
    }
  }

  /** Learners of the levels that learn, first the manager's. */
  private Iterable<Learner> learners() {
    return levels.stream().flatMap(level -> level.learner.stream()).toList();
  }

  @Override
  public int horizon() {
    int horizon = 1;
    for (Level level : levels) {
      horizon = Math.max(horizon, level.horizon());
    }
    return horizon;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public boolean wantsFinalObservations() {
    return wantsFinalObservations;
  }

  @Override
  public List<String> rewardTerms() {
    return rewardTerms;
  }

  @Override
  public BrainSource acting() {
    return source(levels.stream().map(Level::acting).toList());
  }

  private BrainSource source(List<HierarchicalBrain.Level> parts) {
    List<HierarchicalBrain.Level> skills = parts.subList(1, parts.size());
    return capacity -> new HierarchicalBrain(config.period(), parts.get(0), skills, capacity);
  }

  @Override
  public ActingCopy actingCopy() {
    List<ActingCopy> copies = new ArrayList<>();
    List<HierarchicalBrain.Level> parts = new ArrayList<>();
    for (Level level : levels) {
      if (level.learner.isPresent()) {
        ActingCopy copy = level.learner.get().actingCopy();
        copies.add(copy);
        parts.add(new HierarchicalBrain.Level(level.spec, copy, level.columns()));
      } else {
        parts.add(level.acting());
      }
    }
    BrainSource copied = source(parts);
    return new ActingCopy() {
      @Override
      public Brain brain(int capacity) {
        return copied.brain(capacity);
      }

      @Override
      public void refresh() {
        copies.forEach(ActingCopy::refresh);
      }
    };
  }

  @Override
  public void update(Rollout rollout, double progress, Metrics metrics) {
    for (Level level : levels) {
      if (level.learner.isPresent()) {
        level.learn(rollout, progress, metrics);
      }
    }
    countDecisions(rollout, metrics);
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

  /** {@inheritDoc} The manager's: its decisions reach over whole episodes. */
  @Override
  public Optional<Assessment> assessment() {
    return levels.get(0).learner.flatMap(Learner::assessment);
  }

  @Override
  public HierarchicalModel model() {
    List<HierarchicalModel.Skill> skills = new ArrayList<>();
    int number = 1;
    for (String name : config.skills().keySet()) {
      skills.add(new HierarchicalModel.Skill(name, levels.get(number++).model()));
    }
    return new HierarchicalModel(behavior, config.period(), levels.get(0).model(), skills);
  }

  @Override
  public boolean isFinite() {
    for (Level level : levels) {
      if (level.learner.isPresent() && !level.learner.get().isFinite()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void scaleLearningRate(float factor) {
    learners().forEach(learner -> learner.scaleLearningRate(factor));
  }

  @Override
  public void perturb(long number) {
    learners().forEach(learner -> learner.perturb(number));
  }

  /** {@inheritDoc} No level has an open transition where a checkpoint is written. */
  @Override
  public void save(DataOutput out) throws IOException {
    for (Learner learner : learners()) {
      learner.save(out);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    for (Level level : levels) {
      if (level.learner.isPresent()) {
        level.learner.get().load(in);
        level.rollout.ifPresent(LevelRollout::clear);
      }
    }
  }

  @Override
  public void close() {
    learners().forEach(Learner::close);
  }
}
