package io.github.gdxbrains.learner.hierarchy;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.HierarchicalBrain;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.learner.ActingCopy;
import io.github.gdxbrains.learner.Assessment;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
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

/** What learners made of levels have in common: what is done to all levels that learn. */
abstract class LevelsLearner implements Learner {
  /** The level that chooses. */
  static final String MANAGER = "manager";

  private final List<Level> levels = new ArrayList<>();

  /**
   * Adds a level.
   *
   * @param own what its learner is made for
   * @param options names of what it chooses among, for trees
   */
  final Level add(
      String name, LevelConfig level, LearnerContext own, List<String> options, Kinds kinds) {
    Level added = new Level(name, level, own, options, kinds);
    levels.add(added);
    return added;
  }

  /** The levels, first the manager. */
  final List<Level> levels() {
    return levels;
  }

  /** A level: a learner of its own, or a model that stays as it is. */
  static final class Level {
    private final BehaviorSpec spec;
    private final Map<String, Float> rewards;
    private final Optional<Learner> learner;
    private final Optional<BrainSource> brains;
    private final Optional<Model> model;
    private final Metrics metrics = new Metrics();
    private final Function<String, String> prefix;
    private final Map<String, String> names = new HashMap<>();

    private Level(
        String name, LevelConfig level, LearnerContext own, List<String> options, Kinds kinds) {
      spec = own.behavior();
      rewards = level.learns() ? level.rewards() : Map.of();
      prefix = metric -> name + "/" + metric;
      if (level.learns()) {
        learner = Optional.of(kinds.kind(level.trainerType()).create(own));
        model = Optional.empty();
        brains = Optional.empty();
      } else {
        learner = Optional.empty();
        model = Optional.of(own.models().find(level.brain().get(), spec, options));
        brains = Optional.of(model.get().brains(own.backend(), false));
      }
    }

    BehaviorSpec spec() {
      return spec;
    }

    /** Detail 13: weights of its own reward, one for each of some terms; empty if it has none. */
    List<Float> weights(List<String> terms) {
      return rewards.isEmpty()
          ? List.of()
          : terms.stream().map(term -> rewards.getOrDefault(term, 0f)).toList();
    }

    Optional<Assessment> assessment() {
      return learner.flatMap(Learner::assessment);
    }

    boolean learns() {
      return learner.isPresent();
    }

    boolean wantsFinalObservations() {
      return learner.map(Learner::wantsFinalObservations).orElse(false);
    }

    int columns() {
      return learner.map(Learner::columns).orElse(0);
    }

    /** Its own decisions in the rollout that its learner wants; 0 if it does not learn. */
    int horizon() {
      return learner.map(Learner::horizon).orElse(0);
    }

    Model model() {
      return learner.map(Learner::model).orElseGet(model::orElseThrow);
    }

    HierarchicalBrain.Level acting() {
      return acting(learner.map(Learner::acting).orElseGet(brains::orElseThrow));
    }

    HierarchicalBrain.Level acting(BrainSource source) {
      return new HierarchicalBrain.Level(spec, source, columns());
    }

    BrainSource greedy() {
      return learner.map(Learner::greedy).orElseGet(brains::orElseThrow);
    }

    /** Lets it learn from its transitions; its metrics get its name in front. */
    void learn(Rollout own, double progress, Metrics target) {
      if (own.size() == 0) {
        return; // nothing that it began has come to an end
      }
      learner.orElseThrow().update(own, progress, metrics);
      for (String metric : metrics.names()) {
        target.put(names.computeIfAbsent(metric, prefix), metrics.get(metric));
      }
    }

    /** A number that its last update measured, or NaN. */
    double metric(String name) {
      return metrics.get(name);
    }
  }

  /** Learners of the levels that learn, first the manager's. */
  private Iterable<Learner> learners() {
    return levels.stream().flatMap(level -> level.learner.stream()).toList();
  }

  @Override
  public boolean wantsFinalObservations() {
    return levels.stream().anyMatch(Level::wantsFinalObservations);
  }

  @Override
  public List<String> rewardTerms() {
    Set<String> terms = new TreeSet<>();
    for (Level level : levels) {
      terms.addAll(level.rewards.keySet());
      level.learner.map(Learner::rewardTerms).ifPresent(terms::addAll);
    }
    return List.copyOf(terms);
  }

  /** Levels that act by copies, and what brings these up to date. */
  ActingCopy actingCopy(Function<List<HierarchicalBrain.Level>, BrainSource> joined) {
    List<ActingCopy> copies = new ArrayList<>();
    List<HierarchicalBrain.Level> parts = new ArrayList<>();
    for (Level level : levels) {
      if (level.learner.isPresent()) {
        ActingCopy copy = level.learner.get().actingCopy();
        copies.add(copy);
        parts.add(level.acting(copy));
      } else {
        parts.add(level.acting());
      }
    }
    BrainSource copied = joined.apply(parts);
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
    for (Learner learner : learners()) {
      learner.load(in);
    }
  }

  /** {@inheritDoc} A run with only a part of what its levels keep is not exact. */
  @Override
  public Replay replay() {
    Replay all = Replay.NONE;
    for (Learner learner : learners()) {
      if (learner.replay() == Replay.FORGOTTEN) {
        return Replay.FORGOTTEN;
      }
      all = learner.replay() == Replay.SAVED ? Replay.SAVED : all;
    }
    return all;
  }

  @Override
  public void saveReplay(DataOutput out) throws IOException {
    for (Learner learner : learners()) {
      learner.saveReplay(out);
    }
  }

  @Override
  public void loadReplay(DataInput in) throws IOException {
    for (Learner learner : learners()) {
      learner.loadReplay(in);
    }
  }

  @Override
  public void close() {
    learners().forEach(Learner::close);
  }
}
