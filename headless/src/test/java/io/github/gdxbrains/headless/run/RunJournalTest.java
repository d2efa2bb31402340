package io.github.gdxbrains.headless.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.curriculum.LessonCheck;
import io.github.gdxbrains.curriculum.Measure;
import io.github.gdxbrains.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunJournalTest {
  @TempDir Path folder;

  private final List<LessonCheck> told = new ArrayList<>();

  private RunJournal journal() {
    TrainingListener next =
        new TrainingListener() {
          @Override
          public void checked(LessonCheck check) {
            told.add(check);
          }
        };
    return new RunJournal(new RunFolder(folder), "a test", next);
  }

  private static LessonCheck check(long step, double smoothed, long needed, String... next) {
    return new LessonCheck(
        step,
        "size",
        1,
        2,
        "small, at first",
        Measure.REWARD,
        0.25,
        smoothed,
        0.5,
        7,
        needed,
        List.of(next).stream().findFirst());
  }

  @Test
  void everyCheckOfALessonIsARowAndAResumedRunGoesOnBehindItsCheckpoint() throws IOException {
    RunJournal first = journal();
    assertThat(folder.resolve("lessons.csv")).doesNotExist();
    first.checked(check(100, Double.NaN, 3));
    first.checked(check(200, 0.25, 0));
    first.checked(check(300, 0.125, 0)); // behind the newest checkpoint

    RunJournal second = journal();
    second.resumeAt(200);
    second.checked(check(300, 0.75, 0, "large"));

    assertThat(Files.readAllLines(folder.resolve("lessons.csv")))
        .containsExactly(
            "step,parameter,lesson,name,measure,value,smoothed,threshold,episodes,episodes_needed,"
                + "advances",
            "100,size,1,\"small, at first\",reward,0.25,,0.5,7,3,0",
            "200,size,1,\"small, at first\",reward,0.25,0.25,0.5,7,0,0",
            "300,size,1,\"small, at first\",reward,0.25,0.75,0.5,7,0,1");
    assertThat(told).hasSize(4);
    assertThat(told.get(3).next()).isEqualTo(Optional.of("large"));
  }
}
