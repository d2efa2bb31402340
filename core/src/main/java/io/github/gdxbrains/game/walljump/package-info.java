/**
 * Over a wall to the goal, from the side, on Box2D, after ML-Agents' Wall Jump: a low wall can be
 * jumped over, a high one only from a block that must be pushed to it first. Metres, seconds,
 * kilograms; x to the right from the middle of the platform's left part, y up from its ground; a
 * tick is 1/60 s.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.walljump.WallJump}, the game; {@code Rules}
 * has the numbers, {@code Course} what happens in a tick.
 */
package io.github.gdxbrains.game.walljump;
