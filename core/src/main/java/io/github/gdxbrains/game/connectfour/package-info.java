/**
 * Connect four: drop discs into a rack until four lie in a row.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.connectfour.ConnectFour}, the game; {@code
 * Rack} has the rules on bitboards, {@code Minimax} the player that looks four moves ahead.
 */
package io.github.gdxbrains.game.connectfour;
