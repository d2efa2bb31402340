package io.github.gdxbrains.nn.simd;

import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.cpu.CpuNetwork;
import io.github.gdxbrains.parallel.Workers;

/**
 * The Vector API. Loading this class fails with {@link NoClassDefFoundError} where the module
 * {@code jdk.incubator.vector} is absent.
 */
public final class SimdBackend implements Backend {
  private final SimdKernels kernels = new SimdKernels();

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public int lanes() {
    return kernels.lanes();
  }

  @Override
  public Network network(NetworkSpec spec, Workers workers) {
    return new CpuNetwork(name(), spec, kernels, workers);
  }
}
