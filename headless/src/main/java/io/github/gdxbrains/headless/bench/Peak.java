package io.github.gdxbrains.headless.bench;

import io.github.gdxbrains.parallel.Workers;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most fused multiply-adds that this machine does in Java: registers only, enough independent
 * chains to hide the latency. What a network reaches is told as a share of it.
 */
final class Peak {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 12;
  private static final int ROUNDS = 200_000;
  private static final double SECONDS = 1.5;

  private Peak() {}

  /** GFLOP/s of so many threads together, the best of many tries. */
  static double measure(int threads) {
    float[] sinks = new float[threads];
    double best = 0;
    try (Workers workers = new Workers(threads)) {
      long begun = System.nanoTime();
      while ((System.nanoTime() - begun) / 1e9 < SECONDS) {
        long start = System.nanoTime();
        workers.run(threads, thread -> sinks[thread] += spin());
        double seconds = (System.nanoTime() - start) / 1e9;
        double flops = 2.0 * SPECIES.length() * CHAINS * ROUNDS * threads;
        best = Math.max(best, flops / seconds / 1e9);
      }
    }
    return sinks[0] == -1 ? 0 : best;
  }

  private static float spin() {
    FloatVector a = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector b = FloatVector.broadcast(SPECIES, 0.001f);
    FloatVector c0 = b;
    FloatVector c1 = b;
    FloatVector c2 = b;
    FloatVector c3 = b;
    FloatVector c4 = b;
    FloatVector c5 = b;
    FloatVector c6 = b;
    FloatVector c7 = b;
    FloatVector c8 = b;
    FloatVector c9 = b;
    FloatVector c10 = b;
    FloatVector c11 = b;
    for (int i = 0; i < ROUNDS; i++) {
      c0 = c0.fma(a, b);
      c1 = c1.fma(a, b);
      c2 = c2.fma(a, b);
      c3 = c3.fma(a, b);
      c4 = c4.fma(a, b);
      c5 = c5.fma(a, b);
      c6 = c6.fma(a, b);
      c7 = c7.fma(a, b);
      c8 = c8.fma(a, b);
      c9 = c9.fma(a, b);
      c10 = c10.fma(a, b);
      c11 = c11.fma(a, b);
    }
    FloatVector sum =
        c0.add(c1)
            .add(c2.add(c3))
            .add(c4.add(c5).add(c6.add(c7)))
            .add(c8.add(c9).add(c10.add(c11)));
    return sum.lane(0);
  }
}
