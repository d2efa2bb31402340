/**
 * Agents that share landmarks out among themselves without a word: PettingZoo's simple_spread_v3
 * (Lowe et al., arXiv:1706.02275). Units are those of {@link io.github.gdxbrains.game.particle}.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.simplespread.SimpleSpread}, the game; {@code
 * Spread} has its rules, {@code Assignment} is what the script goes by.
 */
package io.github.gdxbrains.game.simplespread;
