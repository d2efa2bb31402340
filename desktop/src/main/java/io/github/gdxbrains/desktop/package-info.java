/**
 * The window: play against brains, or watch them.
 *
 * <p>{@code PlayCommand} reads the command line and makes a {@code Match}, which is an arena with
 * brains and a person on its seats and knows nothing of windows; {@code PlayWindow} lets it tick
 * and shows it. The game draws itself on {@code GdxCanvas}, and {@code Hud} draws around it. The
 * window writes nothing into the game but the person's actions, parameters and resets. Lengths on
 * the canvas are world units, those of the overlay are 1/720 of the height of a wide window. Start
 * reading at {@code PlayCommand}.
 */
package io.github.gdxbrains.desktop;
