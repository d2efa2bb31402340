package io.github.gdxbrains.learner;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.config.UserError;
import java.util.List;

/** Finds what a learner's settings call a brain. */
@FunctionalInterface
public interface ModelFinder {
  /** Knows no brains. */
  ModelFinder NONE =
      (name, behavior, options) -> {
        throw new UserError("there is no brain to be found here: '" + name + "'");
      };

  /**
   * Finds a brain.
   *
   * @param name {@code random}, a script of the game, a behaviour tree ({@code FILE.tree}), a brain
   *     file, or a shipped brain
   * @param behavior which it must fit
   * @param options names of what it chooses among, for trees; empty if they have none
   * @throws UserError if there is none, or it does not fit
   */
  Model find(String name, BehaviorSpec behavior, List<String> options);
}
