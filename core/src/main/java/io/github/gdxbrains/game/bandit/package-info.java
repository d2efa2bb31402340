/**
 * A contextual bandit: machines whose pay depends on a context that is seen. A tick is one pull.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.bandit.Bandit}, the game; {@code Machines}
 * has what each arm pays, and {@code BanditWorld} pulls them.
 */
package io.github.gdxbrains.game.bandit;
