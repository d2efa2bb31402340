/**
 * Benchmarks: how fast networks, games and whole training loops are on this machine, each beside
 * something measured in the same run (the processor's own peak, the plain-Java fallback). Start
 * reading at {@link io.github.gdxbrains.headless.bench.Benchmarks}.
 */
package io.github.gdxbrains.headless.bench;
