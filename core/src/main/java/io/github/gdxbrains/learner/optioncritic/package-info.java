/**
 * The option-critic architecture (Bacon, Harb and Precup, arXiv:1609.05140) with a deliberation
 * cost (arXiv:1709.04571): options whose policies, values and ends are learned together from the
 * reward alone, with PPO's clipped surrogate for the policies (arXiv:1712.00004). The numbered
 * details are in {@code docs/details/option_critic.md}; the algorithm reads top to bottom in {@link
 * io.github.gdxbrains.learner.optioncritic.OptionCriticLearner}.
 */
package io.github.gdxbrains.learner.optioncritic;
