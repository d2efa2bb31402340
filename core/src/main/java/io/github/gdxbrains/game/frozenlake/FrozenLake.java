package io.github.gdxbrains.game.frozenlake;

import com.badlogic.ashley.core.Component;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.game.mdp.GridMap;
import io.github.gdxbrains.game.mdp.GridView;
import io.github.gdxbrains.game.mdp.MdpState;
import io.github.gdxbrains.game.mdp.MdpWorld;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Cross slippery ice without falling into a hole: Gymnasium's FrozenLake-v1, probability for
 * probability.
 *
 * <p>Goal and holes terminate an episode; 100 steps on the 4x4 map, 200 on the 8x8 map truncate it.
 * The observation is the cell as a one-hot vector. The script is {@link FrozenLakeMdp#optimal}: on
 * slippery ice no policy does better within the time limit.
 */
public final class FrozenLake implements Game {
  static final String MAP = "map";
  static final String SLIPPERY = "slippery";
  static final String MAX_STEPS = "max_steps";

  @Override
  public String name() {
    return "frozen-lake";
  }

  @Override
  public String description() {
    return "cross slippery ice, exactly as in Gymnasium's FrozenLake-v1";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(MAP, 0, 0, 1, "", "the map: 0 is 4x4, 1 is 8x8").fixed(),
        new ParameterSpec(SLIPPERY, 1, 0, 1, "", "the ice: 1 slippery, 0 not"),
        new ParameterSpec(
            MAX_STEPS,
            0,
            0,
            10_000,
            "",
            "steps until an episode is cut off; 0 is 100 on the 4x4 map, 200 on the 8x8 map"));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(behavior(parameters));
  }

  private static BehaviorSpec behavior(Parameters parameters) {
    int cells = new FrozenLakeMdp(isLarge(parameters), false).map().size();
    return new BehaviorSpec(
        "FrozenLake",
        ObservationSpace.of(MdpWorld.states("cell", cells)),
        ActionSpace.discrete(GridMap.DIRECTIONS));
  }

  private static boolean isLarge(Parameters parameters) {
    return parameters.count(MAP) == 1;
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return List.of(new SeatSpec("walker", "FrozenLake", 0));
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(MdpState.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return new MdpWorld(
        behavior(parameters),
        new Lake(isLarge(parameters)),
        state -> state.mdp().optimal(state.maxSteps()));
  }

  /** The lake of a world: its map stays, its ice may change from episode to episode. */
  private static final class Lake implements MdpWorld.Scene {
    private static final String[] NOTES = {
      "firm ice: every step goes where it should",
      "slippery: 1/3 as chosen, 1/3 to each side of that"
    };

    private final FrozenLakeMdp[] lakes;
    private final GridView[] views;
    private int ice;

    Lake(boolean isLarge) {
      lakes =
          new FrozenLakeMdp[] {new FrozenLakeMdp(isLarge, false), new FrozenLakeMdp(isLarge, true)};
      views = new GridView[] {view(NOTES[0]), view(NOTES[1])};
    }

    private static GridView view(String note) {
      return new GridView(0xDCEBF3FF, 0xCFE2EDFF, "hole: the end", note);
    }

    @Override
    public void reset(RandomStream random, Parameters parameters, MdpState state) {
      ice = parameters.count(SLIPPERY);
      FrozenLakeMdp lake = lakes[ice];
      int maxSteps = parameters.count(MAX_STEPS);
      state.begin(
          lake.table(), lake.map().start(), maxSteps == 0 ? lake.timeLimit() : maxSteps, random);
    }

    @Override
    public void draw(Canvas canvas, MdpState state) {
      views[ice].draw(canvas, lakes[ice].map(), state);
    }
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", MdpWorld::followPlan);
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(GridMap.human());
  }

  /** Gymnasium's reward threshold for the 4x4 map; the optimum is 0.74. */
  @Override
  public OptionalDouble solvedReturn() {
    return OptionalDouble.of(0.7);
  }
}
