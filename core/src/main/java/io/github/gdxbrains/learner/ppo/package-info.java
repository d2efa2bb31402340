/**
 * Proximal policy optimisation with a clipped surrogate objective (Schulman et al.,
 * arXiv:1707.06347) and generalised advantage estimation (arXiv:1506.02438). The numbered
 * implementation details are in {@code docs/details/ppo.md}; the algorithm reads top to bottom in
 * {@link io.github.gdxbrains.learner.ppo.PpoLearner}.
 */
package io.github.gdxbrains.learner.ppo;
