package io.github.gdxbrains.learner;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.parallel.Workers;

/**
 * What a learner is made for.
 *
 * @param behavior whose brain it improves
 * @param config how
 * @param backend computes its networks
 * @param workers the threads it may use
 * @param lanes how many agents feed it
 * @param seed of its initialisation and shuffles
 */
public record LearnerContext(
    BehaviorSpec behavior,
    BehaviorConfig config,
    Backend backend,
    Workers workers,
    int lanes,
    long seed) {}
