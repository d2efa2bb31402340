/**
 * A duel from above, on Box2D: two fighters among crates, with bullets slow enough to be dodged,
 * magazines that run empty and pickups. Metres, seconds, radians; the middle of the yard is (0, 0),
 * x runs from blue's side to orange's, y up, angles counter-clockwise from +x; a tick is 1/60 s.
 * Every yard looks the same after half a turn, and what a fighter observes and does is relative to
 * where it aims, so one policy plays both.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.duel.Duel}, the game; {@code Rules} has the
 * numbers, {@code Yard} what happens in a tick, {@code Crates} the cover.
 */
package io.github.gdxbrains.game.duel;
