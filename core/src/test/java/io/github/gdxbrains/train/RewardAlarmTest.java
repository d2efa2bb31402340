package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.random.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class RewardAlarmTest {
  private final List<String> messages = new ArrayList<>();

  private RewardAlarm after(int rows, IntToDoubleFunction meanReturn, IntToDoubleFunction score) {
    RewardAlarm alarm = new RewardAlarm();
    for (int i = 0; i < rows; i++) {
      judge(alarm, i, meanReturn.applyAsDouble(i), score.applyAsDouble(i));
    }
    return alarm;
  }

  private void judge(RewardAlarm alarm, int row, double meanReturn, double score) {
    alarm.judge(1000L * row, 100L * (row + 1), meanReturn, score).ifPresent(messages::add);
  }

  @Test
  void itRingsOnceWhereTheReturnRisesAndTheScoreFalls() {
    RewardAlarm alarm = after(15, i -> i, i -> 20 - i);
    assertThat(alarm.rings()).isTrue();
    assertThat(alarm.steps()).as("ten rows are needed").containsExactly(9000L);
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0))
        .startsWith(
            "reward alarm: over 10 summaries the mean return rose from 1.000 to 8.000 while the"
                + " game's own score fell from 19.00 to 12.00:");
  }

  @Test
  void itIsSilentWhereBothRiseOrFallOrOneStays() {
    assertThat(after(40, i -> i, i -> i).steps()).isEmpty();
    assertThat(after(40, i -> -i, i -> -i).steps()).isEmpty();
    assertThat(after(40, i -> -i, i -> i).steps()).isEmpty();
    assertThat(after(40, i -> i, i -> 5).steps()).isEmpty();
    assertThat(after(40, i -> 5, i -> -i).steps()).isEmpty();
  }

  @Test
  void aSmallFallOfAScoreThatHasRisenMuchIsNone() {
    assertThat(after(40, i -> i, i -> i < 20 ? 5 * i : 100 - i).steps()).isEmpty();
    assertThat(after(40, i -> i, i -> i < 20 ? 5 * i : 160 - 3 * i).steps()).isNotEmpty();
  }

  @Test
  void itGoesOutWhenTheScoreRisesAgainAndCountsHowOftenItRang() {
    IntToDoubleFunction score = i -> i % 40 < 20 ? -i % 40 : i % 40 - 40;
    RewardAlarm alarm = after(80, i -> i, score);
    assertThat(alarm.rings()).isFalse();
    assertThat(alarm.steps()).containsExactly(9000L, 47000L);
    assertThat(messages).hasSize(1);
  }

  @Test
  void noiseAloneSeldomRings() {
    int rang = 0;
    RandomStream random = new RandomStream(1);
    for (int run = 0; run < 200; run++) {
      RewardAlarm alarm = after(40, i -> random.nextGaussian(), i -> random.nextGaussian());
      rang += alarm.steps().isEmpty() ? 0 : 1;
    }
    assertThat(rang).isLessThanOrEqualTo(2);
  }

  @Test
  void aSlowTrendIsSeenThroughNoise() {
    RandomStream random = new RandomStream(2);
    RewardAlarm alarm =
        after(160, i -> i + 40 * random.nextGaussian(), i -> -i + 40 * random.nextGaussian());
    assertThat(alarm.steps()).isNotEmpty();
  }

  @Test
  void rowsWithoutAHundredNewEpisodesAreLeftOut() {
    RewardAlarm alarm = new RewardAlarm();
    for (int i = 0; i < 18; i++) {
      alarm.judge(i, 50L * (i + 1), i, -i);
    }
    assertThat(alarm.steps()).as("nine rows so far").isEmpty();
    alarm.judge(18, 950, 18, -18);
    alarm.judge(19, 1000, 19, -19);
    assertThat(alarm.steps()).containsExactly(19L);
  }

  @Test
  void whatIsSavedGoesOnAsIfNothingHadHappened() throws IOException {
    RewardAlarm first = after(9, i -> i, i -> -i);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    first.save(new DataOutputStream(bytes));
    RewardAlarm second = after(20, i -> i, i -> -i);
    second.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(second.rings()).isFalse();
    judge(second, 9, 9, -9);
    assertThat(second.steps()).containsExactly(9000L);

    second.load(new DataInputStream(new ByteArrayInputStream(new byte[0])));
    assertThat(second.rings()).isFalse();
    assertThat(second.steps()).isEmpty();
  }
}
