package io.github.gdxbrains.game.gridworld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.game.mdp.FiniteMdp;
import io.github.gdxbrains.game.mdp.GridMap;
import io.github.gdxbrains.game.mdp.GridMap.Cell;
import io.github.gdxbrains.game.mdp.MdpState;
import io.github.gdxbrains.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class GridWorldTest {
  private static final GridWorld GAME = new GridWorld();

  private static int count(GridMap map, Cell kind) {
    int count = 0;
    for (int i = 0; i < map.size(); i++) {
      count += map.cell(i) == kind ? 1 : 0;
    }
    return count;
  }

  /** Whether a walk that never slips can get from the start to each goal, by the table alone. */
  private static boolean reachesEveryGoal(Maze maze, GridMap map) {
    FiniteMdp firm = new Maze(maze.size(), 0, 0, 1, 0, 0).mdp(map);
    boolean[] reached = new boolean[map.size()];
    reached[map.start()] = true;
    for (boolean grows = true; grows; ) {
      grows = false;
      for (int state = 0; state < map.size(); state++) {
        for (int action = 0; action < 4 && reached[state] && !firm.isTerminal(state); action++) {
          int next = firm.next(state, action, 1);
          grows |= !reached[next];
          reached[next] = true;
        }
      }
    }
    for (int i = 0; i < map.size(); i++) {
      if (map.cell(i) == Cell.GOAL && !reached[i]) {
        return false;
      }
    }
    return true;
  }

  @Test
  void everyGoalOfEveryMazeCanBeReached() {
    for (int seed = 0; seed < 300; seed++) {
      int size = 2 + seed % 9;
      // as many walls as there are cells: what would block the way is left out
      int walls = seed % 3 == 0 ? size * size : size * size / 4;
      Maze maze = new Maze(size, walls, size, 1 + seed % 4, 0.1, 0.01);
      GridMap map = maze.draw(new RandomStream(seed));
      assertThat(count(map, Cell.GOAL)).as("seed %d", seed).isPositive();
      assertThat(reachesEveryGoal(maze, map)).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void aMazeHasWhatItIsToHaveWhereThatFits() {
    GridMap map = new Maze(10, 20, 6, 3, 0.1, 0.01).draw(new RandomStream(4));
    assertThat(count(map, Cell.WALL)).isEqualTo(20);
    assertThat(count(map, Cell.PIT)).isEqualTo(6);
    assertThat(count(map, Cell.GOAL)).isEqualTo(3);
    assertThat(count(map, Cell.START)).isEqualTo(1);
  }

  @Test
  void transitionsAreThoseByHand() {
    GridMap map = GridMap.parse("SFG", "FWH");
    FiniteMdp mdp = new Maze(0, 0, 0, 1, 0.2, 0.01).mdp(map);
    // right from 1: the goal with 0.8; up is the edge, down a wall: stays with 0.1 each
    assertThat(mdp.transition(1, GridMap.RIGHT, 2)).isEqualTo(0.8);
    assertThat(mdp.transition(1, GridMap.RIGHT, 1)).isCloseTo(0.2, within(1e-15));
    // down from 0: 3 with 0.8, the edge on the left, 1 on the right
    assertThat(mdp.transition(0, GridMap.DOWN, 3)).isEqualTo(0.8);
    assertThat(mdp.transition(0, GridMap.DOWN, 0)).isCloseTo(0.1, within(1e-15));
    assertThat(mdp.transition(0, GridMap.DOWN, 1)).isCloseTo(0.1, within(1e-15));
    assertThat(List.of(mdp.reward(2), mdp.reward(5), mdp.reward(1), mdp.stepReward()))
        .containsExactly(1.0, -1.0, 0.0, -0.01);
    assertThat(mdp.isTerminal(2)).isTrue();
    assertThat(mdp.isTerminal(5)).isTrue();
  }

  @Test
  void theLayoutSeedIsTheMazeAndZeroDrawsOneEachEpisode() {
    assertThat(starts(7)).hasSize(1);
    assertThat(starts(0)).hasSizeGreaterThan(10);
  }

  private static Set<Integer> starts(float layoutSeed) {
    Parameters parameters =
        Parameters.of(GAME, Map.of(GridWorld.LAYOUT_SEED, layoutSeed, GridWorld.MAX_STEPS, 3f));
    Set<Integer> starts = new TreeSet<>();
    try (Playing playing = new Playing(GAME, parameters, List.of(new RandomBrain()), 8)) {
      for (int i = 0; i < 100; i++) {
        Entity entity = playing.arena().world().seat(0);
        if (MdpState.of(entity).steps() == 0) {
          starts.add(MdpState.of(entity).state());
        }
        playing.tick();
      }
    }
    return starts;
  }

  @Test
  void surroundingsShowWallsPitsAndGoalsByRowsFromTheTop() {
    Parameters parameters =
        Parameters.of(GAME, Map.of(GridWorld.OBSERVATION, 1f, GridWorld.LAYOUT_SEED, 3f));
    GridMap map = Maze.of(8, parameters).draw(new RandomStream(3));
    try (Playing playing = new Playing(GAME, parameters, List.of(new RandomBrain()), 8)) {
      for (int i = 0; i < 50; i++) {
        int state = MdpState.of(playing.arena().world().seat(0)).state();
        float[] seen = playing.batch().observations();
        assertThat(seen[state]).isEqualTo(1);
        for (int cell = 0; cell < 25; cell++) {
          Cell there = map.cell(state / 8 + cell / 5 - 2, state % 8 + cell % 5 - 2);
          assertThat(seen[64 + 3 * cell]).isEqualTo(there == Cell.WALL ? 1 : 0);
          assertThat(seen[64 + 3 * cell + 1]).isEqualTo(there == Cell.PIT ? 1 : 0);
          assertThat(seen[64 + 3 * cell + 2]).isEqualTo(there == Cell.GOAL ? 1 : 0);
        }
        playing.tick();
      }
    }
  }

  @Test
  void theScriptFindsTheGoalOfMazesItHasNeverSeen() {
    Map<String, Float> safe =
        Map.of(GridWorld.LAYOUT_SEED, 0f, GridWorld.SLIP, 0f, GridWorld.STEP_PENALTY, 0f);
    ScriptedBrain script = new ScriptedBrain(GAME.scripts().get("scripted"));
    try (Playing playing = new Playing(GAME, Parameters.of(GAME, safe), List.of(script), 8)) {
      EpisodeLog log = playing.play(100);
      for (int i = 0; i < log.count(); i++) {
        assertThat(log.episodeReturn(i, 0)).isEqualTo(1);
        assertThat(log.ticks(i)).isLessThan(64);
      }
    }
  }
}
