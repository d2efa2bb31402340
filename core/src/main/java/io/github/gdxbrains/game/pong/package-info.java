/**
 * Two paddles and a ball: the simplest game that two players can win or lose against each other.
 * Metres and seconds; x runs along the court, from the left player (team 0) to the right one (team
 * 1), y across it.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.pong.Pong}, the game; {@code Court} has the
 * ball's flight and the score, {@code PongWorld} what the players see and get.
 */
package io.github.gdxbrains.game.pong;
