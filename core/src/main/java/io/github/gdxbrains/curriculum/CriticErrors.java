package io.github.gdxbrains.curriculum;

/**
 * How an episode turned out against what its learner's critic had expected; in units of the reward,
 * times the reward signal's strength.
 *
 * @param absolute mean over the episode's decisions of the advantage without its sign
 * @param positive the same of the advantage, or of 0 where that is negative
 * @param value mean of the critic's value
 * @param episodeReturn sum of the rewards of a seat, or of a team for a critic of teams; the mean
 *     if there are several
 */
public record CriticErrors(double absolute, double positive, double value, double episodeReturn) {}
