package io.github.gdxbrains.game.tictactoe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.adapter.AgentAction;
import io.github.gdxbrains.adapter.ParallelEnv;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.game.board.BoardPlayer;
import io.github.gdxbrains.game.board.EveryLine;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.reward.RewardWeights;
import io.github.gdxbrains.rollout.Collector;
import io.github.gdxbrains.rollout.Player;
import io.github.gdxbrains.rollout.Rollout;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TicTacToeTest {
  private static final TicTacToe GAME = new TicTacToe();

  private static ParallelEnv.Step play(ParallelEnv env, int... cells) {
    ParallelEnv.Step step = env.step(Map.of(env.deciding().get(0), AgentAction.discrete(cells[0])));
    for (int i = 1; i < cells.length; i++) {
      step = env.step(Map.of(env.deciding().get(0), AgentAction.discrete(cells[i])));
    }
    return step;
  }

  @Test
  void playersMoveInTurnAndSeeTheirOwnMarksFirst() {
    try (ParallelEnv env = new ParallelEnv(GAME, Map.of())) {
      env.reset(1);
      assertThat(env.agents()).containsExactly("cross", "nought");
      assertThat(env.deciding()).containsExactly("cross");
      play(env, 4);
      assertThat(env.deciding()).containsExactly("nought");
      assertThat(env.observe("nought"))
          .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0);
      assertThat(env.actionMask("nought"))
          .containsExactly(true, true, true, true, false, true, true, true, true);
      play(env, 2);
      assertThat(env.observe("cross"))
          .containsExactly(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
    }
  }

  @Test
  void aTakenCellIsRefused() {
    try (ParallelEnv env = new ParallelEnv(GAME, Map.of())) {
      env.reset(1);
      play(env, 4);
      assertThatThrownBy(() -> play(env, 4))
          .hasMessage(
              "tic-tac-toe: nought chose option 4 of branch 0, which its mask forbids;"
                  + " allowed are [0, 1, 2, 3, 5, 6, 7, 8]");
      assertThat(env.deciding()).containsExactly("nought");
    }
  }

  @Test
  void threeInARowEndTheGameForBoth() {
    try (ParallelEnv env = new ParallelEnv(GAME, Map.of())) {
      env.reset(1);
      assertThat(play(env, 4, 0, 2, 1).rewards()).containsEntry("cross", 0f);
      ParallelEnv.Step end = play(env, 6);
      assertThat(end.rewards()).containsEntry("cross", 1f).containsEntry("nought", -1f);
      assertThat(end.terminations()).containsEntry("cross", true).containsEntry("nought", true);
      assertThat(end.observations().get("nought"))
          .as("0 and 1 against 2, 4 and 6")
          .containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0);
      assertThat(env.agents()).isEmpty();
    }
  }

  @Test
  void aFullBoardIsADrawWorthItsWeight() {
    RewardWeights weights = RewardWeights.of(Map.of("TicTacToe", Map.of("draw", 0.25f)));
    Parameters parameters = Parameters.defaults(GAME);
    ArenaSetup setup =
        new ArenaSetup(GAME, parameters, r -> parameters, weights, Map.of(), Map.of(), Map.of());
    try (ParallelEnv env = new ParallelEnv(setup)) {
      env.reset(1);
      ParallelEnv.Step end = play(env, 0, 4, 8, 1, 7, 6, 2, 5, 3);
      assertThat(end.rewards()).containsEntry("cross", 0.25f).containsEntry("nought", 0.25f);
      assertThat(end.terminations()).containsEntry("cross", true);
    }
  }

  /** Lowest free cell first: 0, 1, 2, 3, 4, 5, and cross wins with 6. */
  @Test
  void theLosersTransitionLastsThroughTheWinningMove() {
    Script lowest =
        (entity, random, action) -> {
          int cell = 0;
          while (!BoardPlayer.of(entity).board().isLegal(cell)) {
            cell++;
          }
          action.choose(0, cell);
        };
    Rollout rollout = new Rollout(GAME.behaviors(Parameters.defaults(GAME)).get(0), 2, 20, 18, 0);
    Player player =
        new Player(
            "TicTacToe",
            capacity -> new ScriptedBrain(lowest),
            Optional.of(new Player.Recording(rollout, 0.5f, List.of(List.of(0), List.of(1)))));
    ArenaSetup setup = ArenaSetup.of(GAME, Parameters.defaults(GAME));
    try (Collector collector =
        new Collector(setup, 1, List.of(player), (a, e, s) -> 0, 0, Workers.single())) {
      collector.restart(1);
      collector.collect(7, false);
    }
    int[] moves = {4, 3};
    for (int lane = 0; lane < 2; lane++) {
      assertThat(rollout.count(lane)).isEqualTo(moves[lane]);
      for (int t = 0; t < moves[lane] - 1; t++) {
        int index = rollout.first(lane) + t;
        assertThat(rollout.ticks()[index]).isEqualTo(2);
        assertThat(rollout.rewards()[index]).isZero();
        assertThat(rollout.endings()[index]).isEqualTo(Ending.RUNNING);
      }
    }
    int won = rollout.first(0) + 3;
    int lost = rollout.first(1) + 2;
    assertThat(rollout.ticks()[won]).isEqualTo(1);
    assertThat(rollout.rewards()[won]).isEqualTo(1);
    assertThat(rollout.endings()[won]).isEqualTo(Ending.TERMINATED);
    assertThat(rollout.ticks()[lost]).as("its own move and the last one").isEqualTo(2);
    assertThat((double) rollout.rewards()[lost]).isCloseTo(0.5 * -1, within(1e-6));
    assertThat(rollout.endings()[lost]).isEqualTo(Ending.TERMINATED);
  }

  @Test
  void anOpeningIsPlayedAtRandomBeforeThePlayers() {
    Set<List<Integer>> openings = new HashSet<>();
    BitSet lengths = new BitSet();
    try (ParallelEnv fixed = new ParallelEnv(GAME, Map.of("opening_moves", 3f));
        ParallelEnv varied =
            new ParallelEnv(GAME, Map.of("opening_moves", 3f, "vary_opening", 1f))) {
      for (int seed = 0; seed < 2000; seed++) {
        fixed.reset(seed);
        Grid grid = grid(fixed);
        assertThat(Integer.bitCount(grid.marks(0))).isEqualTo(2);
        assertThat(Integer.bitCount(grid.marks(1))).isEqualTo(1);
        assertThat(fixed.deciding()).containsExactly("nought");
        openings.add(List.of(grid.marks(0), grid.marks(1)));
        varied.reset(seed);
        lengths.set(Integer.bitCount(grid(varied).marks(0) | grid(varied).marks(1)));
      }
    }
    assertThat(openings).as("two of nine cells and one of the other seven").hasSize(36 * 7);
    assertThat(lengths.stream()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void eitherPlayerBeginsHalfOfTheGames() {
    int crossBegan = 0;
    try (ParallelEnv env = new ParallelEnv(GAME, Map.of("opening_moves", 1f, "vary_first", 1f))) {
      for (int seed = 0; seed < 1000; seed++) {
        env.reset(seed);
        boolean isCross = grid(env).marks(0) != 0;
        assertThat(env.deciding()).containsExactly(isCross ? "nought" : "cross");
        crossBegan += isCross ? 1 : 0;
      }
    }
    assertThat(crossBegan).as("of 1000, standard deviation 16").isBetween(430, 570);
  }

  private static Grid grid(ParallelEnv env) {
    return (Grid) BoardPlayer.of(env.arena().world().seat(0)).board();
  }

  /** Values every position anew, without a table: what the table must agree with. */
  private static int outcome(int mine, int theirs, Set<Integer> seen) {
    seen.add(mine << Grid.CELLS | theirs);
    if (Grid.line(theirs) != 0) {
      return -1;
    }
    int best = -2;
    for (int cell = 0; cell < Grid.CELLS; cell++) {
      if (((mine | theirs) >> cell & 1) == 0) {
        best = Math.max(best, -outcome(theirs, mine | 1 << cell, seen));
      }
    }
    int outcome = best == -2 ? 0 : best;
    assertThat(Integer.signum(PerfectPlay.value(mine, theirs))).isEqualTo(outcome);
    return outcome;
  }

  @Test
  void theTableValuesEveryPositionAsMinimaxDoes() {
    Set<Integer> seen = new HashSet<>();
    assertThat(outcome(0, 0, seen)).as("tic-tac-toe is a draw").isZero();
    // 5,478 positions can be reached, as is well known; who is to move follows from each
    assertThat(seen).hasSize(5478);
  }

  @Test
  void thePerfectPlayerWinsAsSoonAsItCan() {
    assertThat(PerfectPlay.value(0b000_000_011, 0b000_011_000, 2)).isEqualTo(10);
    // a fork: 0 and 8 against 1 and 2; taking 6 threatens 3, 4 and 7 at once
    assertThat(PerfectPlay.value(0b100_000_001, 0b000_000_110, 6)).isEqualTo(8);
    assertThat(PerfectPlay.value(0, 0, 4)).isZero();
  }

  @Test
  void noLineOfPlayBeatsTheScript() {
    Script script = GAME.scripts().get("scripted");
    for (int team = 0; team < 2; team++) {
      for (int seed = 0; seed < 10; seed++) {
        EveryLine.Result result = EveryLine.against(GAME, new ScriptedBrain(script), team, seed);
        assertThat(result.losses()).as("team %d, seed %d: %s", team, seed, result).isZero();
        assertThat(result.wins()).isPositive();
        assertThat(result.draws()).isPositive();
      }
    }
  }

  /** The checker is worth something only if it finds what there is to find. */
  @Test
  void someLinesOfPlayBeatARandomPlayer() {
    for (int team = 0; team < 2; team++) {
      EveryLine.Result result = EveryLine.against(GAME, new RandomBrain(), team, 3);
      assertThat(result.losses()).isPositive();
      assertThat(result.lines()).isEqualTo(result.wins() + result.draws() + result.losses());
    }
  }

  /** Against the lowest free cell: 4 x 3 x 2 x 1 ways were there no early ends. */
  @Test
  void everyLineIsPlayedOnce() {
    Script lowest =
        (entity, random, action) -> {
          int cell = 0;
          while (!BoardPlayer.of(entity).board().isLegal(cell)) {
            cell++;
          }
          action.choose(0, cell);
        };
    EveryLine.Result result = EveryLine.against(GAME, new ScriptedBrain(lowest), 0, 1);
    assertThat(result.lines()).isEqualTo(lines(0, 0));
  }

  /** Lines of play of nought against a cross that takes the lowest free cell. */
  private static int lines(int cross, int nought) {
    int free = 0b111_111_111 & ~(cross | nought);
    int after = cross | Integer.lowestOneBit(free);
    if (Grid.line(after) != 0 || (after | nought) == 0b111_111_111) {
      return 1;
    }
    int lines = 0;
    for (int cell = 0; cell < Grid.CELLS; cell++) {
      if (((after | nought) >> cell & 1) == 0) {
        int reply = nought | 1 << cell;
        lines += Grid.line(reply) != 0 ? 1 : lines(after, reply);
      }
    }
    return lines;
  }
}
