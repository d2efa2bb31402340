/**
 * Value decomposition for teams that share a reward: VDN (Sunehag et al., "Value-Decomposition
 * Networks For Cooperative Multi-Agent Learning", arXiv:1706.05296) and QMIX (Rashid et al., "QMIX:
 * Monotonic Value Function Factorisation for Deep Multi-Agent Reinforcement Learning",
 * arXiv:1803.11485). In flow rollouts of agents, out comes the brain of one agent, which needs
 * nobody else's observation. {@link io.github.gdxbrains.learner.qmix.QmixLearner} reads top to
 * bottom; {@link io.github.gdxbrains.learner.qmix.Mixing} is what the two differ in. The numbered
 * details are in {@code docs/details/qmix.md}.
 */
package io.github.gdxbrains.learner.qmix;
