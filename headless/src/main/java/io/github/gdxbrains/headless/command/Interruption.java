package io.github.gdxbrains.headless.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, as a question that a loop can ask. Between {@link #listen} and {@link #close} the process
 * does not end before the loop's work is saved; it then ends with {@link #EXIT_CODE}.
 */
final class Interruption implements AutoCloseable {
  /** What shells give to processes that SIGINT ended: 128 + 2. */
  static final int EXIT_CODE = 130;

  private static final int PATIENCE_SECONDS = 300;

  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "gdx-brains-stop");
  private volatile boolean isRequested;

  private Interruption() {}

  /** Begins to catch Ctrl-C. */
  static Interruption listen() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Whether the loop should stop. */
  boolean isRequested() {
    return isRequested;
  }

  /** Runs while the process shuts down: no other thread ends it before this one returns. */
  private void interrupt() {
    isRequested = true;
    try {
      if (saved.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(EXIT_CODE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everything is saved. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException isShuttingDown) {
      // the hook is waiting for the next line
    }
    saved.countDown();
  }
}
