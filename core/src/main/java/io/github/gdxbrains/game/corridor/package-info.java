/**
 * A corridor with a small treasure near the start and a large one far away: the smallest game in
 * which exploring pays. Cells are the unit; a tick is one step.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.corridor.Corridor}, the game; {@code
 * CorridorRules} has its parameters and its table of transitions.
 */
package io.github.gdxbrains.game.corridor;
