package io.github.gdxbrains.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyTaskRunsOnce(int threads) {
    try (Workers workers = new Workers(threads)) {
      assertThat(workers.threads()).isEqualTo(threads);
      for (int tasks : new int[] {0, 1, 2, 7, 1000}) {
        AtomicIntegerArray runs = new AtomicIntegerArray(1000);
        workers.run(tasks, runs::incrementAndGet);
        for (int i = 0; i < 1000; i++) {
          assertThat(runs.get(i)).isEqualTo(i < tasks ? 1 : 0);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anExceptionOfATaskIsThrownAndTheCrewGoesOn(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int round = 0; round < 100; round++) {
        assertThatThrownBy(
                () ->
                    workers.run(
                        8,
                        task -> {
                          if (task == 5) {
                            throw new IllegalStateException("task 5");
                          }
                        }))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("task 5");
        AtomicIntegerArray runs = new AtomicIntegerArray(8);
        workers.run(8, runs::incrementAndGet);
        assertThat(runs.toString()).isEqualTo("[1, 1, 1, 1, 1, 1, 1, 1]");
      }
    }
  }

  @Test
  @Timeout(60)
  void eachThreadOfACrewHasItsOwnNumber() {
    ThreadLocal<Integer> own = ThreadLocal.withInitial(() -> -1);
    AtomicIntegerArray threads = new AtomicIntegerArray(3);
    try (Workers other = new Workers(2);
        Workers workers = new Workers(3)) {
      assertThat(workers.currentThread()).isZero();
      while (threads.get(0) == 0 || threads.get(1) == 0 || threads.get(2) == 0) {
        workers.run(
            64,
            task -> {
              int number = workers.currentThread();
              if (own.get() < 0) {
                own.set(number);
                assertThat(threads.incrementAndGet(number)).isEqualTo(1);
              }
              assertThat(own.get()).isEqualTo(number);
              assertThat(other.currentThread()).isZero();
            });
      }
    }
  }

  @Test
  void whatTasksWroteIsSeenByTheCaller() {
    long[] squares = new long[64];
    IntConsumer task = i -> squares[i] += (long) i * i;
    try (Workers workers = new Workers(2)) {
      for (int round = 1; round <= 1000; round++) {
        workers.run(64, task);
        for (int i = 0; i < 64; i++) {
          assertThat(squares[i]).isEqualTo((long) round * i * i);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 100000", "3, 10000"})
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void noWakeUpIsLost(int threads, int rounds) {
    AtomicIntegerArray runs = new AtomicIntegerArray(4);
    IntConsumer task = runs::incrementAndGet;
    try (Workers workers = new Workers(threads)) {
      for (int round = 0; round < rounds; round++) {
        workers.run(4, task);
      }
    }
    for (int i = 0; i < 4; i++) {
      assertThat(runs.get(i)).isEqualTo(rounds);
    }
  }

  @Test
  void fewerThanOneThreadIsRefused() {
    assertThatThrownBy(() -> new Workers(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
  }
}
