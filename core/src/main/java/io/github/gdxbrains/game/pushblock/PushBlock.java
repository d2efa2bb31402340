package io.github.gdxbrains.game.pushblock;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Pushing blocks into a goal zone, after ML-Agents' Push Block. A block slides only if pushed by as
 * many agents as its {@code block_weight}, rounded up. An episode ends when all blocks are in
 * (terminated) or when the time is up (truncated).
 *
 * <p>A block in the goal zone is worth 5: to one agent by the reward term {@code goal}, to each of
 * several by their {@link io.github.gdxbrains.agent.AgentGroup}. The term {@code step} is minus the
 * tick's share of the time limit. Three more terms have weight 0: the potential-based {@code
 * approach}, by how much the way to the nearest block gets shorter, and {@code push}, by how much
 * the blocks' ways to the goal zone do, both in sizes of the hall and with the discount {@code
 * gamma}; and {@code touch}, the seconds of touching a block, which teaches to cling to it instead
 * of bringing it in.
 *
 * <p>An action is two choices: left, stay or right; down, stay or up. {@code self} is the place and
 * the velocity (x, y), the size of the hall and the blocks' weight; {@code blocks} says of each
 * block whether it is in, and if not the way to it (x, y) and its own way to the goal zone; {@code
 * others} the way (x, y) to each other agent, from the next seat on; ways are in sizes of the hall.
 */
public final class PushBlock implements Game {
  /** Branches of an action. */
  static final int ALONG = 0;

  static final int ACROSS = 1;

  static final String AGENTS = "agents";
  static final String BLOCKS = "blocks";
  static final String BLOCK_WEIGHT = "block_weight";
  static final String SIZE = "size";
  static final String TIME_LIMIT = "time_limit";
  static final String GAMMA = "gamma";

  static final String BEHAVIOR = "PushBlock";
  static final float GOAL_REWARD = 5;
  static final int NUMBERS_OF_A_BLOCK = 4;

  @Override
  public String name() {
    return "push-block";
  }

  @Override
  public String description() {
    return "push blocks into the goal zone, alone or together";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(AGENTS, 1, 1, 4, "", "who push").fixed(),
        new ParameterSpec(BLOCKS, 1, 1, 4, "", "blocks to push").fixed(),
        new ParameterSpec(
            BLOCK_WEIGHT, 1, 1, Rules.HEAVIEST, "", "agents that it takes to push a block"),
        new ParameterSpec(SIZE, 10, 10, Rules.LARGEST_SIZE, "m", "edge of the square hall"),
        new ParameterSpec(TIME_LIMIT, 30, 0.1f, 3600, "s", "time until it is cut off"),
        new ParameterSpec(
                GAMMA,
                0.998f,
                0.01f,
                1,
                "",
                "discount a tick of the reward terms approach and push")
            .fixed());
  }

  static ObservationSpace observations(int agents, int blocks) {
    List<ObservationStream> streams = new ArrayList<>();
    streams.add(ObservationStream.vector("self", 6, -1, 1));
    streams.add(ObservationStream.vector("blocks", NUMBERS_OF_A_BLOCK * blocks, -1, 1));
    if (agents > 1) {
      streams.add(ObservationStream.vector("others", 2 * (agents - 1), -1, 1));
    }
    return new ObservationSpace(streams);
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(behavior(parameters.count(AGENTS), parameters.count(BLOCKS)));
  }

  private static BehaviorSpec behavior(int agents, int blocks) {
    return new BehaviorSpec(
        BEHAVIOR,
        observations(agents, blocks),
        ActionSpace.multiDiscrete(3, 3),
        false,
        Rules.DECISION_PERIOD);
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return IntStream.rangeClosed(1, parameters.count(AGENTS))
        .mapToObj(number -> new SeatSpec("pusher " + number, BEHAVIOR, 0))
        .toList();
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Pusher.class, Block.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    int agents = parameters.count(AGENTS);
    int blocks = parameters.count(BLOCKS);
    return new PushBlockWorld(
        new Hall(agents, blocks), behavior(agents, blocks), parameters.get(GAMMA));
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", PushBlockScript::decide);
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(PushBlock::steer);
  }

  private static void steer(HumanControl.Controls controls, Entity entity, Action action) {
    action.choose(ALONG, option(controls.x()));
    action.choose(ACROSS, option(controls.y()));
  }

  private static int option(float axis) {
    return axis > 0.4f ? 2 : axis < -0.4f ? 0 : 1;
  }
}
