package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

final class TimeTrialTest {
  private static final long MILLISECOND = 1_000_000;

  private final List<String> passes = new ArrayList<>();

  /** A candidate whose passes take as long as a test says, without taking it. */
  private LongSupplier candidate(String name, IntToLongFunction millisOfPass) {
    int[] made = new int[1];
    return () -> {
      passes.add(name);
      return millisOfPass.applyAsLong(made[0]++) * MILLISECOND;
    };
  }

  private long passesOf(String name) {
    return passes.stream().filter(name::equals).count();
  }

  @Test
  void candidatesTakeTurnsAndAreJudgedByTheirBestPass() {
    // the first falls last in its 4th pass (from 0): 5 rounds, and 10 calm ones
    LongSupplier a = candidate("a", pass -> pass < 4 ? 9 : 2);
    LongSupplier b = candidate("b", pass -> pass == 1 ? 3 : 5);

    assertThat(TimeTrial.shortest(List.of(a, b))).containsExactly(2 * MILLISECOND, 3 * MILLISECOND);
    assertThat(passes.subList(0, 4)).containsExactly("a", "b", "a", "b");
    assertThat(passesOf("a")).isEqualTo(15);
    assertThat(passesOf("b")).isEqualTo(15);
  }

  @Test
  void whatIsNotCompiledYetGetsTimeToBe() {
    // falls in every pass, while the other is as fast as it will be from the start
    LongSupplier late = candidate("late", pass -> pass < 20 ? 40 - 2 * pass : 1);
    LongSupplier early = candidate("early", pass -> 4);

    assertThat(TimeTrial.shortest(List.of(late, early)))
        .containsExactly(MILLISECOND, 4 * MILLISECOND);
    assertThat(passesOf("late")).isEqualTo(31); // 20 falling, one at its best, 10 calm
  }

  @Test
  void aFallOfLessThanATwentiethIsCalm() {
    LongSupplier creeping = candidate("creeping", pass -> Math.max(48, 50 - pass));

    assertThat(TimeTrial.shortest(List.of(creeping))).containsExactly(48 * MILLISECOND);
    assertThat(passesOf("creeping")).isEqualTo(11); // the first and 10 calm ones
  }

  @Test
  void whoFallsForEverIsStoppedWhenTheTimeIsUp() {
    LongSupplier falling = candidate("falling", pass -> 200 - 12 * pass);

    TimeTrial.shortest(List.of(falling));

    assertThat(passesOf("falling")).isEqualTo(6); // 200 + 188 + 176 + 164 + 152 + 140 = 1020
  }

  @Test
  void longPassesEndAfterTheFewestRounds() {
    LongSupplier slow = candidate("slow", pass -> 5000 - 500 * pass);
    LongSupplier fast = candidate("fast", pass -> 900);

    assertThat(TimeTrial.shortest(List.of(slow, fast)))
        .containsExactly(4000 * MILLISECOND, 900 * MILLISECOND);
    assertThat(passesOf("slow")).isEqualTo(TimeTrial.MIN_ROUNDS);
    assertThat(passesOf("fast")).isEqualTo(TimeTrial.MIN_ROUNDS);
  }
}
