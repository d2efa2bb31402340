/**
 * What improves a brain. A {@link io.github.gdxbrains.learner.Learner} turns rollouts into better
 * parameters; there is one package per algorithm, each with its configuration, its learner in one
 * file, and a {@link io.github.gdxbrains.learner.LearnerFactory} that the catalog lists. {@link
 * io.github.gdxbrains.learner.Networks} builds their networks from {@code network_settings}.
 */
package io.github.gdxbrains.learner;
