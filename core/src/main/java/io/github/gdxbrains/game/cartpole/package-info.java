/**
 * A pole on a cart, exactly as in Gymnasium's CartPole-v1: the smallest complete example of a game.
 * Metres, seconds, radians; a tick is 0.02 s. Start reading at {@link
 * io.github.gdxbrains.game.cartpole.CartPole}, the game, which makes {@code CartPoleWorld}s, whose
 * one entity has a {@code Cart} that {@code CartPhysics} moves.
 */
package io.github.gdxbrains.game.cartpole;
