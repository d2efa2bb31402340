package io.github.gdxbrains.learner.hierarchy;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.Node;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.ModelFinder;
import io.github.gdxbrains.learner.Networks;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the levels of a hierarchy may learn by.
 *
 * @param all in order; the first is the default
 */
record Kinds(List<LearnerFactory> all) {
  /** A level that learns by the default kind. */
  LevelConfig level() {
    LearnerFactory kind = all.get(0);
    return LevelConfig.learned(kind.name(), kind.defaults());
  }

  /** The defaults of a level whose settings may say how it learns. */
  LevelConfig level(Node node) {
    LearnerFactory kind = all.get(0);
    Node own = Node.Mapping.empty(node.place());
    if (node instanceof Node.Mapping mapping) {
      Optional<Node> type = mapping.get("trainer_type");
      if (type.isPresent() && type.get() instanceof Node.Scalar name) {
        kind = kind(name);
      }
      own = mapping.get("hyperparameters").orElse(own);
    }
    return LevelConfig.learned(kind.name(), kind.defaults(own));
  }

  private LearnerFactory kind(Node.Scalar name) {
    try {
      return kind(name.text());
    } catch (UserError unknown) {
      throw name.place().error("trainer_type: " + unknown.getMessage());
    }
  }

  /**
   * What a level learns by.
   *
   * @throws UserError if a level cannot learn by that
   */
  LearnerFactory kind(String trainerType) {
    return all.stream()
        .filter(kind -> kind.name().equals(trainerType))
        .findFirst()
        .orElseThrow(
            () ->
                UserError.unknown(
                    "learner of a level",
                    trainerType,
                    all.stream().map(LearnerFactory::name).toList()));
  }

  /**
   * Refuses what a level's settings name and is not there.
   *
   * @param path to the level's settings
   * @param options names of what the level chooses among, for trees
   */
  void check(
      String path,
      LevelConfig level,
      BehaviorSpec behavior,
      ModelFinder models,
      List<String> options) {
    if (level.learns()) {
      LearnerFactory kind = kind(level.trainerType());
      InvalidValue.within(
          path + ".hyperparameters.", () -> kind.check(behavior, level.hyperparameters(), models));
      if (kind.hasNetwork()) {
        InvalidValue.within(
            path + ".network_settings.",
            () -> Networks.check(behavior.observations(), level.networkSettings()));
      }
      InvalidValue.within(
          path + ".reward_signals.",
          () ->
              level
                  .rewardSignals()
                  .ifPresent(signals -> signals.check(kind, behavior.observations())));
    } else {
      try {
        models.find(level.brain().get(), behavior, options);
      } catch (UserError unfit) {
        throw new InvalidValue(path + ".brain", "is wrong: " + unfit.getMessage());
      }
    }
  }

  /** Refuses what does not fit so many agents. */
  void check(String path, LevelConfig level, int agents) {
    if (level.learns()) {
      InvalidValue.within(
          path + ".hyperparameters.",
          () -> kind(level.trainerType()).check(level.hyperparameters(), agents));
    }
  }

  /** Refuses reward terms that are not there. */
  void checkTerms(String path, LevelConfig level, Collection<String> terms) {
    for (String term : level.rewards().keySet()) {
      if (!terms.contains(term)) {
        throw new InvalidValue(
            path + ".rewards." + term,
            "is no reward term; " + UserError.suggestion(term, List.copyOf(terms)));
      }
    }
    if (level.learns()) {
      InvalidValue.within(
          path + ".hyperparameters.",
          () -> kind(level.trainerType()).checkTerms(level.hyperparameters(), terms));
    }
  }

  /** Whether a level's learner has a critic. */
  boolean haveCritic(LevelConfig level) {
    return level.learns() && kind(level.trainerType()).hasCritic(level.hyperparameters());
  }

  /** What a level's learner will keep in memory, behind the level's name; empty for nothing. */
  Optional<String> keeps(
      String name,
      LevelConfig level,
      BehaviorSpec behavior,
      BehaviorConfig whole,
      List<Integer> teams) {
    return level.learns()
        ? kind(level.trainerType())
            .keeps(behavior, level.of(whole, whole.maxSteps()), teams)
            .map(kept -> kept + " for " + name)
        : Optional.empty();
  }
}
