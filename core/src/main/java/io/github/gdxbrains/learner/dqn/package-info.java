/**
 * DQN and its relatives: double, dueling, prioritised, n-step, noisy, categorical and quantile
 * Q-learning, each option alone or with others. {@link io.github.gdxbrains.learner.dqn.DqnLearner}
 * reads top to bottom; {@link io.github.gdxbrains.learner.dqn.ValueLosses} has the targets and
 * gradients. The numbered details are in {@code docs/details/dqn.md}.
 */
package io.github.gdxbrains.learner.dqn;
