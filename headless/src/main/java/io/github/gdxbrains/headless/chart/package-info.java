/**
 * Pictures in one look. Lines over steps or seconds, a run's own curve and comparisons of many
 * runs, are drawn by {@link io.github.gdxbrains.headless.chart.LineChart}; players and how they did
 * against each other by {@link io.github.gdxbrains.headless.chart.RatingChart}.
 */
package io.github.gdxbrains.headless.chart;
