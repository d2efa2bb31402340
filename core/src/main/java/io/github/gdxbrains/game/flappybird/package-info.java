/**
 * A bird that flaps through gaps between pipes, by the well-known rules, seen as 12 numbers or as
 * pixels. Lengths are pixels of the original's screen of 288 by 512, x to the right and y
 * <em>down</em> from the upper left corner; a tick is a frame, 1/30 s, and speeds are pixels a
 * frame. All of them are whole numbers.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.flappybird.FlappyBird}, the game, and {@code
 * Rules}, the numbers. A {@code FlappyBirdWorld} has an entity with the {@code Bird} and one with
 * the {@code Course} of pipes; a tick runs {@code FlightSystem}.
 */
package io.github.gdxbrains.game.flappybird;
