package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.space.ActionSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a whole hierarchy knows: a manager that chooses among skills, and the skills, each a model
 * of any kind, so that hierarchies may stand within hierarchies.
 *
 * @param behavior whose observations and actions it takes
 * @param period the most decisions of an agent that a skill runs for, at least 1
 * @param manager chooses among as many options as there are skills
 * @param skills in the order of the manager's options, at least two; each acts as the behavior does
 */
public record HierarchicalModel(
    BehaviorSpec behavior, int period, Model manager, List<Skill> skills) implements Model {
  /**
   * One of the things that the agent can do for a while.
   *
   * @param name unique within the hierarchy
   * @param model how it is done
   */
  public record Skill(String name, Model model) {}

  /**
   * Copies the list and checks that the spaces fit.
   *
   * @throws UserError if a level sees or does what the behavior does not; the message names it
   */
  public HierarchicalModel {
    skills = List.copyOf(skills);
    if (period < 1) {
      throw new IllegalArgumentException("period is " + period + ", but must be at least 1");
    }
    List<String> names = skills.stream().map(Skill::name).toList();
    if (names.size() < 2 || names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "the skills are " + names + ", but there must be at least two, of different names");
    }
    requireFits("the manager", manager, behavior, ActionSpace.discrete(skills.size()));
    for (Skill skill : skills) {
      requireFits("the skill " + skill.name(), skill.model(), behavior, behavior.actions());
    }
  }

  /**
   * Checks that a model can play a level.
   *
   * @param level named in errors
   * @param behavior of the agents
   * @param actions what the level decides about
   * @throws UserError if it sees what the agents do not, or decides about something else
   */
  public static void requireFits(
      String level, Model model, BehaviorSpec behavior, ActionSpace actions) {
    BehaviorSpec own = model.behavior();
    List<String> names = own.observations().streams().stream().map(s -> s.name()).toList();
    if (!behavior.observations().select(names).equals(own.observations())) {
      throw new UserError(
          level
              + " observes "
              + own.observations().inWords()
              + ", but "
              + behavior.name()
              + " observes "
              + behavior.observations().inWords());
    }
    if (!own.actions().equals(actions)) {
      throw new UserError(level + " acts by " + own.actions() + ", but must act by " + actions);
    }
  }

  /** Those of the manager, then those of the skills in their order. */
  @Override
  public float[] parameters() {
    List<float[]> parts = new ArrayList<>();
    parts.add(manager.parameters());
    skills.forEach(skill -> parts.add(skill.model().parameters()));
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int next = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, next, part.length);
      next += part.length;
    }
    return all;
  }

  @Override
  public HierarchicalModel withScripts(Map<String, Script> scripts) {
    return new HierarchicalModel(
        behavior,
        period,
        manager.withScripts(scripts),
        skills.stream().map(s -> new Skill(s.name(), s.model().withScripts(scripts))).toList());
  }

  @Override
  public BrainSource brains(Backend backend, boolean deterministic) {
    HierarchicalBrain.Level top = level(manager, backend, deterministic);
    List<HierarchicalBrain.Level> levels =
        skills.stream().map(skill -> level(skill.model(), backend, deterministic)).toList();
    return capacity -> new HierarchicalBrain(period, top, levels, capacity);
  }

  private static HierarchicalBrain.Level level(
      Model model, Backend backend, boolean deterministic) {
    return new HierarchicalBrain.Level(model.behavior(), model.brains(backend, deterministic), 0);
  }
}
