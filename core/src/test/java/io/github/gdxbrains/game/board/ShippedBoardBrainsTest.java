package io.github.gdxbrains.game.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.game.connectfour.ConnectFour;
import io.github.gdxbrains.game.tictactoe.TicTacToe;
import io.github.gdxbrains.train.Evaluation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the trained brains in {@code assets/brains} are good for. */
final class ShippedBoardBrainsTest {
  private static final Path BRAINS = Path.of("../assets/brains");

  private static BrainSource shipped(String name) {
    return BrainFile.read(BRAINS.resolve(name + ".brain")).model()::brain;
  }

  @Test
  void ticTacToeLosesNoLineOfPlayFromEitherSeat() {
    for (int seat = 0; seat < 2; seat++) {
      EveryLine.Result result =
          EveryLine.against(new TicTacToe(), shipped("tic-tac-toe").brain(1), seat, 1);
      assertThat(result.losses()).as("from seat %d, of %s", seat, result).isZero();
      assertThat(result.wins()).as("from seat %d, of %s", seat, result).isPositive();
      assertThat(result.lines())
          .as("the opponent has at least 8 answers, or first moves, and 6 after them")
          .isGreaterThan(48);
    }
  }

  @Test
  void connectFourBeatsTheScriptFromDistinctOpenings() {
    ConnectFour game = new ConnectFour();
    Evaluation result =
        OpeningMatches.play(
            game,
            shipped("connect-four"),
            capacity -> new ScriptedBrain(game.scripts().get("scripted")),
            200,
            4,
            101);
    assertThat(result.scoreRate())
        .as("%s of 400 games, each opening from both sides", result)
        .isGreaterThanOrEqualTo(0.65);
  }
}
