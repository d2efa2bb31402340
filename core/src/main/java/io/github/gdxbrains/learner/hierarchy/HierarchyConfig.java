package io.github.gdxbrains.learner.hierarchy;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.space.ActionSpace;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a hierarchy.
 *
 * @param period the most decisions of an agent that a skill runs for, at least 1
 * @param manager chooses the skills
 * @param skills by name, in whose order they are numbered
 */
public record HierarchyConfig(int period, LevelConfig manager, Map<String, LevelConfig> skills) {
  /** Sorts the skills and checks the period. */
  public HierarchyConfig {
    skills = Collections.unmodifiableSortedMap(new TreeMap<>(skills));
    InvalidValue.unlessAtLeast("period", period, 1);
  }

  /** Refuses what is no hierarchy, or has nothing to learn. */
  void requireLevels() {
    if (skills.size() < 2) {
      throw new InvalidValue(
          "skills", "has " + skills.size() + " entries, but the manager needs two to choose among");
    }
    if (!manager.learns() && skills.values().stream().noneMatch(LevelConfig::learns)) {
      throw new InvalidValue(
          "skills", "has only brains, and so has manager: there is nobody to learn");
    }
  }

  /**
   * What the manager sees and decides about.
   *
   * @throws InvalidValue if it is to see what is not there
   */
  BehaviorSpec manager(BehaviorSpec behavior) {
    return manager.of("manager", behavior).choosing(ActionSpace.discrete(skills.size()));
  }

  /** The skills' names in the order of their numbers. */
  List<String> names() {
    return List.copyOf(skills.keySet());
  }

  /**
   * What a skill sees and decides about.
   *
   * @throws InvalidValue if it is to see what is not there
   */
  BehaviorSpec skill(String name, BehaviorSpec behavior) {
    return skills.get(name).of("skills." + name, behavior);
  }
}
