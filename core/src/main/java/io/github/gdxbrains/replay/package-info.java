/**
 * Transitions that learners keep and learn from again. A {@link
 * io.github.gdxbrains.replay.ReplayBuffer} is filled from rollouts, a ring for each agent, and
 * gives minibatches of n-step transitions, drawn uniformly or by priority through a {@link
 * io.github.gdxbrains.replay.SumTree}. Observations are kept once, bytes as bytes and stacked
 * frames as one frame each. Start reading at {@code ReplayBuffer}.
 */
package io.github.gdxbrains.replay;
