package io.github.gdxbrains.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A fixed crew of threads that runs numbered tasks and waits for all of them.
 *
 * <p>{@link #run} hands out the task numbers {@code 0 … tasks-1} in order to whichever thread is
 * free, the calling thread among them, and returns when all are done. It allocates nothing. Waiting
 * threads spin for a moment, because the next batch of a training loop usually follows within
 * microseconds, and then park. One thread may call {@code run} at a time, and a task may not call
 * it again.
 */
public final class Workers implements AutoCloseable {
  /** Rounds of spinning before a waiting thread parks: about 20 microseconds. */
  private static final int SPINS = 2_000;

  private final Helper[] helpers;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger unfinished = new AtomicInteger();
  private volatile IntConsumer task;
  private volatile int tasks;
  private volatile int generation;
  private volatile boolean closed;
  private volatile Throwable failure;
  private volatile Thread caller;

  /**
   * @param threads how many threads work, the calling one included; at least 1
   * @throws IllegalArgumentException if {@code threads} is less than 1
   */
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", but must be at least 1");
    }
    helpers = new Helper[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper(i + 1);
      helpers[i].start();
    }
  }

  /** A crew that is only the calling thread. */
  public static Workers single() {
    return new Workers(1);
  }

  /** How many threads work, the calling one included. */
  public int threads() {
    return helpers.length + 1;
  }

  /**
   * The number of the thread that asks: 0 if it calls {@link #run}, from 1 to {@code threads() - 1}
   * if it belongs to this crew.
   */
  public int currentThread() {
    return Thread.currentThread() instanceof Helper helper && helper.crew() == this
        ? helper.number
        : 0;
  }

  /**
   * Runs {@code task} for every number from 0 to {@code tasks - 1} and returns when all are done.
   * If tasks throw, one of their exceptions is thrown here after the others have finished.
   */
  public void run(int tasks, IntConsumer task) {
    if (helpers.length == 0 || tasks <= 1) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    this.task = task;
    this.tasks = tasks;
    caller = Thread.currentThread();
    next.set(0);
    unfinished.set(helpers.length);
    generation++; // publishes the fields above; only this thread writes it
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
    drain(task, tasks);
    for (int spins = 0; unfinished.get() > 0; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(thrown);
    }
  }

  private void drain(IntConsumer task, int tasks) {
    for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
      try {
        task.accept(i);
      } catch (Throwable thrown) {
        failure = thrown;
      }
    }
  }

  private void help() {
    int seen = 0;
    while (!closed) {
      for (int spins = 0; generation == seen && !closed; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      if (closed) {
        return;
      }
      seen = generation;
      drain(task, tasks);
      if (unfinished.decrementAndGet() == 0) {
        LockSupport.unpark(caller);
      }
    }
  }

  /** A thread of the crew. */
  private final class Helper extends Thread {
    private final int number;

    Helper(int number) {
      super("gdx-brains-worker-" + number);
      this.number = number;
      setDaemon(true);
    }

    Workers crew() {
      return Workers.this;
    }

    @Override
    public void run() {
      help();
    }
  }

  /** Ends the threads; running tasks finish first. */
  @Override
  public void close() {
    closed = true;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }
}
