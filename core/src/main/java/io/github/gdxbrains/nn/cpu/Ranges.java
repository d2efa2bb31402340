package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.parallel.Workers;
import java.util.function.IntConsumer;

/** Fixed ranges of the packed arrays, for work that threads may share. */
final class Ranges {
  /** A power of two, so that ranges start at whole vectors. */
  private static final int LENGTH = 1 << 14;

  /** Below this size waking other threads costs more than it saves. */
  private static final int WORTH_SHARING = 1 << 16;

  private final Workers workers;
  private final int size;

  Ranges(Workers workers, int size) {
    this.workers = workers;
    this.size = size;
  }

  int count() {
    return (size + LENGTH - 1) / LENGTH;
  }

  int from(int range) {
    return range * LENGTH;
  }

  int to(int range) {
    return Math.min(size, (range + 1) * LENGTH);
  }

  /** Runs a task for every range. */
  void run(IntConsumer task) {
    if (size >= WORTH_SHARING) {
      workers.run(count(), task);
    } else {
      for (int range = 0; range < count(); range++) {
        task.accept(range);
      }
    }
  }
}
