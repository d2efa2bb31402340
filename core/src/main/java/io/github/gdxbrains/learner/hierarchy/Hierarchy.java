package io.github.gdxbrains.learner.hierarchy;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.Node;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.ModelFinder;
import io.github.gdxbrains.learner.Networks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists hierarchies among the learners. */
public final class Hierarchy implements LearnerFactory {
  private static final String NAME = "hierarchy";
  private static final int PERIOD = 8;

  private final List<LearnerFactory> kinds;

  /**
   * Hierarchies of some learners.
   *
   * @param kinds those that a level may learn by, beside a hierarchy; the first is the default
   */
  public Hierarchy(List<LearnerFactory> kinds) {
    this.kinds = new ArrayList<>(kinds);
    this.kinds.add(this);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "A manager that chooses skills, which are learned, pre-trained or scripted";
  }

  @Override
  public Record defaults() {
    LearnerFactory kind = kinds.get(0);
    LevelConfig manager = LevelConfig.learned(kind.name(), kind.defaults());
    return new HierarchyConfig(PERIOD, manager, Map.of());
  }

  @Override
  public Record defaults(Node hyperparameters) {
    if (!(hyperparameters instanceof Node.Mapping mapping)) {
      return defaults();
    }
    Map<String, LevelConfig> skills = new LinkedHashMap<>();
    if (mapping.get("skills").orElse(mapping) instanceof Node.Mapping given && given != mapping) {
      given.entries().forEach((name, entry) -> skills.put(name, level(entry.value())));
    }
    return new HierarchyConfig(PERIOD, level(mapping.get("manager").orElse(mapping)), skills);
  }

  /** The defaults of a level whose settings may say how it learns. */
  private LevelConfig level(Node node) {
    LearnerFactory kind = kinds.get(0);
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
    return kinds.stream()
        .filter(kind -> kind.name().equals(trainerType))
        .findFirst()
        .orElseThrow(
            () ->
                UserError.unknown(
                    "learner of a level",
                    trainerType,
                    kinds.stream().map(LearnerFactory::name).toList()));
  }

  @Override
  public void check(BehaviorSpec behavior, Record hyperparameters, ModelFinder models) {
    HierarchyConfig config = (HierarchyConfig) hyperparameters;
    config.requireLevels();
    check("manager", config.manager(), config.manager(behavior), models, config.names());
    config
        .skills()
        .forEach(
            (name, skill) ->
                check("skills." + name, skill, config.skill(name, behavior), models, List.of()));
  }

  private void check(
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

  @Override
  public void checkTerms(Record hyperparameters, Collection<String> terms) {
    HierarchyConfig config = (HierarchyConfig) hyperparameters;
    checkTerms("manager", config.manager(), terms);
    config.skills().forEach((name, skill) -> checkTerms("skills." + name, skill, terms));
  }

  private void checkTerms(String path, LevelConfig level, Collection<String> terms) {
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

  @Override
  public void check(Record hyperparameters, int agents) {
    HierarchyConfig config = (HierarchyConfig) hyperparameters;
    check("manager", config.manager(), agents);
    config.skills().forEach((name, skill) -> check("skills." + name, skill, agents));
  }

  private void check(String path, LevelConfig level, int agents) {
    if (level.learns()) {
      InvalidValue.within(
          path + ".hyperparameters.",
          () -> kind(level.trainerType()).check(level.hyperparameters(), agents));
    }
  }

  @Override
  public boolean hasNetwork() {
    return false;
  }

  /** The manager's critic: it sees whole episodes. */
  @Override
  public boolean hasCritic(Record hyperparameters) {
    LevelConfig manager = ((HierarchyConfig) hyperparameters).manager();
    return manager.learns() && kind(manager.trainerType()).hasCritic(manager.hyperparameters());
  }

  @Override
  public Learner create(LearnerContext context) {
    return new HierarchyLearner(context, this);
  }
}
