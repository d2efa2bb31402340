package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.explore.Selection;
import io.github.gdxbrains.nn.Backend;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a tabular brain knows: the value of each option in each state.
 *
 * @param behavior whose observations and actions it takes: one discrete action
 * @param table which nobody changes
 */
public record TableModel(BehaviorSpec behavior, ValueTable table) implements Model {
  /** ε of a brain that is not to be deterministic, as of neural ones that know values. */
  private static final float EPSILON = 0.05f;

  /** Checks that sizes agree. */
  public TableModel {
    int inputs = table.states().discretizer().inputs();
    int options = table.states().options();
    if (inputs != behavior.observations().inputs() || options != behavior.actions().options()) {
      throw new IllegalArgumentException(
          "a table for " + inputs + " numbers and " + options + " options does not fit");
    }
  }

  /** The values of the states in the order in which they were met. */
  @Override
  public float[] parameters() {
    return Arrays.copyOf(table.values(), table.states().count() * table.states().options());
  }

  @Override
  public BrainSource brains(Backend backend, boolean deterministic) {
    Selection selection = deterministic ? Selection.greedy() : new Selection.EpsilonGreedy(EPSILON);
    return capacity -> new TableBrain(behavior, () -> table, selection, Optional.empty());
  }
}
