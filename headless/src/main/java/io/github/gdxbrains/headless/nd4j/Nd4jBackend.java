package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.parallel.Workers;

/**
 * ND4J, on a GPU where its CUDA build is on the class path and finds one, else on the processor. It
 * computes a batch in one shard. With several threads, its results are not the same bit for bit
 * from run to run, and a row's result may depend on its batch in the last bits.
 */
public final class Nd4jBackend implements Backend {
  @Override
  public String name() {
    return "nd4j";
  }

  /** ND4J does not say; 1. */
  @Override
  public int lanes() {
    return 1;
  }

  /**
   * Loads ND4J and its native libraries.
   *
   * @throws IllegalArgumentException if they cannot be loaded; the message says which and what to
   *     do
   */
  @Override
  public void start() {
    Nd4jRuntime.get();
  }

  /** What it computes on, such as {@code CPU} or a GPU's name; loads ND4J. */
  public static String device() {
    return Nd4jRuntime.get().device();
  }

  @Override
  public Network network(NetworkSpec spec, Workers workers) {
    Nd4jRuntime runtime = Nd4jRuntime.get().withThreads(workers.threads());
    return new Nd4jNetwork(spec, runtime, runtime.isGpu());
  }
}
