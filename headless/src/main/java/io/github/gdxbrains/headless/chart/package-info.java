/**
 * Pictures of lines over steps or seconds, in one look: a run's own curve and comparisons of many
 * runs are drawn by {@link io.github.gdxbrains.headless.chart.LineChart}.
 */
package io.github.gdxbrains.headless.chart;
