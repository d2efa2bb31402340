package io.github.gdxbrains.game.board;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;

/** A player's place at a board. */
public final class BoardPlayer implements Component {
  private static final ComponentMapper<BoardPlayer> MAPPER =
      ComponentMapper.getFor(BoardPlayer.class);

  private final Board board;
  private final int seat;

  /** The move that a person points at. */
  int cursor;

  /** What a person held when last looked: a held key counts once. */
  int heldX;

  int heldY;
  boolean heldButton;

  BoardPlayer(Board board, int seat) {
    this.board = board;
    this.seat = seat;
  }

  /** The place of a seat's entity. */
  public static BoardPlayer of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** The board. */
  public Board board() {
    return board;
  }

  /** Its seat, 0 or 1. */
  public int seat() {
    return seat;
  }

  /** Whether it is this player's move. */
  boolean isTurn() {
    return board.mover() == seat && !board.isOver();
  }

  /** 1 if it has won, -1 if the other has, else 0. */
  int result() {
    int winner = board.winner();
    return winner == Board.NOBODY ? 0 : winner == seat ? 1 : -1;
  }
}
