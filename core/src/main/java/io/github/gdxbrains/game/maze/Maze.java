package io.github.gdxbrains.game.maze;

import com.badlogic.ashley.core.Component;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.game.grid.Direction;
import io.github.gdxbrains.sensor.Grid;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Find the goal of a maze of which only the cells around are seen, and on the way the keys of the
 * doors that lie between. Reaching the goal terminates an episode, {@code steps_per_cell} times all
 * cells truncate it; that is enough to find everything by going round.
 *
 * <p>A maze is drawn from its number, and its size, doors and loops, which may change from episode
 * to episode. {@code levels} and {@code first_level} say which numbers are drawn from, so that what
 * is learned from some mazes can be tested in others.
 *
 * <p>Reward terms: {@code goal}, 1 at the goal, and of weight 0 {@code step}, -1 each step, {@code
 * key} and {@code door}, 1 for a key found and a door opened, and {@code distance}, shaping by the
 * potential -(steps left) / (steps from the start) with the discount {@code gamma}, where steps are
 * those of the shortest way by way of the keys.
 *
 * <p>An action is to step right, up, left or down; a wall, or a door without its key, stops it.
 * {@code around} is {@code [rows, columns, tags]} as {@link Walker#grid} says, rows upwards and
 * columns to the right, with a further tag for the walker's own {@code trail} if that is 1; {@code
 * self} is which keys are carried and the share of time that is left. Neither depends on the size.
 */
public final class Maze implements Game {
  static final String SIZE = "size";
  static final String DOORS = "doors";
  static final String LOOPS = "loops";
  static final String VIEW_RANGE = "view_range";
  static final String TRAIL = "trail";
  static final String LEVELS = "levels";
  static final String FIRST_LEVEL = "first_level";
  static final String STEPS_PER_CELL = "steps_per_cell";
  static final String GAMMA = "gamma";

  static final ObservationStream SELF = ObservationStream.vector("self", Level.COLORS + 1, 0, 1);

  @Override
  public String name() {
    return "maze";
  }

  @Override
  public String description() {
    return "find keys, doors and the goal of a maze by what is around";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(SIZE, 11, 5, Level.LARGEST, "", "cells a side; even ones count 1 more"),
        new ParameterSpec(DOORS, 2, 0, Level.COLORS, "", "doors on the way, each with its key"),
        new ParameterSpec(LOOPS, 0.1f, 0, 1, "", "probability of leaving out a further wall"),
        new ParameterSpec(VIEW_RANGE, 3, 1, 8, "", "cells that are seen in each direction").fixed(),
        new ParameterSpec(TRAIL, 0, 0, 1, "", "1 if it sees how often it was on cells").fixed(),
        new ParameterSpec(LEVELS, 0, 0, 16_000_000, "", "different mazes; 0 for no limit"),
        new ParameterSpec(FIRST_LEVEL, 0, 0, 16_000_000, "", "number of the first maze"),
        new ParameterSpec(
            STEPS_PER_CELL, 2, 0.1f, 100, "", "steps for each cell until it is cut off"),
        new ParameterSpec(GAMMA, 0.99f, 0.01f, 1, "", "discount of the reward term distance")
            .fixed());
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(behavior(parameters));
  }

  private static BehaviorSpec behavior(Parameters parameters) {
    return new BehaviorSpec(
        "Maze",
        ObservationSpace.of(grid(parameters).stream(), SELF),
        ActionSpace.discrete(Direction.COUNT));
  }

  private static Grid grid(Parameters parameters) {
    return Walker.grid(parameters.count(VIEW_RANGE), parameters.count(TRAIL) == 1);
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return List.of(new SeatSpec("walker", "Maze", 0));
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Walker.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return new MazeWorld(behavior(parameters), grid(parameters), parameters.get(GAMMA));
  }

  /**
   * {@code scripted} knows the whole maze and takes the shortest way. The others know what they
   * have seen: {@code explore} goes where it has not seen yet, {@code to_key}, {@code to_door} and
   * {@code to_goal} go to the nearest that they know a way to, and explore while they know none,
   * and {@code seek} makes a whole of these.
   */
  @Override
  public Map<String, Script> scripts() {
    return Map.of(
        "scripted",
        (entity, random, action) -> action.choose(0, Walker.of(entity).guide.shortest()),
        "seek",
        (entity, random, action) -> action.choose(0, Walker.of(entity).guide.seek(random)),
        "explore",
        towards(guide -> guide.unseen),
        "to_key",
        towards(guide -> guide.key),
        "to_door",
        towards(guide -> guide.door),
        "to_goal",
        towards(guide -> guide.goal));
  }

  private static Script towards(Function<Guide, IntPredicate> wanted) {
    return (entity, random, action) -> {
      Guide guide = Walker.of(entity).guide;
      action.choose(0, guide.towards(wanted.apply(guide), random));
    };
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(
        HumanControl.turnBased(
            (controls, entity, action) ->
                action.choose(0, Direction.of(controls.x(), controls.y()))));
  }
}
