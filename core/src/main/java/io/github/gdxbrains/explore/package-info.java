/**
 * How learners that know the values of actions come to try others: {@link
 * io.github.gdxbrains.explore.Selection} chooses an option by its value, ε-greedily, by Boltzmann's
 * distribution or the best one; {@link io.github.gdxbrains.explore.Decay} says how ε or the
 * temperature falls with the steps of a run. Values are of options of one discrete action; all
 * random numbers come from streams that are passed in. Start reading at {@code Selection}.
 */
package io.github.gdxbrains.explore;
