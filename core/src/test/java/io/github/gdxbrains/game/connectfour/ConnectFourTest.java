package io.github.gdxbrains.game.connectfour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.game.board.Board;
import io.github.gdxbrains.game.board.OpeningMatches;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.train.Evaluation;
import org.junit.jupiter.api.Test;

final class ConnectFourTest {
  private static final ConnectFour GAME = new ConnectFour();

  private static Rack rack(int... columns) {
    Rack rack = new Rack();
    rack.clear(0);
    for (int column : columns) {
      rack.play(column);
    }
    return rack;
  }

  private static long discs(int... columnsAndRows) {
    long discs = 0;
    for (int i = 0; i < columnsAndRows.length; i += 2) {
      discs |= Rack.cell(columnsAndRows[i], columnsAndRows[i + 1]);
    }
    return discs;
  }

  @Test
  void discsFallUponEachOtherUntilTheColumnIsFull() {
    Rack rack = rack(3, 3, 3, 3, 3);
    assertThat(rack.discs(0)).isEqualTo(discs(3, 0, 3, 2, 3, 4));
    assertThat(rack.discs(1)).isEqualTo(discs(3, 1, 3, 3));
    assertThat(rack.isLegal(3)).isTrue();
    rack.play(3);
    assertThat(rack.last()).isEqualTo(discs(3, 5));
    assertThat(rack.isLegal(3)).isFalse();
    assertThat(rack.isLegal(2)).isTrue();
    assertThat(rack.isOver()).isFalse();
  }

  @Test
  void fourInARowWinInEveryDirection() {
    assertThat(Rack.hasFour(discs(2, 0, 3, 0, 4, 0, 5, 0))).isTrue();
    assertThat(Rack.hasFour(discs(6, 2, 6, 3, 6, 4, 6, 5))).isTrue();
    assertThat(Rack.hasFour(discs(0, 0, 1, 1, 2, 2, 3, 3))).isTrue();
    assertThat(Rack.hasFour(discs(3, 5, 4, 4, 5, 3, 6, 2))).isTrue();
    assertThat(Rack.hasFour(discs(2, 0, 3, 0, 4, 0, 6, 0))).isFalse();
    assertThat(Rack.hasFour(discs(0, 3, 0, 4, 0, 5, 1, 0)))
        .as("no line runs from a column's top into the next one")
        .isFalse();
    assertThat(Rack.fours(discs(0, 5, 2, 0, 3, 0, 4, 0, 5, 0)))
        .isEqualTo(discs(2, 0, 3, 0, 4, 0, 5, 0));
  }

  @Test
  void theFourthDiscInARowWins() {
    Rack rack = rack(0, 6, 1, 6, 2, 6);
    assertThat(rack.wins(3)).isTrue();
    assertThat(rack.wins(4)).isFalse();
    assertThat(rack.winner()).isEqualTo(Board.NOBODY);
    rack.play(3);
    assertThat(rack.winner()).isZero();
    assertThat(rack.isOver()).isTrue();
    assertThat(rack.isLegal(4)).isFalse();
  }

  @Test
  void bothSeeTheirOwnDiscsFirstRowByRowFromTheTop() {
    Rack rack = rack(3, 3, 0);
    ObservationWriter writer = new ObservationWriter();
    float[] seen = new float[84];
    writer.moveToFloats(seen, 0, 84);
    rack.observe(1, writer);
    for (int i = 0; i < 84; i++) {
      boolean isOwn = i == 4 * 7 + 3;
      boolean isOther = i == 42 + 5 * 7 || i == 42 + 5 * 7 + 3;
      assertThat(seen[i]).as("number %d", i).isEqualTo(isOwn || isOther ? 1 : 0);
    }
  }

  @Test
  void theHeuristicCountsOpenRowsAndTheMiddle() {
    assertThat(Minimax.heuristic(discs(3, 0), 0)).as("one in the middle").isEqualTo(3);
    assertThat(Minimax.heuristic(discs(0, 0, 1, 0), 0)).as("columns 0 to 3").isEqualTo(2);
    assertThat(Minimax.heuristic(discs(0, 0, 1, 0, 2, 0), 0))
        .as("three in columns 0 to 3, two in 1 to 4")
        .isEqualTo(5 + 2);
    assertThat(Minimax.heuristic(discs(0, 0, 1, 0, 2, 0), discs(3, 0))).as("blocked").isZero();
    assertThat(Minimax.heuristic(discs(0, 0, 0, 1, 0, 2), 0))
        .as("three in rows 0 to 3, two in 1 to 4")
        .isEqualTo(5 + 2);
    assertThat(Minimax.heuristic(discs(4, 4, 6, 2), 0))
        .as("two of a falling line: it starts in columns 3 and no other")
        .isEqualTo(2);
  }

  /** Counts cell by cell and looks at every move: what bits and pruning must agree with. */
  private static int slowValue(long mine, long theirs, int depth) {
    if ((mine | theirs) == Rack.CELLS) {
      return 0;
    }
    if (depth == 0) {
      return slowHeuristic(mine, theirs) - slowHeuristic(theirs, mine);
    }
    int best = Integer.MIN_VALUE;
    for (int column = 0; column < Rack.COLUMNS; column++) {
      long landing = Rack.landing(mine | theirs, column);
      if (landing != 0) {
        long after = mine | landing;
        boolean hasWon = Rack.hasFour(after);
        int value = hasWon ? Minimax.WIN + depth : -slowValue(theirs, after, depth - 1);
        best = Math.max(best, value);
      }
    }
    return best;
  }

  private static int slowHeuristic(long mine, long theirs) {
    int value = 0;
    int[] directions = {1, 0, 0, 1, 1, 1, 1, -1};
    for (int column = 0; column < Rack.COLUMNS; column++) {
      for (int row = 0; row < Rack.ROWS; row++) {
        value += column == 3 && (mine & Rack.cell(column, row)) != 0 ? 3 : 0;
        for (int d = 0; d < 8; d += 2) {
          int own = own(mine, theirs, column, row, directions[d], directions[d + 1]);
          value += own == 2 ? 2 : own == 3 ? 5 : 0;
        }
      }
    }
    return value;
  }

  /** Own discs of a row of four cells that has none of theirs, else 0. */
  private static int own(long mine, long theirs, int column, int row, int dx, int dy) {
    int own = 0;
    for (int i = 0; i < 4; i++) {
      int x = column + i * dx;
      int y = row + i * dy;
      if (x >= Rack.COLUMNS || y < 0 || y >= Rack.ROWS || (theirs & Rack.cell(x, y)) != 0) {
        return 0;
      }
      own += (mine & Rack.cell(x, y)) != 0 ? 1 : 0;
    }
    return own;
  }

  @Test
  void pruningChangesNoValue() {
    RandomStream random = new RandomStream(8);
    for (int game = 0; game < 60; game++) {
      Rack rack = rack();
      int moves = random.nextInt(36);
      for (int i = 0; i < moves && !rack.isOver(); i++) {
        int column = random.nextInt(Rack.COLUMNS);
        if (rack.isLegal(column)) {
          rack.play(column);
        }
      }
      if (rack.isOver()) {
        continue;
      }
      long mine = rack.discs(rack.mover());
      long theirs = rack.discs(1 - rack.mover());
      int bound = 2 * Minimax.WIN;
      assertThat(Minimax.value(mine, theirs, Minimax.DEPTH, -bound, bound))
          .isEqualTo(slowValue(mine, theirs, Minimax.DEPTH));
    }
  }

  @Test
  void theScriptBeatsARandomPlayerFromBothSeats() {
    Script script = GAME.scripts().get("scripted");
    Evaluation result =
        OpeningMatches.play(
            GAME, capacity -> new ScriptedBrain(script), capacity -> new RandomBrain(), 50, 4, 1);
    assertThat(result.episodes()).isEqualTo(2 * 50);
    assertThat(result.wins() + result.draws() + result.losses()).isEqualTo(100);
    assertThat(result.scoreRate()).isGreaterThan(0.95);
  }

  /** Two equal players share the points: 0.5 within 4 standard deviations of 200 games. */
  @Test
  void theScriptIsAsGoodAsItself() {
    Script script = GAME.scripts().get("scripted");
    BrainSource scripted = capacity -> new ScriptedBrain(script);
    Evaluation result = OpeningMatches.play(GAME, scripted, scripted, 100, 4, 1);
    assertThat(result.scoreRate()).isBetween(0.36, 0.64);
  }
}
