package io.github.gdxbrains.curriculum;

import java.util.List;

/**
 * How far a parameter's curriculum has come.
 *
 * @param lesson from 1
 * @param lessons how many there are
 * @param name of the lesson
 * @param begunAtStep decisions of the run at which each lesson so far began
 */
public record LessonReport(int lesson, int lessons, String name, List<Long> begunAtStep) {
  /** Copies the list. */
  public LessonReport {
    begunAtStep = List.copyOf(begunAtStep);
  }
}
