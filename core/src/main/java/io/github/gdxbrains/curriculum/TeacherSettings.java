package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who chooses what training episodes are like by how the agents do: {@code teacher}. Either whole
 * levels, which are what an episode's own stream gives; or the parameters that have a uniform
 * sampler, within that sampler's interval: without a teacher they would be drawn from it.
 */
public sealed interface TeacherSettings
    permits LearningProgress, RangeWidening, PrioritizedLevelReplay {
  /** Its key below {@code teacher}. */
  String name();

  /** Whose return or critic counts; empty for the only behavior that learns. */
  Optional<String> behavior();

  /**
   * Whether it chooses levels by what the critic made of them, instead of parameters by returns.
   */
  default boolean judgesByCritic() {
    return false;
  }

  /** The intervals of the uniform samplers of an experiment, in the order of the game's list. */
  static List<Interval> intervals(Game game, Map<String, EnvironmentParameter> settings) {
    List<Interval> intervals = new ArrayList<>();
    for (ParameterSpec spec : game.parameters()) {
      if (settings.get(spec.name()) instanceof Sampler sampler
          && sampler.samplerParameters() instanceof SamplerParameters.Uniform uniform
          && uniform.minValue() < uniform.maxValue()) {
        intervals.add(new Interval(spec.name(), uniform.minValue(), uniform.maxValue()));
      }
    }
    return intervals;
  }

  /**
   * Checks that a teacher can teach an experiment.
   *
   * @throws InvalidValue if it cannot; the key is a path below {@code teacher}, or empty
   */
  default void check(Game game, Map<String, EnvironmentParameter> settings) {
    if (judgesByCritic()) {
      return; // levels need no parameters
    }
    List<Interval> intervals = intervals(game, settings);
    if (intervals.isEmpty()) {
      throw new InvalidValue(
          "",
          "has nothing to choose: no parameter in environment_parameters has a uniform sampler");
    }
    if (this instanceof LearningProgress progress) {
      int regions = LearningProgressTeacher.regions(progress.learningProgress(), intervals.size());
      InvalidValue.unlessWithin(
          "learning_progress.bins of " + intervals.size() + " parameters, the number of regions,",
          regions,
          1,
          100_000);
    }
    if (this instanceof RangeWidening widening) {
      widening.rangeWidening().start().forEach((name, value) -> check(name, value, intervals));
    }
  }

  private static void check(String name, float value, List<Interval> intervals) {
    Interval interval =
        intervals.stream()
            .filter(one -> one.parameter().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidValue(
                        "range_widening.start." + name,
                        "is no parameter with a uniform sampler; "
                            + UserError.suggestion(
                                name, intervals.stream().map(Interval::parameter).toList())));
    InvalidValue.unlessWithin(
        "range_widening.start." + name, value, interval.low(), interval.high());
  }
}
