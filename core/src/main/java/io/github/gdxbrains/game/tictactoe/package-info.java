/**
 * Tic-tac-toe: the smallest game of two who move in turn, small enough to know every line of play.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.tictactoe.TicTacToe}, the game; {@code Grid}
 * has the rules, {@code PerfectPlay} what every position is worth.
 */
package io.github.gdxbrains.game.tictactoe;
