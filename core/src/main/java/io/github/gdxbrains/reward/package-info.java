/**
 * Reward terms: small named functions of an agent's entity, each with a weight, summed once a tick
 * and logged one by one. Start reading at {@link io.github.gdxbrains.reward.RewardTerm}.
 */
package io.github.gdxbrains.reward;
