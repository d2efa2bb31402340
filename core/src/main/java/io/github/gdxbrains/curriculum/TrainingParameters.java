package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.ParameterSource;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The parameters of training episodes. Arenas ask for them at every reset, on their own threads;
 * lessons and schedules move on between rollouts alone, and read finished episodes in the order of
 * the arenas, so the number of threads changes nothing.
 */
public final class TrainingParameters implements ParameterSource {
  private final Game game;
  private final Parameters base;
  private final Map<String, EnvironmentParameter> varying = new LinkedHashMap<>();
  private final Map<String, LessonProgress> lessons = new LinkedHashMap<>();

  /** Names of those of {@link #varying} that no teacher chooses. */
  private final List<String> drawn;

  private final Optional<TeacherSettings> teaching;
  private final Optional<Teacher> teacher;
  private long episodes;
  private EpisodeParameters present;

  /**
   * Every curriculum at its first lesson.
   *
   * @param base the values of parameters that stay as they are
   * @param settings of an experiment, by parameter
   * @param teaching who chooses levels, or the parameters that have a uniform sampler; empty to
   *     draw them
   * @param arenas how many arenas play
   */
  public TrainingParameters(
      Game game,
      Parameters base,
      Map<String, EnvironmentParameter> settings,
      Optional<TeacherSettings> teaching,
      int arenas) {
    this.game = game;
    this.base = base;
    this.teaching = teaching;
    List<Interval> intervals = TeacherSettings.intervals(game, settings);
    teacher = teaching.map(how -> teacher(how, intervals));
    Set<String> taught = new HashSet<>();
    if (teaching.isPresent() && !teaching.get().judgesByCritic()) {
      intervals.forEach(interval -> taught.add(interval.parameter()));
    }
    for (ParameterSpec spec : game.parameters()) {
      EnvironmentParameter setting =
          settings.getOrDefault(spec.name(), new Constant(base.get(spec.name())));
      if (!(setting instanceof Constant)) {
        varying.put(spec.name(), setting);
      }
      if (setting instanceof Curriculum curriculum) {
        lessons.put(spec.name(), new LessonProgress(spec.name(), curriculum, arenas));
      }
    }
    drawn = varying.keySet().stream().filter(name -> !taught.contains(name)).toList();
    moveOn();
  }

  private Teacher teacher(TeacherSettings how, List<Interval> intervals) {
    if (how instanceof LearningProgress progress) {
      return new LearningProgressTeacher(progress.learningProgress(), intervals);
    }
    if (how instanceof PrioritizedLevelReplay replay) {
      return new LevelReplayTeacher(replay.prioritizedLevelReplay());
    }
    RangeWidening.Widening widening = ((RangeWidening) how).rangeWidening();
    return new RangeWideningTeacher(widening, intervals, Parameters.defaults(game));
  }

  /** Names of the parameters that change from episode to episode or during the run. */
  public List<String> varying() {
    return List.copyOf(varying.keySet());
  }

  @Override
  public long level(long own, RandomStream random) {
    return teacher.isPresent() ? teacher.get().level(own, random) : own;
  }

  @Override
  public Parameters next(RandomStream random) {
    Parameters parameters = present.next(random);
    return teacher.isPresent() ? teacher.get().choose(parameters, random) : parameters;
  }

  private void moveOn() {
    Map<String, EpisodeValue> values = new LinkedHashMap<>();
    drawn.forEach(name -> values.put(name, presently(name, varying.get(name))));
    present = new EpisodeParameters(game, base, values);
  }

  private EpisodeValue presently(String name, EnvironmentParameter setting) {
    if (setting instanceof EpisodeValue value) {
      return value;
    }
    if (setting instanceof Scheduled scheduled) {
      return new Constant(scheduled.schedule().at(episodes));
    }
    return lessons.get(name).value();
  }

  private boolean isConstant() {
    return varying.isEmpty() && teacher.isEmpty();
  }

  /** All arenas are about to start afresh. */
  public void restarted() {
    lessons.values().forEach(LessonProgress::restarted);
  }

  /**
   * Reads the episodes that have finished in a rollout, and moves on.
   *
   * @param listener is told of every check of a lesson
   * @return whether all arenas are to start afresh
   */
  public boolean update(List<Arena> arenas, Standing standing, Consumer<LessonCheck> listener) {
    if (isConstant()) {
      return false;
    }
    for (Arena arena : arenas) {
      episodes += arena.log().count();
    }
    boolean restarts = false;
    for (LessonProgress progress : lessons.values()) {
      restarts |= progress.update(arenas, standing, listener);
    }
    if (teacher.isPresent()) {
      tell(teacher.get(), arenas, standing);
    }
    moveOn();
    return restarts;
  }

  private void tell(Teacher one, List<Arena> arenas, Standing standing) {
    Optional<String> behavior = teaching.flatMap(TeacherSettings::behavior);
    for (Arena arena : arenas) {
      EpisodeLog log = arena.log();
      for (int e = 0; e < log.count(); e++) {
        double value = standing.meanReturn(behavior, arena, e);
        if (!Double.isNaN(value)) {
          one.finished(log.parameters(e), value);
        }
        Optional<CriticErrors> errors = standing.criticErrors(arena, e);
        if (errors.isPresent()) {
          one.assessed(log.level(e), log.isReplayed(e), errors.get());
        }
      }
    }
    one.update();
  }

  /** Puts what the last checks came to, and what the teacher does. */
  public void report(Metrics metrics) {
    teacher.ifPresent(one -> one.report(metrics));
    lessons.values().forEach(progress -> progress.report(metrics));
  }

  /** How far each curriculum has come, by parameter. */
  public Map<String, LessonReport> lessons() {
    Map<String, LessonReport> reports = new TreeMap<>();
    lessons.forEach((name, progress) -> reports.put(name, progress.report()));
    return reports;
  }

  /** Writes everything; nothing if no parameter varies and nobody teaches. */
  public void save(DataOutput out) throws IOException {
    if (isConstant()) {
      return;
    }
    out.writeLong(episodes);
    for (LessonProgress progress : lessons.values()) {
      progress.save(out);
    }
    if (teacher.isPresent()) {
      teacher.get().save(out);
    }
  }

  /**
   * Restores what {@link #save} wrote.
   *
   * @throws IOException if it was of other lessons
   */
  public void load(DataInput in) throws IOException {
    if (isConstant()) {
      return;
    }
    episodes = in.readLong();
    for (LessonProgress progress : lessons.values()) {
      progress.load(in);
    }
    if (teacher.isPresent()) {
      teacher.get().load(in);
    }
    moveOn();
  }
}
