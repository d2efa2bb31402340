package io.github.gdxbrains.headless.nd4j;

import java.util.Optional;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.common.config.ND4JSystemProperties;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** ND4J, loaded once, and the thread that calls it. */
final class Nd4jRuntime {
  private static Optional<Nd4jRuntime> loaded = Optional.empty();

  private final OwnerThread owner = new OwnerThread();
  private String device = "";
  private boolean isGpu;
  private int threads;

  private Nd4jRuntime() {
    owner.run(this::load);
  }

  /**
   * Loads ND4J if that has not been done.
   *
   * @throws IllegalArgumentException if it cannot be loaded; the message says what to do
   */
  static synchronized Nd4jRuntime get() {
    if (loaded.isEmpty()) {
      try {
        loaded = Optional.of(new Nd4jRuntime());
      } catch (LinkageError | RuntimeException absent) {
        throw new IllegalArgumentException(message(absent), absent);
      }
    }
    return loaded.get();
  }

  private void load() {
    System.setProperty(ND4JSystemProperties.LOG_INITIALIZATION, "false");
    Gpu.State gpu = Gpu.look();
    ClassLoader loader = Nd4jRuntime.class.getClassLoader();
    if (gpu.isPresent() && !gpu.isUsable()) {
      System.err.println("nd4j: the GPU is not used, but the processor: " + gpu.description());
      loader = Gpu.without(loader);
    }
    ND4JClassLoading.setNd4jClassloader(loader);
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    // memory is preallocated: there is nothing for its collector to collect
    Nd4j.getMemoryManager().togglePeriodicGc(false);
    isGpu = gpu.isUsable();
    device = gpu.isUsable() ? gpu.description() : "CPU";
  }

  /** What went wrong at the root of a failure to load, and what to do. */
  static String message(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String detail = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    String what =
        root instanceof ClassNotFoundException || root instanceof NoClassDefFoundError
            ? "the class " + detail.replace('/', '.') + " is missing or cannot be loaded"
            : detail;
    return "the backend nd4j cannot load its native library ("
        + what
        + "): build on this machine, so that Maven fetches the natives of "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", or use another backend";
  }

  /** Lets ND4J use as many threads as any network so far has asked for. */
  synchronized Nd4jRuntime withThreads(int wanted) {
    if (wanted > threads) {
      threads = wanted;
      owner.run(
          () -> {
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(wanted);
            Nd4j.getEnvironment().setMaxThreads(wanted);
          });
    }
    return this;
  }

  boolean isGpu() {
    return isGpu;
  }

  String device() {
    return device;
  }

  void run(Runnable work) {
    owner.run(work);
  }
}
