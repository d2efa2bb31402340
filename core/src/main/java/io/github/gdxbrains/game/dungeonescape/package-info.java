/**
 * Adventurers in a room whose only way out is a gate in which a dragon lies: one of them must be
 * lost to it so that the others come out, in the style of ML-Agents' Dungeon Escape. A small game
 * in which everyone's own reward teaches nobody to do what is best for all. Lengths are cells; in a
 * tick everyone takes one step.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.dungeonescape.DungeonEscape}, the game;
 * {@code Dungeon} has its rules.
 */
package io.github.gdxbrains.game.dungeonescape;
