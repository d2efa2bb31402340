/**
 * Mazes drawn from a seed, with walls, pits, goals and slippery ground. Cells are the unit; a tick
 * is one step.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.gridworld.GridWorld}, the game; {@code Maze}
 * has its parameters and draws the map, which is a {@link io.github.gdxbrains.game.mdp.GridMap}.
 */
package io.github.gdxbrains.game.gridworld;
