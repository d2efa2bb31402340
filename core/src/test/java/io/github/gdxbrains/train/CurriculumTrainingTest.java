package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.ParameterSource;
import io.github.gdxbrains.catalog.Learners;
import io.github.gdxbrains.curriculum.CompletionCriteria;
import io.github.gdxbrains.curriculum.Constant;
import io.github.gdxbrains.curriculum.Curriculum;
import io.github.gdxbrains.curriculum.EnvironmentParameter;
import io.github.gdxbrains.curriculum.EpisodeValue;
import io.github.gdxbrains.curriculum.LearningProgress;
import io.github.gdxbrains.curriculum.Lesson;
import io.github.gdxbrains.curriculum.LessonCheck;
import io.github.gdxbrains.curriculum.Measure;
import io.github.gdxbrains.curriculum.PrioritizedLevelReplay;
import io.github.gdxbrains.curriculum.RangeWidening;
import io.github.gdxbrains.curriculum.Sampler;
import io.github.gdxbrains.curriculum.SamplerParameters.Gaussian;
import io.github.gdxbrains.curriculum.SamplerParameters.Uniform;
import io.github.gdxbrains.curriculum.Scheduled;
import io.github.gdxbrains.curriculum.TeacherSettings;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.random.RandomStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose parameters change from episode to episode and with what has been learned. */
final class CurriculumTrainingTest {
  private static final Curriculum LESSONS =
      new Curriculum(
          List.of(
              lesson("one", 5, 10, false, new Constant(1)),
              lesson("two", 8, 12, true, new Sampler(new Uniform(1, 2))),
              new Lesson("three", Optional.empty(), new Sampler(new Uniform(2, 3)))));

  private static final Map<String, EnvironmentParameter> PARAMETERS =
      Map.of(
          "pole_length",
          LESSONS,
          "gravity",
          new Sampler(new Gaussian(9.8f, 1)),
          "force",
          new Scheduled(new Scheduled.Line(12, 8, 60)));

  @TempDir Path folder;

  private static Lesson lesson(
      String name, int length, double threshold, boolean resets, EpisodeValue value) {
    return new Lesson(name, criteria(length, threshold, resets), value);
  }

  private static Optional<CompletionCriteria> criteria(
      int length, double threshold, boolean resets) {
    return Optional.of(
        new CompletionCriteria(
            Measure.REWARD, Optional.of("CartPole"), true, length, threshold, resets));
  }

  private static Experiments experiment() {
    Experiments experiment = new Experiments(new CartPole());
    experiment.parameters = PARAMETERS;
    experiment.checkpointInterval = 512;
    return experiment;
  }

  @Test
  void aResumedRunGoesOnInItsLessonAsIfItHadNeverStopped() {
    Experiments straight = experiment();
    RunSummary expected = straight.train();
    assertThat(expected.lessons().get("pole_length").lesson()).isEqualTo(3);
    assertThat(straight.notices).hasSize(2);

    Experiments first = experiment().in(folder);
    first.trainUntil(512);
    Experiments second = experiment().in(folder);
    RunSummary resumed = second.resume();

    List<LessonCheck> checks = new ArrayList<>(first.checks);
    checks.addAll(second.checks);
    assertThat(checks).isEqualTo(straight.checks).hasSize(3);
    List<FinishedEpisode> finished = new ArrayList<>(first.finished);
    finished.addAll(second.finished);
    assertThat(finished).isEqualTo(straight.finished).isNotEmpty();
    assertThat(finished.get(0).parameters()).containsOnlyKeys("pole_length", "force", "gravity");
    assertThat(second.notices).as("lessons that began after the checkpoint").isNotEmpty();
    assertThat(resumed.parametersSha256()).isEqualTo(expected.parametersSha256());
    assertThat(resumed.lessons()).isEqualTo(expected.lessons());
    assertThat(resumed.evaluation()).isEqualTo(expected.evaluation());
    Metrics last = straight.summaries.get(straight.summaries.size() - 1);
    Metrics lastResumed = second.summaries.get(second.summaries.size() - 1);
    for (String name : last.names()) {
      if (name.startsWith("lesson/") || name.startsWith("parameter/")) {
        assertThat((Double) lastResumed.get(name)).as(name).isEqualTo((Double) last.get(name));
      }
    }
  }

  static List<TeacherSettings> teachers() {
    return List.of(
        new LearningProgress(new LearningProgress.Bandit(Optional.empty(), 2, 4, 0.2f)),
        new RangeWidening(
            new RangeWidening.Widening(
                Optional.empty(), 5, 10, 3, 0.2f, 0.5f, Map.of("pole_length", 1f))),
        replay(8));
  }

  private static PrioritizedLevelReplay replay(int levels) {
    return new PrioritizedLevelReplay(
        new PrioritizedLevelReplay.Replay(
            Optional.empty(),
            levels,
            0.5f,
            PrioritizedLevelReplay.Score.VALUE_LOSS,
            PrioritizedLevelReplay.Prioritization.RANK,
            0.3f,
            0.3f));
  }

  @ParameterizedTest
  @MethodSource("teachers")
  void aResumedRunGoesOnWithItsTeacher(TeacherSettings teacher) {
    Experiments straight = taught(teacher);
    RunSummary expected = straight.train();
    Experiments two = taught(teacher);
    two.threads = 2;
    assertThat(two.train().parametersSha256()).isEqualTo(expected.parametersSha256());

    taught(teacher).in(folder).trainUntil(512);
    Experiments second = taught(teacher).in(folder);
    assertThat(second.resume().parametersSha256()).isEqualTo(expected.parametersSha256());
    Metrics last = straight.summaries.get(straight.summaries.size() - 1);
    Metrics lastResumed = second.summaries.get(second.summaries.size() - 1);
    List<String> columns = new ArrayList<>();
    for (String name : last.names()) {
      if (name.startsWith("teacher/")) {
        columns.add(name);
        assertThat(lastResumed.get(name)).as(name).isEqualTo(last.get(name));
      }
    }
    assertThat(columns).hasSize(teacher.judgesByCritic() ? 4 : 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ppo", "option_critic", "mappo", "poca"})
  void everyCriticJudgesTheLevelsOfAGameWithoutParameters(String trainer) {
    Experiments experiment = new Experiments(new CartPole());
    experiment.trainer = trainer;
    if (!trainer.equals("ppo")) {
      experiment.hyperparameters =
          Optional.of(new Learners(getClass().getClassLoader()).named(trainer).defaults());
    }
    experiment.teacher = Optional.of(replay(16));
    experiment.maxSteps = trainer.equals("ppo") ? 4096 : 30_000;
    experiment.evaluationInterval = 100_000;
    experiment.checkpointInterval = 100_000;
    experiment.train();
    Metrics last = experiment.summaries.get(experiment.summaries.size() - 1);
    assertThat(last.get("teacher/levels")).isEqualTo(16);
    assertThat(last.get("teacher/replayed")).isBetween(0.2, 0.8);
    assertThat(last.get("teacher/mean_score")).isPositive();
    assertThat(last.get("teacher/mean_age")).isPositive();
  }

  private static Experiments taught(TeacherSettings teacher) {
    Experiments experiment = experiment();
    experiment.parameters = Map.of("pole_length", new Sampler(new Uniform(1, 3)));
    experiment.teacher = Optional.of(teacher);
    return experiment;
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    Experiments two = experiment();
    two.threads = 2;
    RunSummary one = experiment().train();
    RunSummary other = two.train();
    assertThat(other.parametersSha256()).isEqualTo(one.parametersSha256());
    assertThat(other.lessons()).isEqualTo(one.lessons());
  }

  @Test
  void everyLessonAndEveryVaryingParameterIsReported() {
    Experiments experiment = experiment();
    experiment.train();
    Metrics row = experiment.summaries.get(0);
    assertThat(row.names())
        .contains(
            "lesson/pole_length",
            "lesson/pole_length/measure",
            "lesson/pole_length/smoothed",
            "lesson/pole_length/threshold",
            "lesson/pole_length/episodes_needed",
            "parameter/pole_length",
            "parameter/gravity",
            "parameter/force")
        .doesNotContain("parameter/max_steps");
    assertThat(row.get("parameter/gravity")).isBetween(9.0, 10.6);
    assertThat(row.get("parameter/force")).isBetween(8.0, 12.0);
  }

  @Test
  void evaluationsUseWhatIsToBeLearnedInTheEndUnlessTheyAreToldOtherwise() {
    ExperimentConfig config = experiment().setup().config();
    ParameterSource source = source(config);
    for (int seed = 0; seed < 50; seed++) {
      RandomStream random = new RandomStream(seed);
      assertThat(source.next(random).get("pole_length")).isBetween(2f, 3f);
      assertThat(source.next(random).get("force")).isEqualTo(8);
    }
    ExperimentConfig told =
        new ExperimentConfig(
            config.game(),
            config.behaviors(),
            config.policyMap(),
            config.envSettings(),
            config.environmentParameters(),
            config.rewards(),
            config.sensors(),
            new ExperimentConfig.EvaluationSettings(
                1, 1, 1, "scripted", true, Map.of("pole_length", new Constant(5))));
    assertThat(source(told).next(new RandomStream(1)).get("pole_length")).isEqualTo(5);
    assertThat(source(told).next(new RandomStream(1)).get("force")).isEqualTo(8);
  }

  private static ParameterSource source(ExperimentConfig config) {
    Trainer.Setup setup = experiment().setup();
    ArenaSetup arenas = Arenas.setup(config, setup.game(), setup.extensions());
    assertThat(arenas.shape().get("force")).isEqualTo(8);
    return arenas.source();
  }
}
