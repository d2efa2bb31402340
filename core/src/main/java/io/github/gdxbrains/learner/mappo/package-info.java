/**
 * MAPPO: proximal policy optimisation (Schulman et al., arXiv:1707.06347) whose critic sees what a
 * whole team sees (Yu et al., "The surprising effectiveness of PPO in cooperative multi-agent
 * games", arXiv:2103.01955). In flows the agents' rollout, out flows a policy of one agent's
 * observation; the critic stays behind. The numbered implementation details are in {@code
 * docs/details/mappo.md}; the algorithm reads top to bottom in {@link
 * io.github.gdxbrains.learner.mappo.MappoLearner}.
 */
package io.github.gdxbrains.learner.mappo;
