package io.github.gdxbrains.headless.compare;

/**
 * Where a statistic lies with a confidence of 95 %.
 *
 * @param low its 2.5th percentile
 * @param high its 97.5th percentile
 */
public record Interval(double low, double high) {}
