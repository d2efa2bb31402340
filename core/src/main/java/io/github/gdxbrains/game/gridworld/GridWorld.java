package io.github.gdxbrains.game.gridworld;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.game.mdp.FiniteMdp;
import io.github.gdxbrains.game.mdp.GridMap;
import io.github.gdxbrains.game.mdp.GridMap.Cell;
import io.github.gdxbrains.game.mdp.GridView;
import io.github.gdxbrains.game.mdp.MdpState;
import io.github.gdxbrains.game.mdp.MdpWorld;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Find a goal in a maze whose ground is slippery. The maze is drawn from {@code layout_seed}, the
 * same for all episodes, or anew for each episode where that is 0; every goal can be reached.
 *
 * <p>A goal is worth 1, a pit -1, and both terminate an episode; {@code max_steps} truncate it. The
 * observation is the cell as a one-hot vector; on demand also what is around the agent, five by
 * five cells row by row from the top, for each whether it is a wall, a pit, a goal. The script
 * follows the optimal policy, found by value iteration.
 */
public final class GridWorld implements Game {
  static final String SIZE = "size";
  static final String WALLS = "walls";
  static final String PITS = "pits";
  static final String GOALS = "goals";
  static final String SLIP = "slip";
  static final String STEP_PENALTY = "step_penalty";
  static final String LAYOUT_SEED = "layout_seed";
  static final String OBSERVATION = "observation";
  static final String MAX_STEPS = "max_steps";

  /** Cells seen to each side. */
  private static final int REACH = 2;

  private static final double DISCOUNT = 0.99;

  static final ObservationStream SURROUNDINGS =
      ObservationStream.vector("surroundings", (2 * REACH + 1) * (2 * REACH + 1) * 3, 0, 1);

  @Override
  public String name() {
    return "grid-world";
  }

  @Override
  public String description() {
    return "find a goal in a maze with pits and slippery ground, drawn from a seed";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(SIZE, 8, 2, 30, "", "rows and columns").fixed(),
        new ParameterSpec(WALLS, 0.2f, 0, 1, "", "share of cells that are walls, as far as fits"),
        new ParameterSpec(PITS, 0.06f, 0, 1, "", "share of cells that are pits, as far as fits"),
        new ParameterSpec(GOALS, 1, 1, 10, "", "goals, as far as they fit"),
        new ParameterSpec(SLIP, 0.1f, 0, 1, "", "probability of stepping sideways"),
        new ParameterSpec(STEP_PENALTY, 0.01f, 0, 1, "", "what every step costs"),
        new ParameterSpec(LAYOUT_SEED, 5, 0, 16_000_000, "", "the maze; 0 draws one each episode"),
        new ParameterSpec(OBSERVATION, 0, 0, 1, "", "0 the cell, 1 also the 5x5 cells around")
            .fixed(),
        new ParameterSpec(MAX_STEPS, 100, 1, 100_000, "", "steps until an episode is cut off"));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(behavior(parameters));
  }

  private static BehaviorSpec behavior(Parameters parameters) {
    int size = parameters.count(SIZE);
    ObservationStream cell = MdpWorld.states("cell", size * size);
    return new BehaviorSpec(
        "GridWorld",
        seesAround(parameters)
            ? ObservationSpace.of(cell, SURROUNDINGS)
            : ObservationSpace.of(cell),
        ActionSpace.discrete(GridMap.DIRECTIONS));
  }

  private static boolean seesAround(Parameters parameters) {
    return parameters.count(OBSERVATION) == 1;
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return List.of(new SeatSpec("walker", "GridWorld", 0));
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(MdpState.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    Grid grid = new Grid(parameters.count(SIZE), parameters);
    Sensor[] more =
        seesAround(parameters)
            ? new Sensor[] {Sensor.of(SURROUNDINGS, grid::look)}
            : new Sensor[] {};
    return new MdpWorld(
        behavior(parameters), grid, state -> state.mdp().optimalForever(DISCOUNT), more);
  }

  /** The maze of a world. */
  private static final class Grid implements MdpWorld.Scene {
    private final GridView view =
        new GridView(0xE6DFC9FF, 0xDDD5BCFF, "pit: -1", "the ground is slippery at times");
    private final int size;
    private final RandomStream layout = new RandomStream(0);
    private Maze maze;
    private int seed;
    private GridMap map;
    private FiniteMdp mdp;

    Grid(int size, Parameters parameters) {
      this.size = size;
      redraw(Maze.of(size, parameters), 1, layout);
    }

    private void redraw(Maze maze, int seed, RandomStream random) {
      this.maze = maze;
      this.seed = seed;
      if (seed != 0) {
        layout.reseed(seed);
      }
      map = maze.draw(random);
      mdp = maze.mdp(map);
    }

    @Override
    public void reset(RandomStream random, Parameters parameters, MdpState state) {
      Maze wanted = Maze.of(size, parameters);
      int wantedSeed = parameters.count(LAYOUT_SEED);
      if (wantedSeed == 0 || wantedSeed != seed || !wanted.equals(maze)) {
        redraw(wanted, wantedSeed, wantedSeed == 0 ? random : layout);
      }
      state.begin(mdp, map.start(), parameters.count(MAX_STEPS), random);
    }

    void look(Entity entity, ObservationWriter out) {
      int state = MdpState.of(entity).state();
      for (int row = state / size - REACH; row <= state / size + REACH; row++) {
        for (int column = state % size - REACH; column <= state % size + REACH; column++) {
          Cell cell = map.cell(row, column);
          out.put(cell == Cell.WALL ? 1 : 0);
          out.put(cell == Cell.PIT ? 1 : 0);
          out.put(cell == Cell.GOAL ? 1 : 0);
        }
      }
    }

    @Override
    public void draw(Canvas canvas, MdpState state) {
      view.draw(canvas, map, state);
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
}
