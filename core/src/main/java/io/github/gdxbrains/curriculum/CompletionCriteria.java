package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.config.InvalidValue;
import java.util.Optional;

/**
 * When a lesson gives way to the next: when its measure is greater than a threshold. Names and
 * defaults are ML-Agents'.
 *
 * @param measure what is compared
 * @param behavior whose agents are measured; empty for the only one that learns
 * @param signalSmoothing whether reward and Elo are smoothed: 0.25 of the old value and 0.75 of the
 *     new one; the first of a lesson is taken as it is
 * @param minLessonLength episodes that must have been played in the lesson, and over the last of
 *     which a reward is averaged; 0 to average over those since the last check
 * @param threshold that the measure must exceed: a return, a rating, or a share below 1
 * @param requireReset whether running episodes are broken off when the lesson ends, instead of
 *     being played to their end
 */
public record CompletionCriteria(
    Measure measure,
    Optional<String> behavior,
    boolean signalSmoothing,
    int minLessonLength,
    double threshold,
    boolean requireReset) {
  /** A mean reward of more than 0. */
  public static final CompletionCriteria DEFAULT =
      new CompletionCriteria(Measure.REWARD, Optional.empty(), true, 0, 0, false);

  /** Checks the ranges. */
  public CompletionCriteria {
    InvalidValue.unlessAtLeast("min_lesson_length", minLessonLength, 0);
    if (!Double.isFinite(threshold)) {
      throw new InvalidValue("threshold", "is " + threshold + ", but must be a number");
    }
    if (measure == Measure.PROGRESS) {
      if (threshold >= 1) {
        throw new InvalidValue(
            "threshold", "is " + threshold + ", which progress never exceeds: the run ends at 1");
      }
      InvalidValue.unlessAtLeast("threshold", threshold, 0);
    }
  }

  /** The smoothed value after a check, before which it was {@code old}, NaN for none. */
  double smoothed(double old, double measured) {
    boolean smooths = signalSmoothing && measure != Measure.PROGRESS && !Double.isNaN(old);
    return smooths ? 0.25 * old + 0.75 * measured : measured;
  }
}
