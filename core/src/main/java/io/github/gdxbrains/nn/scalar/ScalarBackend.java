package io.github.gdxbrains.nn.scalar;

import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.cpu.CpuNetwork;
import io.github.gdxbrains.parallel.Workers;

/** Plain Java: runs everywhere. */
public final class ScalarBackend implements Backend {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public Network network(NetworkSpec spec, Workers workers) {
    return new CpuNetwork(name(), spec, new ScalarKernels(), workers);
  }
}
