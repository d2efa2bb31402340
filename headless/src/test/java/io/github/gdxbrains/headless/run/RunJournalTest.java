package io.github.gdxbrains.headless.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.curriculum.LessonCheck;
import io.github.gdxbrains.curriculum.Measure;
import io.github.gdxbrains.train.FinishedEpisode;
import io.github.gdxbrains.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private static FinishedEpisode episode(long step, int arena, double meanReturn) {
    Map<String, Float> parameters = new LinkedHashMap<>();
    parameters.put("size", 7f);
    parameters.put("loops", 0.25f);
    return new FinishedEpisode(step, arena, 4, 30, meanReturn, 1, parameters);
  }

  @Test
  void everyEpisodeIsARowWithItsParameters() throws IOException {
    RunJournal first = journal();
    first.finished(List.of(episode(100, 0, 0.5), episode(100, 3, Double.NaN)));
    first.finished(List.of(episode(200, 1, 1)));
    RunJournal second = journal();
    second.resumeAt(100);
    second.finished(List.of(episode(200, 2, -1)));

    assertThat(Files.readAllLines(folder.resolve("episodes.csv")))
        .containsExactly(
            "step,arena,episode,ticks,mean_return,mean_score,parameter/size,parameter/loops",
            "100,0,4,30,0.5,1,7,0.25",
            "100,3,4,30,,1,7,0.25",
            "200,2,4,30,-1,1,7,0.25");
  }
}
