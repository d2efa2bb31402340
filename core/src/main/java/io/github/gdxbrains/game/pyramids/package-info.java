/**
 * Rooms with a switch that puts a golden pyramid somewhere else: a reward that chance hardly finds,
 * after ML-Agents' Pyramids. Cells are the unit; a tick is one step or turn.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.pyramids.Pyramids}, the game; {@code Temple}
 * builds the rooms, {@link io.github.gdxbrains.game.pyramids.Explorer} has the rules.
 */
package io.github.gdxbrains.game.pyramids;
