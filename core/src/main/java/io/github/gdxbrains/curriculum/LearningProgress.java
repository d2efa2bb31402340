package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.config.InvalidValue;
import java.util.Optional;

/**
 * Teaches where returns change most, for better or worse (see {@link LearningProgressTeacher}).
 *
 * @param learningProgress how
 */
public record LearningProgress(Bandit learningProgress) implements TeacherSettings {
  /** With all defaults. */
  public static final LearningProgress DEFAULT = new LearningProgress(Bandit.DEFAULT);

  /**
   * How regions are made and chosen.
   *
   * @param behavior whose return counts; empty for the only one that learns
   * @param bins parts of each parameter's interval; a region is a part of each
   * @param window episodes of a region that are compared, the newer half with the older; even
   * @param exploration probability that a region is drawn alike from all
   */
  public record Bandit(Optional<String> behavior, int bins, int window, float exploration) {
    /** Ten parts, 20 episodes, every fifth episode at random. */
    public static final Bandit DEFAULT = new Bandit(Optional.empty(), 10, 20, 0.2f);

    /** Checks the ranges. */
    public Bandit {
      InvalidValue.unlessWithin("bins", bins, 1, 1000);
      InvalidValue.unlessWithin("window", window, 2, 10_000);
      if (window % 2 != 0) {
        throw new InvalidValue("window", "is " + window + ", but must be even: it has two halves");
      }
      InvalidValue.unlessWithin("exploration", exploration, 0, 1);
    }
  }

  @Override
  public String name() {
    return "learning_progress";
  }

  @Override
  public Optional<String> behavior() {
    return learningProgress.behavior();
  }
}
