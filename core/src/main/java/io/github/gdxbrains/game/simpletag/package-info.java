/**
 * Slow adversaries hunt fast good agents among obstacles: PettingZoo's simple_tag_v3 (Lowe et al.,
 * arXiv:1706.02275). Units are those of {@link io.github.gdxbrains.game.particle}.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.simpletag.SimpleTag}, the game; {@code Tag}
 * has its rules.
 */
package io.github.gdxbrains.game.simpletag;
