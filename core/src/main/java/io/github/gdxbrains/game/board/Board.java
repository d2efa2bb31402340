package io.github.gdxbrains.game.board;

import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.sensor.ObservationWriter;

/**
 * State and rules of a board game of two, seats 0 and 1, who move in turn. Moves are numbered from
 * 0. No method allocates.
 */
public interface Board {
  /** The winner where there is none. */
  int NOBODY = -1;

  /** Empties the board; a seat is to move first. */
  void clear(int first);

  /** How many moves there are, legal or not. */
  int moves();

  /** Whether a move can be made by whoever is to move; none can once the game is over. */
  boolean isLegal(int move);

  /** Whether a legal move would win at once. */
  boolean wins(int move);

  /** Makes a legal move. */
  void play(int move);

  /** The seat to move; where the game is over, the one that would be. */
  int mover();

  /** Whether somebody has won or no move is left. */
  boolean isOver();

  /** The seat that has won, {@link #NOBODY} in a draw or while the game goes on. */
  int winner();

  /** Writes the board as one of the two sees it: its own pieces first. */
  void observe(int seat, ObservationWriter out);

  /** The move that a person points at after a key was pressed. */
  int point(int move, int right, int up);

  /** Draws the board. */
  void draw(Canvas canvas);

  /** Draws, on top of it, which move the person to move points at. */
  void drawCursor(Canvas canvas, int move);
}
