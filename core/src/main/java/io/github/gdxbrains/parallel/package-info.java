/**
 * Fixed work on a fixed set of threads. {@link io.github.gdxbrains.parallel.Workers} runs numbered
 * tasks; what a task computes never depends on the thread that runs it, so the results of a run do
 * not depend on the number of threads.
 */
package io.github.gdxbrains.parallel;
