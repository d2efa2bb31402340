package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Backends;
import java.util.Map;

/** What a brain has learned, fit for a brain file. */
public sealed interface Model
    permits NeuralModel,
        TableModel,
        OptionModel,
        HierarchicalModel,
        GoalModel,
        ScriptedModel,
        RandomModel,
        TreeModel {
  /** Whose observations and actions it takes. */
  BehaviorSpec behavior();

  /** All numbers that were learned, in a fixed order. */
  float[] parameters();

  /**
   * The same with the scripts that it names, as a model from a brain file needs them.
   *
   * @param scripts of the game, by name
   * @throws io.github.gdxbrains.config.UserError if it names one that is not there
   */
  default Model withScripts(Map<String, Script> scripts) {
    return this;
  }

  /**
   * Brains that play by this model, as it is now.
   *
   * @param backend computes its network, if it has one
   * @param deterministic whether they always take the best action
   */
  BrainSource brains(Backend backend, boolean deterministic);

  /**
   * A brain that plays by this model as well as it can: always the best action, computed by the
   * fastest backend there is.
   *
   * @param maxAgents the most agents that it decides for at once
   */
  default Brain brain(int maxAgents) {
    return brains(Backends.best(), true).brain(maxAgents);
  }
}
