/**
 * Experiments over seeds beside each other. In go the tables of run folders, returns in the game's
 * own units over steps (decisions) and over training seconds; out come means and interquartile
 * means with bootstrapped 95 % intervals, as pictures and tables. {@link
 * io.github.gdxbrains.headless.compare.Statistics}, {@link
 * io.github.gdxbrains.headless.compare.Bootstrap} and {@link
 * io.github.gdxbrains.headless.compare.RunCurve} are pure functions. Start reading at {@link
 * io.github.gdxbrains.headless.compare.Comparison}.
 */
package io.github.gdxbrains.headless.compare;
