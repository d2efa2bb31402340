package io.github.gdxbrains.game.corridor;

import com.badlogic.ashley.core.Component;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.game.mdp.MdpState;
import io.github.gdxbrains.game.mdp.MdpWorld;
import io.github.gdxbrains.game.mdp.Policy;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walk a corridor of n cells from its second cell. A small treasure lies one step to the left, a
 * large one (worth 1) n - 2 steps to the right, and every step costs something: whoever does not
 * explore settles for the small one, as random walkers nearly always do.
 *
 * <p>Either treasure terminates an episode, {@code max_steps} truncate it. The observation is the
 * cell as a one-hot vector. The script goes right.
 */
public final class Corridor implements Game {
  static final String LENGTH = "length";
  static final String DISTRACTOR = "distractor";
  static final String STEP_PENALTY = "step_penalty";
  static final String MAX_STEPS = "max_steps";

  @Override
  public String name() {
    return "corridor";
  }

  @Override
  public String description() {
    return "walk past a small treasure to a large one far away";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(LENGTH, 10, 3, 1000, "", "cells").fixed(),
        new ParameterSpec(DISTRACTOR, 0.1f, 0, 1, "", "what the treasure near the start is worth"),
        new ParameterSpec(STEP_PENALTY, 0.01f, 0, 1, "", "what every step costs"),
        new ParameterSpec(MAX_STEPS, 100, 1, 100_000, "", "steps until an episode is cut off"));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(behavior(parameters));
  }

  private static BehaviorSpec behavior(Parameters parameters) {
    return new BehaviorSpec(
        "Corridor",
        ObservationSpace.of(MdpWorld.states("cell", parameters.count(LENGTH))),
        ActionSpace.discrete(2));
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return List.of(new SeatSpec("walker", "Corridor", 0));
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(MdpState.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    Policy right = (state, step) -> CorridorRules.RIGHT;
    CorridorScene scene = new CorridorScene(parameters.count(LENGTH), parameters);
    return new MdpWorld(behavior(parameters), scene, state -> right);
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", MdpWorld::followPlan);
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(
        HumanControl.turnBased(
            (controls, entity, action) ->
                action.choose(0, controls.x() < 0 ? CorridorRules.LEFT : CorridorRules.RIGHT)));
  }
}
