/**
 * Brains: random, scripted, human, neural and tabular, and the brain file. All decide for a batch
 * of agents behind {@link io.github.gdxbrains.agent.Brain}.
 */
package io.github.gdxbrains.brain;
