package io.github.gdxbrains.game.pyramids;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somewhere in the rooms is a switch; stepping on it puts a golden pyramid into another room, which
 * must be found and knocked over; stepping on its brick terminates the episode. Pyramids of stone
 * can be knocked over too and hold nothing. After ML-Agents' Pyramids, on cells: nothing is paid on
 * the way, so that a learner has to want to see what it has not seen.
 *
 * <p>Reward terms: {@code brick}, 1 for the brick (weight 2), {@code step}, -1 each step (0.001),
 * and of weight 0 {@code switch}, 1 when it is pressed.
 *
 * <p>An action is to step forward, or to turn left or right by a quarter. {@code around} is {@code
 * [rows, columns, tags]} as {@link Temple#grid} says, rows from right to left and columns from
 * behind to ahead; {@code pressed} is whether the switch is.
 */
public final class Pyramids implements Game {
  static final String ROOMS = "rooms";
  static final String ROOM_SIZE = "room_size";
  static final String VIEW_RANGE = "view_range";
  static final String MAX_STEPS = "max_steps";

  static final ObservationStream PRESSED = ObservationStream.vector("pressed", 1, 0, 1);

  @Override
  public String name() {
    return "pyramids";
  }

  @Override
  public String description() {
    return "press a hidden switch, then find the golden pyramid it brings";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(ROOMS, 3, 2, Temple.MOST_ROOMS, "", "rooms in a row and in a column"),
        new ParameterSpec(ROOM_SIZE, 5, 3, Temple.LARGEST_ROOM, "", "cells a side of a room"),
        new ParameterSpec(VIEW_RANGE, 3, 1, 8, "", "cells that are seen in each direction").fixed(),
        new ParameterSpec(MAX_STEPS, 1000, 1, 100_000, "", "steps until it is cut off"));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(behavior(parameters));
  }

  private static BehaviorSpec behavior(Parameters parameters) {
    return new BehaviorSpec(
        "Pyramids",
        ObservationSpace.of(Temple.grid(parameters.count(VIEW_RANGE)).stream(), PRESSED),
        ActionSpace.discrete(Explorer.OPTIONS));
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return List.of(new SeatSpec("explorer", "Pyramids", 0));
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Explorer.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return new PyramidsWorld(behavior(parameters), parameters.count(VIEW_RANGE));
  }

  /** Knows where everything is, and goes there. */
  @Override
  public Map<String, Script> scripts() {
    return Map.of(
        "scripted", (entity, random, action) -> action.choose(0, Explorer.of(entity).shortest()));
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(HumanControl.turnBased(Pyramids::steer));
  }

  private static void steer(HumanControl.Controls controls, Entity entity, Action action) {
    boolean isTurning = Math.abs(controls.x()) > Math.abs(controls.y()) || controls.y() < 0;
    int turn = controls.x() > 0 ? Explorer.TURN_RIGHT : Explorer.TURN_LEFT;
    action.choose(0, isTurning ? turn : Explorer.FORWARD);
  }
}
