/**
 * From a network's outputs to actions and back: the probability of actions, their entropy, and the
 * gradients of both. Pure functions over arrays. Start reading at {@link
 * io.github.gdxbrains.policy.ActionDistribution}.
 */
package io.github.gdxbrains.policy;
