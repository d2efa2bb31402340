package io.github.gdxbrains.game.connectfour;

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
 * Connect four, red against yellow, on seven columns of six cells; red begins. A move names a
 * column. The observation is 84 numbers: which cells hold an own disc, row by row from the top left
 * one, then which hold one of the other's. A win is worth 1, a loss -1, a draw the weight of the
 * term {@code draw}, which is 0 by itself.
 *
 * <p>The script looks four moves ahead by minimax and chooses at random among moves that look as
 * good. With {@code opening_moves} of 4 there are 2,401 ways to begin, so that two players who
 * leave nothing to chance still play different games.
 */
public final class ConnectFour implements Game {
  private static final String BEHAVIOR = "ConnectFour";
  private static final BehaviorSpec SPEC =
      BoardWorld.behavior(BEHAVIOR, 2 * Rack.COLUMNS * Rack.ROWS, Rack.COLUMNS);

  @Override
  public String name() {
    return "connect-four";
  }

  @Override
  public String description() {
    return "drop discs, four in a row win; two players move in turn";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return BoardWorld.parameters(12);
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(SPEC);
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return BoardWorld.seats(BEHAVIOR, "red", "yellow");
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(BoardPlayer.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return new BoardWorld(SPEC, new Rack());
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", Minimax::decide);
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(new BoardControl());
  }
}
