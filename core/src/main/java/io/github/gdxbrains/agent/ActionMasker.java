package io.github.gdxbrains.agent;

import com.badlogic.ashley.core.Entity;

/** Says which options an agent has at its next decision. */
@FunctionalInterface
public interface ActionMasker {
  /** Called with everything allowed; forbids what is unavailable through {@link Action#forbid}. */
  void mask(Entity entity, Action action);
}
