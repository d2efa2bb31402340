/**
 * Any game through the two interfaces that multi-agent learning code is commonly written against,
 * PettingZoo's (Terry et al., arXiv:2009.14471): for learners, agents and measurements of one's own
 * that shall not know this library's arenas and batches.
 *
 * <p>Start reading at {@link io.github.gdxbrains.adapter.ParallelEnv}, in which all live agents act
 * at once. {@link io.github.gdxbrains.adapter.AecEnv}, in which one agent acts after another, is a
 * way to step it. Observations are the numbers that a network sees, rewards are sums over the ticks
 * from one step to the next, without a discount; agents are named after their seats.
 */
package io.github.gdxbrains.adapter;
