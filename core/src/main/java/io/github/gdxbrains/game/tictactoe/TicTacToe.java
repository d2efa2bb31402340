package io.github.gdxbrains.game.tictactoe;

import com.badlogic.ashley.core.Component;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.game.board.BoardControl;
import io.github.gdxbrains.game.board.BoardPlayer;
import io.github.gdxbrains.game.board.BoardWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tic-tac-toe, cross against nought; cross begins. A move names one of the nine cells, row by row
 * from the top left one. The observation is 18 numbers: which cells hold an own mark, then which
 * hold one of the other's. A win is worth 1, a loss -1, a draw the weight of the term {@code draw},
 * which is 0 by itself.
 *
 * <p>The script plays perfectly: it never loses, wins as soon as it can be done by force, and
 * chooses at random among moves that are as good.
 */
public final class TicTacToe implements Game {
  private static final String BEHAVIOR = "TicTacToe";
  private static final BehaviorSpec SPEC = BoardWorld.behavior(BEHAVIOR, 2 * Grid.CELLS, 9);

  @Override
  public String name() {
    return "tic-tac-toe";
  }

  @Override
  public String description() {
    return "three in a row; two players move in turn";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return BoardWorld.parameters(4);
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(SPEC);
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return BoardWorld.seats(BEHAVIOR, "cross", "nought");
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(BoardPlayer.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return new BoardWorld(SPEC, new Grid());
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", PerfectPlay::decide);
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(new BoardControl());
  }
}
