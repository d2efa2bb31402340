package io.github.gdxbrains.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a thread allocates, by HotSpot's own count. */
public final class Allocations {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /**
   * Fails unless a task, once it is compiled, allocates not one byte. The Vector API allocates
   * until then, so this waits for the compiler, half a minute at most.
   *
   * @param calls in a round
   */
  public static void assertNone(int calls, Runnable task) {
    long id = Thread.currentThread().getId();
    long end = System.nanoTime() + 30_000_000_000L;
    long allocated;
    do {
      for (int i = 0; i < calls; i++) {
        task.run();
      }
      long before = THREADS.getThreadAllocatedBytes(id);
      for (int i = 0; i < calls; i++) {
        task.run();
      }
      allocated = THREADS.getThreadAllocatedBytes(id) - before;
    } while (allocated > 0 && System.nanoTime() < end);
    assertThat(allocated).as("bytes allocated in %d calls", calls).isZero();
  }
}
