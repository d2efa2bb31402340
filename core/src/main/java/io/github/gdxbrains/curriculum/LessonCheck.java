package io.github.gdxbrains.curriculum;

import java.util.Locale;
import java.util.Optional;

/**
 * What came of looking whether a lesson has been learned: after a rollout in which episodes of it
 * have finished, or in which it has ended.
 *
 * @param step decisions of the run so far
 * @param parameter whose lesson it is
 * @param lesson its number, from 1
 * @param lessons how many there are
 * @param name of the lesson
 * @param measure what is measured
 * @param measured its value; NaN if there is none yet
 * @param smoothed what is compared with the threshold; NaN if the lesson is too short yet
 * @param threshold that must be exceeded
 * @param episodes finished episodes of the lesson
 * @param episodesNeeded how many are missing to {@code min_lesson_length}
 * @param next name of the lesson that begins therefore; empty if this one goes on
 */
public record LessonCheck(
    long step,
    String parameter,
    int lesson,
    int lessons,
    String name,
    Measure measure,
    double measured,
    double smoothed,
    double threshold,
    long episodes,
    long episodesNeeded,
    Optional<String> next) {
  /** A line about the lesson that begins; empty if none does. */
  public Optional<String> notice() {
    return next.map(
        begun ->
            String.format(
                Locale.ROOT,
                "%s: lesson %d of %d, %s, begins; %s was %.4g after %,d episodes of %s, above %.4g",
                parameter,
                lesson + 1,
                lessons,
                begun,
                measure.name().toLowerCase(Locale.ROOT),
                smoothed,
                episodes,
                name,
                threshold));
  }
}
