package io.github.gdxbrains.headless.nd4j;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** The one thread that calls ND4J; other threads hand it their work and wait, one at a time. */
final class OwnerThread {
  /** Looks for work before the thread parks: about 20 microseconds. */
  private static final int SPINS = 1_000;

  private final ReentrantLock turn = new ReentrantLock(true);
  private final Thread thread;
  private volatile Runnable task;
  private volatile Thread caller;
  private volatile Throwable failure;

  OwnerThread() {
    thread = new Thread(this::serve, "gdx-brains-nd4j");
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs some work on the thread and returns when it is done; what it throws is thrown here. */
  void run(Runnable work) {
    if (Thread.currentThread() == thread) {
      work.run();
      return;
    }
    turn.lock();
    try {
      failure = null;
      caller = Thread.currentThread();
      task = work;
      LockSupport.unpark(thread);
      while (task != null) {
        LockSupport.park(this);
      }
      Throwable thrown = failure;
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
    } finally {
      turn.unlock();
    }
  }

  private void serve() {
    int spins = 0;
    while (true) {
      Runnable work = task;
      if (work != null) {
        try {
          work.run();
        } catch (Throwable thrown) {
          failure = thrown;
        }
        Thread waiting = caller;
        task = null;
        LockSupport.unpark(waiting);
        spins = 0;
      } else if (spins < SPINS) {
        spins++;
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
  }
}
