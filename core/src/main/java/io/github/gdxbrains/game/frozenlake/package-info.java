/**
 * A walk over a frozen lake, with the maps and transition probabilities of Gymnasium's
 * FrozenLake-v1. Cells are the unit; a tick is one step.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.frozenlake.FrozenLake}, the game; {@link
 * io.github.gdxbrains.game.frozenlake.FrozenLakeMdp} has its table of transitions and says exactly
 * how good a policy is.
 */
package io.github.gdxbrains.game.frozenlake;
