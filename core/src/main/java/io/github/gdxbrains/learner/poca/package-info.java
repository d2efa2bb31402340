/**
 * MA-POCA, posthumous credit assignment (Cohen et al., "On the use and misuse of absorbing states
 * in multi-agent reinforcement learning", arXiv:2111.05992): proximal policy optimisation
 * (arXiv:1707.06347) with an attention critic of however many agents of a team are there, and a
 * counterfactual baseline for each of them. In flows the agents' rollout, out flows a policy of one
 * agent's observation; critic and baseline stay behind. The numbered implementation details are in
 * {@code docs/details/poca.md}; the algorithm reads top to bottom in {@link
 * io.github.gdxbrains.learner.poca.PocaLearner}.
 */
package io.github.gdxbrains.learner.poca;
