package io.github.gdxbrains.arena;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Bytes that the calling thread has allocated, as HotSpot counts them. Looked up by name because
 * Android has no such thing.
 */
final class AllocationMeter {
  private final MethodHandle bytes;

  AllocationMeter() {
    try {
      Class<?> factory = Class.forName("java.lang.management.ManagementFactory");
      Object threads = factory.getMethod("getThreadMXBean").invoke(null);
      Class<?> type = Class.forName("com.sun.management.ThreadMXBean");
      MethodHandle method =
          MethodHandles.publicLookup()
              .findVirtual(
                  type, "getThreadAllocatedBytes", MethodType.methodType(long.class, long.class));
      bytes =
          MethodHandles.insertArguments(method.bindTo(threads), 0, Thread.currentThread().getId());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java virtual machine does not count allocations", e);
    }
  }

  /** Bytes so far of the thread that made the meter. */
  long bytes() {
    try {
      return (long) bytes.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException("cannot count allocations", e);
    }
  }
}
