package io.github.gdxbrains.learner;

import io.github.gdxbrains.rollout.Rollout;

/**
 * What a critic made of a rollout: how the transitions of an update turned out against what had
 * been expected. It shares its arrays with the learner and holds until the learner's next update.
 *
 * @param rollout whose transitions these are, the agents' or another that was made of them; every
 *     arena has equally many lanes, which follow one another
 * @param advantages estimates of the game's rewards alone, not normalised, by transition index
 * @param returns the advantages plus the values before the update, by transition index
 * @param strength what the rollout's rewards are multiplied by in both
 */
public record Assessment(Rollout rollout, float[] advantages, float[] returns, float strength) {}
