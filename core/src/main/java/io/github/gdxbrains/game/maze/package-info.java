/**
 * Mazes with keys and doors, of which only what is around is seen. Cells are the unit; a tick is
 * one step.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.maze.Maze}, the game; {@code Level} draws a
 * maze and knows the shortest ways, {@link io.github.gdxbrains.game.maze.Walker} has the rules of
 * walking, {@code Guide} the scripts.
 */
package io.github.gdxbrains.game.maze;
