package io.github.gdxbrains.curriculum;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.random.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lessons over two arenas whose episodes last one tick and return what a test says. */
final class LessonsTest {
  private final Game game = new CartPole();
  private final Parameters oneTick = Parameters.of(game, Map.of("max_steps", 1f));
  private final List<String> notices = new ArrayList<>();
  private final List<LessonCheck> checks = new ArrayList<>();
  private final List<Arena> arenas = new ArrayList<>();
  private final Run run = new Run();
  private TrainingParameters parameters;

  /** A run that says what lessons are judged by. */
  private static final class Run implements Standing {
    final Queue<Double> returns = new ArrayDeque<>();
    long steps;
    double progress;
    double elo = 1200;

    @Override
    public long steps() {
      return steps;
    }

    @Override
    public double progress() {
      return progress;
    }

    @Override
    public double meanReturn(Optional<String> behavior, Arena arena, int episode) {
      return returns.remove();
    }

    @Override
    public Optional<CriticErrors> criticErrors(Arena arena, int episode) {
      return Optional.empty();
    }

    @Override
    public double elo(Optional<String> behavior) {
      return elo;
    }
  }

  private static CompletionCriteria criteria(Measure measure, int length, double threshold) {
    return new CompletionCriteria(measure, Optional.empty(), true, length, threshold, false);
  }

  private static Lesson lesson(float value, CompletionCriteria criteria) {
    return new Lesson("force " + value, Optional.of(criteria), new Constant(value));
  }

  private void learn(Lesson... lessons) {
    List<Lesson> all = new ArrayList<>(List.of(lessons));
    all.add(new Lesson("the last", Optional.empty(), new Constant(9)));
    learn(new Curriculum(all));
  }

  private void learn(EnvironmentParameter force) {
    parameters = new TrainingParameters(game, oneTick, Map.of("force", force), Optional.empty(), 2);
    ArenaSetup setup = ArenaSetup.of(game, oneTick).withSource(parameters);
    AgentBatch batch = new AgentBatch(setup.behaviors().get(0), 2, 0);
    arenas.clear();
    for (int i = 0; i < 2; i++) {
      Arena arena = new Arena(setup, i);
      arena.bind(0, batch, i);
      arena.restart(1);
      arenas.add(arena);
    }
  }

  @AfterEach
  void close() {
    arenas.forEach(Arena::close);
  }

  /** One episode in each arena, with these returns, and a check. */
  private boolean play(double... returns) {
    for (Arena arena : arenas) {
      arena.log().clear();
      arena.tick();
    }
    for (double value : returns) {
      run.returns.add(value);
    }
    run.steps += 2;
    boolean restarts = parameters.update(arenas, run, this::checked);
    assertThat(run.returns).isEmpty();
    return restarts;
  }

  private void checked(LessonCheck check) {
    checks.add(check);
    check.notice().ifPresent(notices::add);
  }

  private float force() {
    return parameters.next(new RandomStream(1)).get("force");
  }

  private double metric(String name) {
    Metrics row = new Metrics();
    parameters.report(row);
    return row.get("lesson/force" + name);
  }

  @Test
  void theSmoothedValueIsAQuarterOfTheOldAndThreeQuartersOfTheNew() {
    learn(lesson(5, criteria(Measure.REWARD, 0, 100)));

    play(6, 10); // the first is taken as it is
    assertThat(metric("/measure")).isEqualTo(8);
    assertThat(metric("/smoothed")).isEqualTo(8);
    play(20, 28);
    assertThat(metric("/measure")).isEqualTo(24);
    assertThat(metric("/smoothed")).isEqualTo(0.25 * 8 + 0.75 * 24);
    play(0, 0);
    assertThat(metric("/smoothed")).isEqualTo(0.25 * 20 + 0.75 * 0);
    assertThat(metric("/threshold")).isEqualTo(100);
  }

  @Test
  void withoutSmoothingTheMeasureItselfIsCompared() {
    learn(lesson(5, new CompletionCriteria(Measure.REWARD, Optional.empty(), false, 0, 10, false)));

    play(0, 0);
    play(10, 10); // as much as the threshold is not more
    assertThat(metric("")).isEqualTo(1);
    play(10, 11);
    assertThat(metric("")).isEqualTo(2);
  }

  @Test
  void aLessonEndsWhenItsMeasureIsAboveTheThresholdAndIsLongEnough() {
    learn(lesson(5, criteria(Measure.REWARD, 4, 10)), lesson(7, criteria(Measure.REWARD, 0, 99)));

    assertThat(force()).isEqualTo(5);
    play(50, 50);
    assertThat(metric("/episodes_needed")).isEqualTo(2);
    assertThat(metric("/smoothed")).isNaN();
    assertThat(force()).isEqualTo(5);
    play(2, 2); // the mean of all four is 26
    assertThat(force()).isEqualTo(7);
    assertThat(metric("")).isEqualTo(2);
    assertThat(notices)
        .containsExactly(
            "force: lesson 2 of 3, force 7.0, begins; reward was 26.00 after 4 episodes of force 5.0,"
                + " above 10.00");
    assertThat(parameters.lessons())
        .isEqualTo(Map.of("force", new LessonReport(2, 3, "force 7.0", List.of(0L, 4L))));
  }

  @Test
  void everyCheckSaysWhatWasMeasuredAndWhatIsMissing() {
    learn(
        lesson(5, criteria(Measure.REWARD, 4, 10)), lesson(7, criteria(Measure.PROGRESS, 0, 1e-9)));

    play(50, 50);
    play(2, 2);
    assertThat(checks)
        .containsExactly(
            new LessonCheck(
                2, "force", 1, 3, "force 5.0", Measure.REWARD, 50, Double.NaN, 10, 2, 2, none()),
            new LessonCheck(
                4,
                "force",
                1,
                3,
                "force 5.0",
                Measure.REWARD,
                26,
                26,
                10,
                4,
                0,
                next("force 7.0")));
    checks.clear();
    play(1, 1); // these began in the first lesson, and there is no progress
    assertThat(checks).isEmpty();
    run.progress = 0.5;
    play(1, 1);
    assertThat(checks)
        .containsExactly(
            new LessonCheck(
                8,
                "force",
                2,
                3,
                "force 7.0",
                Measure.PROGRESS,
                0.5,
                0.5,
                1e-9,
                2,
                0,
                next("the last")));
    play(); // nothing is left to be learned
    assertThat(checks).hasSize(1);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static Optional<String> next(String lesson) {
    return Optional.of(lesson);
  }

  @Test
  void aRewardIsAveragedOverTheLastEpisodesOfTheLesson() {
    learn(lesson(5, criteria(Measure.REWARD, 3, 1000)));

    play(100, 1);
    play(2, 3);
    assertThat(metric("/measure")).isEqualTo(2); // 1, 2, 3
    play(4, 5);
    assertThat(metric("/measure")).isEqualTo(4); // 3, 4, 5
  }

  @Test
  void episodesThatBeganInTheLessonBeforeDoNotCount() {
    learn(lesson(5, criteria(Measure.REWARD, 0, 10)), lesson(7, criteria(Measure.REWARD, 0, 10)));

    play(20, 20);
    assertThat(metric("")).isEqualTo(2);
    play(50, 50); // these ran when the lesson began
    assertThat(metric("")).isEqualTo(2);
    assertThat(metric("/episodes")).isZero();
    play(50, 50);
    assertThat(metric("")).isEqualTo(3);
    assertThat(force()).isEqualTo(9);
    assertThat(metric("/threshold")).isNaN();
  }

  @Test
  void afterARestartEveryEpisodeCounts() {
    learn(
        lesson(5, new CompletionCriteria(Measure.REWARD, Optional.empty(), true, 0, 10, true)),
        lesson(7, criteria(Measure.REWARD, 0, 10)));

    assertThat(play(5, 5)).isFalse();
    assertThat(play(20, 20)).isTrue();
    parameters.restarted();
    arenas.forEach(arena -> arena.restart(2));
    play(50, 50);
    assertThat(metric("")).isEqualTo(3);
  }

  @Test
  void progressIsNotSmoothedAndNeedsNoEpisodes() {
    learn(lesson(5, criteria(Measure.PROGRESS, 0, 0.5)), lesson(7, criteria(Measure.ELO, 0, 1300)));

    run.progress = 0.4;
    play(0, 0);
    run.progress = 0.51;
    play(0, 0);
    assertThat(metric("")).isEqualTo(2);
    run.elo = 1290;
    play(0, 0); // episodes of the lesson before
    play(0, 0);
    assertThat(metric("/smoothed")).isEqualTo(1290);
    run.elo = 1302;
    play(0, 0); // 0.25 * 1290 + 0.75 * 1302 = 1299
    assertThat(metric("")).isEqualTo(2);
    play(0, 0); // 0.25 * 1299 + 0.75 * 1302 = 1301.25
    assertThat(metric("")).isEqualTo(3);
  }

  @Test
  void episodesInWhichNobodyOfTheBehaviorLearnedDoNotCount() {
    learn(lesson(5, criteria(Measure.REWARD, 2, 10)));

    play(Double.NaN, 20);
    assertThat(metric("/episodes")).isEqualTo(1);
    play(20, Double.NaN);
    assertThat(metric("")).isEqualTo(2);
  }

  @Test
  void aScheduleFollowsTheNumberOfEpisodesInAStraightLine() {
    learn(new Scheduled(new Scheduled.Line(4, 8, 8)));

    assertThat(force()).isEqualTo(4);
    play();
    assertThat(force()).isEqualTo(5); // 2 of 8 episodes
    play();
    play();
    play();
    assertThat(force()).isEqualTo(8);
    play();
    assertThat(force()).isEqualTo(8);
  }

  @Test
  void whatIsSavedGoesOnAsIfItHadNeverStopped() throws IOException {
    Lesson[] lessons = {
      lesson(5, criteria(Measure.REWARD, 2, 10)), lesson(7, criteria(Measure.REWARD, 3, 30))
    };
    learn(lessons);
    play(20, 20);
    play(0, 0);
    play(15, 25); // two episodes of the second lesson
    assertThat(metric("/episodes_needed")).isEqualTo(1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    parameters.save(new DataOutputStream(bytes));
    close();
    learn(lessons);
    parameters.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(force()).isEqualTo(7);
    assertThat(metric("/measure")).isEqualTo(20);
    assertThat(metric("/episodes_needed")).isEqualTo(1);
    parameters.restarted();
    play(26, 36); // the last three of the four: 25, 26, 36
    assertThat(metric("/measure")).isEqualTo(29);
    play(30, 60); // 26 has gone: 36, 30, 60
    assertThat(parameters.lessons().get("force").begunAtStep()).containsExactly(0L, 2L, 10L);
  }
}
