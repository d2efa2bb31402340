package io.github.gdxbrains.game.walljump;

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
 * Over a wall to the goal, after ML-Agents' Wall Jump. A jump rises by 4.4 m: a wall of more than
 * about 4.5 m can only be passed from the top of the block, which is 4 m high and must be pushed to
 * the wall first. An episode ends at the goal or when jumper or block fall off the cliff
 * (terminated), or when the time is up (truncated).
 *
 * <p>An action is two choices: run left, stay or run right; and whether to jump, which needs
 * something to stand on.
 *
 * <p>Reward terms: {@code goal}, 1 at the goal; {@code fall}, -1 for falling off; and {@code step}
 * (weight 0.5), minus the tick's share of the time limit.
 *
 * <p>{@code self} is the place (x, y), the velocity (x, y) and whether the jumper stands; {@code
 * block} the way to the block's middle and from its right side to the wall; {@code wall} the way to
 * the wall and its height; all scaled to about [-1, 1].
 */
public final class WallJump implements Game {
  /** Branches of an action. */
  static final int MOVE = 0;

  static final int JUMP = 1;

  static final String WALL_HEIGHT = "wall_height";
  static final String TIME_LIMIT = "time_limit";

  static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "WallJump",
          ObservationSpace.of(
              ObservationStream.vector("self", 5, -1, 1),
              ObservationStream.vector("block", 2, -1, 1),
              ObservationStream.vector("wall", 2, -1, 1)),
          ActionSpace.multiDiscrete(3, 2),
          false,
          Rules.DECISION_PERIOD);

  @Override
  public String name() {
    return "wall-jump";
  }

  @Override
  public String description() {
    return "over a wall to the goal; if it is high, from a block pushed to it";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(
            WALL_HEIGHT,
            Rules.HIGHEST_WALL,
            0,
            Rules.HIGHEST_WALL,
            "m",
            "height of the wall; above 4.5 it takes the block"),
        new ParameterSpec(TIME_LIMIT, 30, 0.1f, 3600, "s", "time until it is cut off"));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(BEHAVIOR);
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return List.of(new SeatSpec("jumper", BEHAVIOR.name(), 0));
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Jumper.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return new WallJumpWorld(new Course());
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", WallJumpScript::decide);
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(WallJump::steer);
  }

  private static void steer(HumanControl.Controls controls, Entity entity, Action action) {
    float x = controls.x();
    action.choose(MOVE, x > 0.4f ? 2 : x < -0.4f ? 0 : 1);
    action.choose(JUMP, controls.button(0) || controls.y() > 0.4f ? 1 : 0);
  }
}
