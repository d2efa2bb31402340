package io.github.gdxbrains.headless.nd4j;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether ND4J's CUDA build is on the class path and can run here. Its classes are called by name:
 * the usual build does not have them.
 */
final class Gpu {
  private static final String BACKEND = "org.nd4j.linalg.jcublas.JCublasBackend";
  private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

  // of cudaDeviceAttr
  private static final int CAPABILITY_MAJOR = 75;
  private static final int CAPABILITY_MINOR = 76;

  /** The published build holds machine code for these and nothing that could be translated. */
  private static final int OLDEST = 37;

  /** As {@link #OLDEST}; Ada, 8.9, runs code for 8.6. */
  private static final int NEWEST = 89;

  private Gpu() {}

  /**
   * What was found.
   *
   * @param isPresent whether the CUDA build is on the class path
   * @param isUsable whether it can run
   * @param description the GPU, or why it cannot run
   */
  record State(boolean isPresent, boolean isUsable, String description) {}

  static State look() {
    Class<?> backend;
    try {
      backend = Class.forName(BACKEND);
    } catch (ClassNotFoundException | LinkageError absent) {
      return new State(false, false, "ND4J's CUDA build is not on the class path");
    }
    PrintStream err = System.err;
    try {
      // ND4J prints the stack traces of libraries that it does not find
      System.setErr(new PrintStream(OutputStream.nullOutputStream()));
      Object instance = backend.getDeclaredConstructor().newInstance();
      if (!(boolean) backend.getMethod("isAvailable").invoke(instance)) {
        return new State(true, false, "CUDA finds no GPU");
      }
      int capability = 10 * attribute(CAPABILITY_MAJOR) + attribute(CAPABILITY_MINOR);
      String name =
          String.format(
              Locale.ROOT, "GPU of compute capability %d.%d", capability / 10, capability % 10);
      return unsupported(capability)
          .map(reason -> new State(true, false, reason))
          .orElseGet(() -> new State(true, true, name));
    } catch (ReflectiveOperationException | LinkageError | RuntimeException failure) {
      return new State(true, false, reason(failure));
    } finally {
      System.setErr(err);
    }
  }

  /** Why the published CUDA build cannot run on GPUs of a compute capability, times ten. */
  static Optional<String> unsupported(int capability) {
    if (capability >= OLDEST && capability <= NEWEST) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "its compute capability is %d.%d, but nd4j-cuda-11.6 runs on 3.7 to 8.9 (up to Ada)",
            capability / 10,
            capability % 10));
  }

  private static int attribute(int which) throws ReflectiveOperationException {
    int[] value = {0};
    int status =
        (int)
            Class.forName("org.bytedeco.cuda.global.cudart")
                .getMethod("cudaDeviceGetAttribute", int[].class, int.class, int.class)
                .invoke(null, value, which, 0);
    if (status != 0) {
      throw new IllegalStateException("CUDA answers with error " + status);
    }
    return value[0];
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String detail = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    if (detail.contains("libcuda.so") || detail.contains("nvcuda")) {
      return "there is no NVIDIA driver";
    }
    return root instanceof LinkageError ? "a CUDA library is missing (" + detail + ")" : detail;
  }

  /** A class loader in which ND4J does not find its CUDA build. */
  static ClassLoader without(ClassLoader parent) {
    return new ClassLoader(parent) {
      @Override
      public Enumeration<URL> getResources(String name) throws IOException {
        Enumeration<URL> all = super.getResources(name);
        if (!name.equals(SERVICE)) {
          return all;
        }
        List<URL> kept =
            Collections.list(all).stream()
                .filter(url -> !url.toString().contains("nd4j-cuda"))
                .toList();
        return Collections.enumeration(kept);
      }
    };
  }
}
