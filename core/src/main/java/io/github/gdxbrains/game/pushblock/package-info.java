/**
 * Pushing blocks into a goal zone, from above, on Box2D, after ML-Agents' Push Block: one or
 * several agents, and blocks that may be too heavy for one. Metres, seconds, kilograms; the middle
 * of the hall is (0, 0), x to the right, y up to the goal zone; a tick is 1/60 s.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.pushblock.PushBlock}, the game; {@code Rules}
 * has the numbers, {@code Hall} what happens in a tick.
 */
package io.github.gdxbrains.game.pushblock;
