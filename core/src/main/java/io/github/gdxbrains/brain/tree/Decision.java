package io.github.gdxbrains.brain.tree;

import com.badlogic.ashley.core.Entity;
import com.badlogic.gdx.ai.fsm.DefaultStateMachine;
import com.badlogic.gdx.ai.fsm.State;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Optional;

/**
 * What the tasks of a behaviour tree and the states of a state machine work with, their blackboard:
 * one agent's decision. Each agent has its own; what it holds changes with every decision.
 */
public final class Decision {
  private final Optional<ObservationSpace> space;
  private final List<String> options;
  private final float[] seen;
  private Entity entity;
  private RandomStream random;
  private Action action;
  private boolean hasActed;
  private final DefaultStateMachine<Decision, State<Decision>> machine =
      new DefaultStateMachine<>(this);

  /** For tasks that look at the entity. */
  Decision() {
    this(Optional.empty(), List.of());
  }

  /**
   * For tasks that look at what the agent sees, too.
   *
   * @param options names of what is chosen among; empty if they have none
   */
  Decision(Optional<ObservationSpace> space, List<String> options) {
    this.space = space;
    this.options = List.copyOf(options);
    seen = new float[space.map(ObservationSpace::inputs).orElse(0)];
  }

  /** The same for another agent. */
  Decision copy() {
    return new Decision(space, options);
  }

  void see(AgentBatch batch, int row) {
    if (seen.length > 0) {
      batch.copyInputs(false, row, seen, 0);
    }
  }

  void begin(Entity entity, RandomStream random, Action action) {
    this.entity = entity;
    this.random = random;
    this.action = action;
    hasActed = false;
  }

  /** Whose decision it is. */
  public Entity entity() {
    return entity;
  }

  /** The agent's stream for choosing actions. */
  public RandomStream random() {
    return random;
  }

  /** What the agent will do, to be written. */
  public Action action() {
    hasActed = true;
    return action;
  }

  /** Whether an action was written at this decision. */
  boolean hasActed() {
    return hasActed;
  }

  /** Lets a state machine go to another state, whose {@code update} decides next time. */
  public void become(State<Decision> state) {
    machine.changeState(state);
  }

  DefaultStateMachine<Decision, State<Decision>> machine() {
    return machine;
  }

  /** A number that the agent sees: see {@link #position}. */
  float seen(int position) {
    return seen[position];
  }

  /**
   * Where a number of a stream stands among all that the agent sees.
   *
   * @throws UserError if there is no such stream or number
   */
  int position(String stream, int index) {
    List<ObservationStream> streams = space.map(ObservationSpace::streams).orElse(List.of());
    List<String> names = streams.stream().map(ObservationStream::name).toList();
    if (!names.contains(stream)) {
      throw UserError.unknown("observation", stream, names);
    }
    int size = streams.get(names.indexOf(stream)).size();
    if (index < 0 || index >= size) {
      throw new UserError(
          "the observation " + stream + " has " + size + " numbers, but no number " + index);
    }
    return space.get().inputNames().indexOf(stream + "[" + index + "]");
  }

  /**
   * The number of an option.
   *
   * @throws UserError if none has that name
   */
  int option(String name) {
    if (!options.contains(name)) {
      throw UserError.unknown("skill", name, options);
    }
    return options.indexOf(name);
  }
}
