package io.github.gdxbrains.game.board;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.HumanControl;

/** A person at a board: arrows move a cursor, one step a press, and the button places. */
public final class BoardControl implements HumanControl {
  private static final float PRESSED = 0.5f;

  /** Moves the cursor, and waits until the button is pressed where a move is legal. */
  @Override
  public boolean waits(Controls controls, Entity entity) {
    BoardPlayer player = BoardPlayer.of(entity);
    int x = direction(controls.x());
    int y = direction(controls.y());
    boolean button = controls.button(0);
    boolean isPressed = button && !player.heldButton;
    if (x != player.heldX || y != player.heldY) {
      player.cursor =
          player.board().point(player.cursor, x == player.heldX ? 0 : x, y == player.heldY ? 0 : y);
    }
    player.heldX = x;
    player.heldY = y;
    player.heldButton = button;
    return !isPressed || !player.board().isLegal(player.cursor);
  }

  private static int direction(float held) {
    return held > PRESSED ? 1 : held < -PRESSED ? -1 : 0;
  }

  /** Places where the cursor is, or at the next legal place. */
  @Override
  public void decide(Controls controls, Entity entity, Action action) {
    BoardPlayer player = BoardPlayer.of(entity);
    Board board = player.board();
    int move = player.cursor;
    while (!board.isLegal(move)) {
      move = (move + 1) % board.moves();
    }
    action.choose(0, move);
  }
}
