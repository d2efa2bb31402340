/**
 * Values of actions in a table, for games of few states: Q-learning (Watkins 1989), SARSA (Rummery
 * and Niranjan 1994) and expected SARSA (van Seijen et al. 2009). Rollouts of a few decisions flow
 * in, values of discretised observations out; rewards are discounted per tick. Start reading at
 * {@link io.github.gdxbrains.learner.qlearning.QLearningLearner}; {@code
 * docs/details/q_learning.md} lists the implementation details.
 */
package io.github.gdxbrains.learner.qlearning;
