/**
 * Hierarchies that learn: a manager chooses skills, which act for a while, or goals, which a worker
 * reaches. Every level that learns has a learner of its own, which gets as transitions what
 * happened from one of the level's decisions to its next one: options over a semi-Markov decision
 * process (Sutton, Precup and Singh 1999, "Between MDPs and semi-MDPs"). The numbered details are
 * in {@code docs/details/hierarchy.md} and {@code docs/details/goal_conditioned.md}; start reading
 * at {@link io.github.gdxbrains.learner.hierarchy.HierarchyLearner} or {@link
 * io.github.gdxbrains.learner.hierarchy.GoalLearner}.
 */
package io.github.gdxbrains.learner.hierarchy;
