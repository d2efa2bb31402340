/**
 * Soccer from above, 1 to 3 players a side, on Box2D. Metres, seconds, radians; x runs from blue's
 * goal to orange's, y up; a tick is 1/60 s. Everything an agent observes and does is turned by half
 * a turn for orange, so each team sees itself attacking towards +x and one policy plays both.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.soccer.Soccer}, the game, and {@code Rules},
 * the numbers. A {@code SoccerWorld} has an entity with a {@code Player} for each seat, one with
 * the {@code Ball} and one with the {@code Match}; a tick runs {@code ControlSystem}, {@code
 * PhysicsSystem} and {@code RefereeSystem}.
 */
package io.github.gdxbrains.game.soccer;
