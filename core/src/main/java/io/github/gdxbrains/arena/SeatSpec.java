package io.github.gdxbrains.arena;

/**
 * A place for an agent in an arena.
 *
 * @param name unique within the game, such as {@code blue 1}
 * @param behavior name of the behavior of whoever sits there
 * @param team which side it is on, from 0
 */
public record SeatSpec(String name, String behavior, int team) {}
