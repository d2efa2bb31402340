/**
 * Games and their running copies. A {@link io.github.gdxbrains.arena.Game} says what a game's
 * seats, spaces and parameters are and makes {@link io.github.gdxbrains.arena.GameWorld worlds}; an
 * {@link io.github.gdxbrains.arena.Arena} runs one world: seeds, ticks, endings, resets. The world
 * never knows whether it is trained, evaluated or played. Start reading at {@code Game}.
 */
package io.github.gdxbrains.arena;
