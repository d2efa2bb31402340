package io.github.gdxbrains.nn;

import io.github.gdxbrains.nn.scalar.ScalarBackend;

/** The backends that need nothing but the JVM. */
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
   * @param name {@code auto} (as {@link #best}), {@code simd} or {@code scalar}
   * @throws IllegalArgumentException if there is no such backend, or if it needs a module that the
   *     JVM was started without; the message says what to do
   */
  public static Backend named(String name) {
    return switch (name) {
      case "auto" -> best();
      case "scalar" -> new ScalarBackend();
      case "simd" -> {
        if (!vectorsArePresent()) {
          throw new IllegalArgumentException(
              "the backend simd needs the Vector API: start java with --add-modules " + MODULE);
        }
        yield simd();
      }
      default ->
          throw new IllegalArgumentException(
              "no backend is named " + name + "; there are auto, simd and scalar");
    };
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
