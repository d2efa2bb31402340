/**
 * How learners that know the values of actions come to try others. {@link
 * io.github.gdxbrains.explore.Selection} chooses an option by its value, ε-greedily, by Boltzmann's
 * distribution or the best one; {@link io.github.gdxbrains.explore.Decay} says how ε or the
 * temperature falls with the steps of a run. {@link io.github.gdxbrains.explore.Discretizer} puts
 * observations into bins, {@link io.github.gdxbrains.explore.VisitedStates} counts how often each
 * was met; {@link io.github.gdxbrains.explore.Ucb} and {@link
 * io.github.gdxbrains.explore.CountBonus} favour what was met seldom. Values are of options of one
 * discrete action, in units of return; all random numbers come from streams that are passed in.
 * Start reading at {@code Selection}.
 */
package io.github.gdxbrains.explore;
