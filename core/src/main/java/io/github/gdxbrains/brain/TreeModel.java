package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.brain.tree.TreeScript;
import io.github.gdxbrains.nn.Backend;
import java.util.List;

/**
 * A behaviour tree in text: a brain that a person wrote, whole or a part of a hierarchy.
 *
 * @param behavior whose observations and actions it takes
 * @param text in gdx-ai's format: see {@link TreeScript#parse}
 * @param options names of what it chooses among, such as a manager's skills; empty if they have
 *     none
 */
public record TreeModel(BehaviorSpec behavior, String text, List<String> options) implements Model {
  /**
   * Copies the list and checks the tree.
   *
   * @throws io.github.gdxbrains.config.UserError if it is no tree, or does not fit the behavior
   */
  public TreeModel {
    options = List.copyOf(options);
    TreeScript.parse(text, "the tree", behavior, options);
  }

  @Override
  public float[] parameters() {
    return new float[0];
  }

  @Override
  public BrainSource brains(Backend backend, boolean deterministic) {
    return capacity -> new ScriptedBrain(TreeScript.parse(text, "the tree", behavior, options));
  }
}
