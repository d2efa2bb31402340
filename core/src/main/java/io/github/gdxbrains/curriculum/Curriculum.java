package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.config.InvalidValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lessons that follow one another as agents learn.
 *
 * @param curriculum the lessons in order, at least one
 */
public record Curriculum(List<Lesson> curriculum) implements EnvironmentParameter {
  /** Checks that all lessons but the last can end, and copies the list. */
  public Curriculum {
    curriculum = List.copyOf(curriculum);
    if (curriculum.isEmpty()) {
      throw new InvalidValue("curriculum", "is empty, but must hold at least one lesson");
    }
    for (int i = 0; i < curriculum.size(); i++) {
      boolean isLast = i == curriculum.size() - 1;
      boolean ends = curriculum.get(i).completionCriteria().isPresent();
      if (!isLast && !ends) {
        throw new InvalidValue(
            "curriculum[" + i + "]",
            "lacks completion_criteria, so that it never ends: only the last lesson has none");
      }
      if (isLast && ends) {
        throw new InvalidValue(
            "curriculum[" + i + "].completion_criteria", "lead nowhere: no lesson follows");
      }
    }
  }

  @Override
  public EpisodeValue last() {
    return curriculum.get(curriculum.size() - 1).value();
  }

  @Override
  public Map<String, Float> limits() {
    Map<String, Float> limits = new LinkedHashMap<>();
    for (int i = 0; i < curriculum.size(); i++) {
      String path = "curriculum[" + i + "].value";
      curriculum
          .get(i)
          .value()
          .limits()
          .forEach((key, value) -> limits.put(EnvironmentParameter.below(path, key), value));
    }
    return limits;
  }
}
