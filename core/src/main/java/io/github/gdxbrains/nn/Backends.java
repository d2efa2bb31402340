package io.github.gdxbrains.nn;

import io.github.gdxbrains.nn.scalar.ScalarBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The backends by name: those that need nothing but the JVM, and those that {@link ServiceLoader}
 * finds, such as {@code nd4j}. None is loaded before it is asked for.
 */
public final class Backends {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String SIMD = "io.github.gdxbrains.nn.simd.SimdBackend";

  private Backends() {}

  /** The fastest there is: {@code simd} where the Vector API is present, else {@code scalar}. */
  public static Backend best() {
    return vectorsArePresent() ? simd() : new ScalarBackend();
  }

  /**
   * A backend by its name.
   *
   * @param name {@code auto} (as {@link #best}) or one of {@link #names}
   * @throws IllegalArgumentException if there is no such backend, or if it needs something that is
   *     missing, as a module or a native library; the message says what to do
   */
  public static Backend named(String name) {
    return switch (name) {
      case "auto" -> best();
      case "scalar" -> new ScalarBackend();
      case "simd" -> {
        if (!vectorsArePresent()) {
          throw new IllegalArgumentException(needsVectors());
        }
        yield simd();
      }
      default -> {
        Backend found =
            further().stream()
                .filter(backend -> backend.name().equals(name))
                .findFirst()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "no backend is named "
                                + name
                                + "; there are auto, "
                                + String.join(", ", names())));
        found.start();
        yield found;
      }
    };
  }

  /** The names of all backends, whether or not what they need is there. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(List.of("simd", "scalar"));
    further().forEach(backend -> names.add(backend.name()));
    return names;
  }

  /** What the backend simd lacks in this JVM; empty if it can run. */
  public static Optional<String> missingForSimd() {
    return vectorsArePresent() ? Optional.empty() : Optional.of(needsVectors());
  }

  private static String needsVectors() {
    return "the backend simd needs the Vector API: start java with --add-modules " + MODULE;
  }

  private static List<Backend> further() {
    return ServiceLoader.load(Backend.class, Backends.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private static boolean vectorsArePresent() {
    try {
      Class.forName(MODULE + ".FloatVector", false, Backends.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  // by name, so that this class loads where the Vector API's classes are absent
  private static Backend simd() {
    try {
      return (Backend) Class.forName(SIMD).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException("the backend simd cannot be loaded", e);
    }
  }
}
