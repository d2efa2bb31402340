package io.github.gdxbrains.brain.tree;

import io.github.gdxbrains.space.ActionSpace;

/** A task that names what it works with. */
interface Prepared {
  /**
   * Looks up the names once, before any decision.
   *
   * @throws io.github.gdxbrains.config.UserError if there is no such thing
   */
  void prepare(Decision decision, ActionSpace actions);
}
