package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.learner.Metrics;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How far one parameter's curriculum has come. Only episodes count that began in the present
 * lesson.
 */
final class LessonProgress {
  private final String parameter;
  private final List<Lesson> lessons;

  /** By arena: the first episode that began in this lesson. */
  private final long[] first;

  /** Steps of the run at which the lessons so far began. */
  private final List<Long> begunAt = new ArrayList<>();

  private int lesson;
  private long episodes;

  /** Returns of the last episodes of this lesson, a ring of {@code min_lesson_length}. */
  private double[] returns;

  /** Of the last check in this lesson, NaN before the first. */
  private double measured;

  private double smoothed;

  LessonProgress(String parameter, Curriculum curriculum, int arenas) {
    this.parameter = parameter;
    lessons = curriculum.curriculum();
    first = new long[arenas];
    begunAt.add(0L);
    begin(0);
  }

  private void begin(int number) {
    lesson = number;
    episodes = 0;
    measured = Double.NaN;
    smoothed = Double.NaN;
    returns = new double[criteria().map(CompletionCriteria::minLessonLength).orElse(0)];
  }

  /** When this lesson ends; the last one does not. */
  private Optional<CompletionCriteria> criteria() {
    return lessons.get(lesson).completionCriteria();
  }

  EpisodeValue value() {
    return lessons.get(lesson).value();
  }

  /** All arenas start afresh: no episode is left over from an earlier lesson. */
  void restarted() {
    Arrays.fill(first, 0);
  }

  /**
   * Counts the episodes that have finished, and lets the next lesson begin if this one has been
   * learned.
   *
   * @param listener is told of every check
   * @return whether all arenas are to start afresh
   */
  boolean update(List<Arena> arenas, Standing standing, Consumer<LessonCheck> listener) {
    if (criteria().isEmpty()) {
      return false;
    }
    CompletionCriteria criteria = criteria().get();
    long before = episodes;
    double sum = 0;
    for (Arena arena : arenas) {
      EpisodeLog log = arena.log();
      for (int e = 0; e < log.count(); e++) {
        double value = standing.meanReturn(criteria.behavior(), arena, e);
        if (log.number(e) >= first[arena.number()] && !Double.isNaN(value)) {
          sum += value;
          if (returns.length > 0) {
            returns[(int) (episodes % returns.length)] = value;
          }
          episodes++;
        }
      }
    }
    long fresh = episodes - before;
    switch (criteria.measure()) {
      case PROGRESS -> measured = standing.progress();
      case ELO -> measured = standing.elo(criteria.behavior());
      case REWARD -> measured = fresh == 0 ? measured : returns.length == 0 ? sum / fresh : mean();
    }
    boolean isNew = criteria.measure() == Measure.PROGRESS || fresh > 0;
    boolean isLong = episodes >= criteria.minLessonLength();
    if (isNew && isLong && !Double.isNaN(measured)) {
      smoothed = criteria.smoothed(smoothed, measured);
    }
    boolean ends = isNew && isLong && smoothed > criteria.threshold();
    if (fresh > 0 || ends) {
      listener.accept(check(standing.steps(), criteria, ends));
    }
    if (!ends) {
      return false;
    }
    begunAt.add(standing.steps());
    begin(lesson + 1);
    for (Arena arena : arenas) {
      first[arena.number()] = arena.episode() + 1;
    }
    return criteria.requireReset();
  }

  private double mean() {
    int count = (int) Math.min(episodes, returns.length);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += returns[i];
    }
    return sum / count;
  }

  private LessonCheck check(long step, CompletionCriteria criteria, boolean ends) {
    return new LessonCheck(
        step,
        parameter,
        lesson + 1,
        lessons.size(),
        lessons.get(lesson).name(),
        criteria.measure(),
        measured,
        smoothed,
        criteria.threshold(),
        episodes,
        episodesNeeded(criteria),
        ends ? Optional.of(lessons.get(lesson + 1).name()) : Optional.empty());
  }

  private long episodesNeeded(CompletionCriteria criteria) {
    return Math.max(0, criteria.minLessonLength() - episodes);
  }

  /** Lessons are counted from 1. In the last one there is nothing to reach. */
  void report(Metrics metrics) {
    String name = "lesson/" + parameter;
    metrics.put(name, lesson + 1);
    metrics.put(name + "/measure", measured);
    metrics.put(name + "/smoothed", smoothed);
    metrics.put(
        name + "/threshold", criteria().map(CompletionCriteria::threshold).orElse(Double.NaN));
    metrics.put(name + "/episodes", episodes);
    metrics.put(
        name + "/episodes_needed", criteria().map(c -> (double) episodesNeeded(c)).orElse(0.0));
  }

  LessonReport report() {
    return new LessonReport(lesson + 1, lessons.size(), lessons.get(lesson).name(), begunAt);
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(lesson);
    for (long step : begunAt) {
      out.writeLong(step);
    }
    out.writeLong(episodes);
    out.writeDouble(measured);
    out.writeDouble(smoothed);
    for (double value : returns) {
      out.writeDouble(value);
    }
  }

  void load(DataInput in) throws IOException {
    int saved = in.readInt();
    if (saved < 0 || saved >= lessons.size()) {
      throw new IOException("lesson " + saved + " of " + lessons.size());
    }
    begin(saved);
    begunAt.clear();
    for (int i = 0; i <= saved; i++) {
      begunAt.add(in.readLong());
    }
    episodes = in.readLong();
    measured = in.readDouble();
    smoothed = in.readDouble();
    for (int i = 0; i < returns.length; i++) {
      returns[i] = in.readDouble();
    }
  }
}
