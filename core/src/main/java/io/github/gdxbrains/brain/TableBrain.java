package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.explore.Selection;
import io.github.gdxbrains.explore.Ucb;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides by a table of values: finds the state, then a {@link Selection} chooses. */
public final class TableBrain implements Brain {
  private static final boolean[] NONE_FORBIDDEN = {};

  private final Supplier<ValueTable> source;
  private final Selection selection;
  private final Optional<Ucb> ucb;
  private final float[] observation;
  private final float[] values;
  private final boolean masked;

  /**
   * A brain on the calling thread.
   *
   * @param behavior whose rows it decides
   * @param source of a table that is shared with other brains, asked at each decision; it may
   *     change while none decides
   * @param selection chooses among the options
   * @param ucb changes values into scores first, if it is there
   */
  public TableBrain(
      BehaviorSpec behavior, Supplier<ValueTable> source, Selection selection, Optional<Ucb> ucb) {
    this.source = source;
    this.selection = selection;
    this.ucb = ucb;
    observation = new float[behavior.observations().inputs()];
    values = new float[behavior.actions().options()];
    masked = behavior.masked();
  }

  @Override
  public void decide(AgentBatch batch, int[] rows, int count) {
    ValueTable table = source.get();
    boolean[] forbidden = masked ? batch.forbidden() : NONE_FORBIDDEN;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      batch.copyInputs(false, row, observation, 0);
      int state = table.states().find(observation, 0);
      table.copyValues(state, values);
      if (ucb.isPresent()) {
        ucb.get().addTo(values, table.states(), state);
      }
      int f = row * values.length;
      batch.choices()[row] =
          selection.choose(values, 0, values.length, forbidden, f, batch.random(row));
    }
  }
}
