package io.github.gdxbrains.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.curriculum.PrioritizedLevelReplay.Prioritization;
import io.github.gdxbrains.curriculum.PrioritizedLevelReplay.Replay;
import io.github.gdxbrains.curriculum.PrioritizedLevelReplay.Score;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.random.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Levels 11, 12 and so on, whose own numbers no random stream is. */
final class LevelReplayTeacherTest {
  private static final Offset<Double> CLOSE = within(1e-6);

  private static LevelReplayTeacher teacher(
      int levels, Score score, Prioritization prioritization, float temperature, float staleness) {
    return new LevelReplayTeacher(
        new Replay(Optional.empty(), levels, 0.4f, score, prioritization, temperature, staleness));
  }

  private static LevelReplayTeacher byRank(int levels) {
    return teacher(levels, Score.VALUE_LOSS, Prioritization.RANK, 0.5f, 0.25f);
  }

  private static CriticErrors absolute(double error) {
    return new CriticErrors(error, error / 2, 100, 3);
  }

  /** Four levels, of ranks 1, 4, 2 and 3, that ended 3, 2, 1 and 0 episodes ago. */
  private static LevelReplayTeacher filled(LevelReplayTeacher teacher) {
    teacher.assessed(11, false, absolute(0.4));
    teacher.assessed(12, false, absolute(0.1));
    teacher.assessed(13, false, absolute(0.3));
    teacher.assessed(14, false, absolute(0.2));
    teacher.update();
    return teacher;
  }

  private static double metric(Teacher teacher, String name) {
    Metrics metrics = new Metrics();
    teacher.report(metrics);
    return metrics.get("teacher/" + name);
  }

  @Test
  void levelsAreDrawnByRankAndStaleness() {
    LevelReplayTeacher teacher = filled(byRank(4));
    // 1 / rank² of 1 + 1/16 + 1/4 + 1/9 = 205/144, three quarters of it; a quarter by age of 6
    assertThat(teacher.probability(0)).isEqualTo(0.75 * 144 / 205 + 0.25 * 3 / 6, CLOSE);
    assertThat(teacher.probability(1)).isEqualTo(0.75 * 9 / 205 + 0.25 * 2 / 6, CLOSE);
    assertThat(teacher.probability(2)).isEqualTo(0.75 * 36 / 205 + 0.25 * 1 / 6, CLOSE);
    assertThat(teacher.probability(3)).isEqualTo(0.75 * 16 / 205, CLOSE);

    int[] drawn = new int[5];
    RandomStream random = new RandomStream(5);
    for (int i = 0; i < 100_000; i++) {
      long level = teacher.level(7, random);
      drawn[level == 7 ? 4 : (int) level - 11]++;
    }
    assertThat(drawn[4] / 1e5).as("new ones").isEqualTo(0.6, within(0.01));
    for (int place = 0; place < 4; place++) {
      assertThat(drawn[place] / 4e4).isEqualTo(teacher.probability(place), within(0.01));
    }
  }

  @Test
  void orInProportionToScore() {
    LevelReplayTeacher teacher =
        filled(teacher(4, Score.VALUE_LOSS, Prioritization.PROPORTIONAL, 1, 0.25f));
    assertThat(teacher.probability(0)).isEqualTo(0.75 * 0.4 + 0.25 * 3 / 6, CLOSE);
    assertThat(teacher.probability(1)).isEqualTo(0.75 * 0.1 + 0.25 * 2 / 6, CLOSE);
    assertThat(teacher.probability(3)).isEqualTo(0.75 * 0.2, CLOSE);
    LevelReplayTeacher sharp =
        filled(teacher(4, Score.VALUE_LOSS, Prioritization.PROPORTIONAL, 0.5f, 0));
    assertThat(sharp.probability(0)).isEqualTo(16.0 / 30, CLOSE); // of 16 + 1 + 9 + 4
    LevelReplayTeacher known = teacher(2, Score.VALUE_LOSS, Prioritization.PROPORTIONAL, 1, 0);
    known.assessed(11, false, absolute(0));
    known.assessed(12, false, absolute(0));
    known.update();
    assertThat(known.probability(0)).as("nothing is left to learn").isEqualTo(0.5);
  }

  @Test
  void newLevelsAreDrawnUntilThereAreEnough() {
    LevelReplayTeacher teacher = filled(byRank(5));
    RandomStream random = new RandomStream(5);
    for (int i = 0; i < 100; i++) {
      assertThat(teacher.level(i, random)).isEqualTo(i);
    }
    assertThat(metric(teacher, "levels")).isEqualTo(4);
  }

  @Test
  void anEpisodeOnAKeptLevelRenewsItsScoreAndAge() {
    LevelReplayTeacher teacher = filled(byRank(4));
    teacher.assessed(11, true, absolute(0));
    teacher.update();
    // now ranks 4, 3, 1, 2 and ages 0, 3, 2, 1
    assertThat(teacher.probability(0)).isEqualTo(0.75 * 9 / 205, CLOSE);
    assertThat(teacher.probability(2)).isEqualTo(0.75 * 144 / 205 + 0.25 * 2 / 6, CLOSE);
    assertThat(metric(teacher, "replayed")).isEqualTo(0.2);
    assertThat(metric(teacher, "mean_score")).isEqualTo(0.15, CLOSE);
    assertThat(metric(teacher, "mean_age")).isEqualTo(1.5);
  }

  @Test
  void aNewLevelTakesThePlaceOfTheLowestScoreUnlessItsOwnIsLower() {
    LevelReplayTeacher teacher = filled(byRank(4));
    teacher.assessed(15, false, absolute(0.05));
    assertThat(metric(teacher, "mean_score")).isEqualTo(0.25, CLOSE);
    teacher.assessed(16, false, absolute(0.5));
    assertThat(metric(teacher, "mean_score")).isEqualTo(0.35, CLOSE); // 0.4, 0.5, 0.3, 0.2
    teacher.update();
    assertThat(teacher.probability(1)).isEqualTo(0.75 * 144 / 205, CLOSE);
    assertThat(metric(teacher, "levels")).isEqualTo(4);
  }

  @Test
  void scoresAreOfThreeKinds() {
    LevelReplayTeacher positive = teacher(2, Score.POSITIVE_VALUE_LOSS, Prioritization.RANK, 1, 0);
    positive.assessed(11, false, new CriticErrors(3, 1.25, 7, 9));
    assertThat(metric(positive, "mean_score")).isEqualTo(1.25);

    LevelReplayTeacher most = teacher(2, Score.MAX_MONTE_CARLO, Prioritization.RANK, 1, 0);
    most.assessed(11, false, new CriticErrors(3, 1.25, 7, 9));
    assertThat(metric(most, "mean_score")).isEqualTo(2);
    most.assessed(11, false, new CriticErrors(3, 1.25, 4, 5)); // the best return is still 9
    assertThat(metric(most, "mean_score")).isEqualTo(5);
    most.assessed(12, false, new CriticErrors(3, 1.25, 7, -2)); // below its values: the last rank
    most.update();
    assertThat(most.probability(0)).isEqualTo(2.0 / 3, CLOSE);
  }

  @Test
  void whatIsRestoredGoesOn() throws IOException {
    LevelReplayTeacher first = filled(byRank(4));
    first.assessed(11, true, absolute(0));
    first.update();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    first.save(new DataOutputStream(bytes));
    LevelReplayTeacher second = byRank(4);
    second.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    for (int place = 0; place < 4; place++) {
      assertThat(second.probability(place)).isEqualTo(first.probability(place));
    }
    for (String name : new String[] {"levels", "replayed", "mean_score", "mean_age"}) {
      assertThat(metric(second, name)).isEqualTo(metric(first, name));
    }
    assertThatThrownBy(
            () ->
                byRank(5).load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .isInstanceOf(IOException.class)
        .hasMessage("4 levels instead of 5");
  }
}
