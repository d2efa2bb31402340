package io.github.gdxbrains.curriculum;

import java.util.Map;

/** How a game's parameter gets its values: an entry of {@code environment_parameters}. */
public sealed interface EnvironmentParameter permits EpisodeValue, Curriculum, Scheduled {
  /** What holds in the end, and in evaluations. */
  EpisodeValue last();

  /**
   * All numbers that must be within the parameter's bounds, by where they stand in this entry, such
   * as {@code curriculum[1].value}; an empty path is the entry itself.
   */
  Map<String, Float> limits();

  /** A path below another. */
  static String below(String path, String key) {
    return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
  }
}
