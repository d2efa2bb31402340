package io.github.gdxbrains.learner.hierarchy;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.config.Node;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.ModelFinder;
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

  private final Kinds kinds;

  /**
   * Hierarchies of some learners.
   *
   * @param kinds those that a level may learn by, beside a hierarchy; the first is the default
   */
  public Hierarchy(List<LearnerFactory> kinds) {
    List<LearnerFactory> all = new ArrayList<>(kinds);
    all.add(this);
    this.kinds = new Kinds(all);
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
    return new HierarchyConfig(PERIOD, kinds.level(), Map.of());
  }

  @Override
  public Record defaults(Node hyperparameters) {
    if (!(hyperparameters instanceof Node.Mapping mapping)) {
      return defaults();
    }
    Map<String, LevelConfig> skills = new LinkedHashMap<>();
    if (mapping.get("skills").orElse(mapping) instanceof Node.Mapping given && given != mapping) {
      given.entries().forEach((name, entry) -> skills.put(name, kinds.level(entry.value())));
    }
    return new HierarchyConfig(PERIOD, kinds.level(mapping.get("manager").orElse(mapping)), skills);
  }

  @Override
  public void check(BehaviorSpec behavior, Record hyperparameters, ModelFinder models) {
    HierarchyConfig config = (HierarchyConfig) hyperparameters;
    config.requireLevels();
    kinds.check("manager", config.manager(), config.manager(behavior), models, config.names());
    config
        .skills()
        .forEach(
            (name, skill) ->
                kinds.check(
                    "skills." + name, skill, config.skill(name, behavior), models, List.of()));
  }

  @Override
  public void checkTerms(Record hyperparameters, Collection<String> terms) {
    HierarchyConfig config = (HierarchyConfig) hyperparameters;
    kinds.checkTerms("manager", config.manager(), terms);
    config.skills().forEach((name, skill) -> kinds.checkTerms("skills." + name, skill, terms));
  }

  @Override
  public void check(Record hyperparameters, int agents) {
    HierarchyConfig config = (HierarchyConfig) hyperparameters;
    kinds.check("manager", config.manager(), agents);
    config.skills().forEach((name, skill) -> kinds.check("skills." + name, skill, agents));
  }

  @Override
  public boolean hasNetwork() {
    return false;
  }

  /** The manager's critic: it sees whole episodes. */
  @Override
  public boolean hasCritic(Record hyperparameters) {
    return kinds.haveCritic(((HierarchyConfig) hyperparameters).manager());
  }

  @Override
  public Optional<String> keeps(BehaviorSpec behavior, BehaviorConfig config, List<Integer> teams) {
    HierarchyConfig hierarchy = (HierarchyConfig) config.hyperparameters();
    List<String> kept = new ArrayList<>();
    kinds
        .keeps("manager", hierarchy.manager(), hierarchy.manager(behavior), config, teams)
        .ifPresent(kept::add);
    hierarchy
        .skills()
        .forEach(
            (name, skill) ->
                kinds
                    .keeps(name, skill, hierarchy.skill(name, behavior), config, teams)
                    .ifPresent(kept::add));
    return kept.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", kept));
  }

  @Override
  public Learner create(LearnerContext context) {
    return new HierarchyLearner(context, this, kinds);
  }
}
