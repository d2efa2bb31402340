package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.nn.Backend;
import java.util.Map;
import java.util.Optional;

/**
 * A script as a part of a hierarchy. A brain file holds its name only: {@link #withScripts} finds
 * it again.
 *
 * @param behavior whose actions it takes
 * @param name of the script
 * @param script what it does; empty as it comes from a file
 */
public record ScriptedModel(BehaviorSpec behavior, String name, Optional<Script> script)
    implements Model {
  @Override
  public float[] parameters() {
    return new float[0];
  }

  @Override
  public ScriptedModel withScripts(Map<String, Script> scripts) {
    Script found = scripts.get(name);
    if (found == null) {
      throw UserError.unknown("script", name, scripts.keySet());
    }
    return new ScriptedModel(behavior, name, Optional.of(found));
  }

  @Override
  public BrainSource brains(Backend backend, boolean deterministic) {
    Script found =
        script.orElseThrow(
            () ->
                new UserError(
                    "a brain file only names the script " + name + ": use withScripts to give it"));
    return capacity -> new ScriptedBrain(found);
  }
}
