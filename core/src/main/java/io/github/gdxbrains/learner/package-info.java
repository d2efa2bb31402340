/**
 * What improves a brain. A {@link io.github.gdxbrains.learner.Learner} turns rollouts into better
 * parameters; there is one package per algorithm, each with its configuration, its learner in one
 * file, and a {@link io.github.gdxbrains.learner.LearnerFactory} that the catalog lists.
 */
package io.github.gdxbrains.learner;
