/**
 * Board games of two who move in turn, as worlds. A tick is one move; the one to move decides, the
 * other waits, so that a transition runs from a player's move to its next one or to the end.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.board.Board}, the rules and the state of one
 * game. A {@link io.github.gdxbrains.game.board.BoardWorld} seats two players at a board: {@link
 * io.github.gdxbrains.game.board.BoardPlayer} is what each of their entities knows, and with {@link
 * io.github.gdxbrains.game.board.BoardControl} a person moves a cursor and places.
 */
package io.github.gdxbrains.game.board;
