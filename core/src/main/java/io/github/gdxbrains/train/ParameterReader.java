package io.github.gdxbrains.train;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.Node;
import io.github.gdxbrains.config.Place;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.curriculum.CompletionCriteria;
import io.github.gdxbrains.curriculum.Constant;
import io.github.gdxbrains.curriculum.Curriculum;
import io.github.gdxbrains.curriculum.EnvironmentParameter;
import io.github.gdxbrains.curriculum.Lesson;
import io.github.gdxbrains.curriculum.Measure;
import io.github.gdxbrains.curriculum.TeacherSettings;
import io.github.gdxbrains.learner.BehaviorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks what an experiment says of its game's parameters. */
final class ParameterReader {
  private static final String KEY = "environment_parameters";

  private ParameterReader() {}

  private record Given(Map<String, EnvironmentParameter> environmentParameters) {}

  /** What a tree says of a game's parameters: they exist, and all values are within bounds. */
  static Map<String, EnvironmentParameter> read(Node.Mapping tree, Game game) {
    Optional<Node> node = tree.get(KEY);
    if (node.isEmpty()) {
      return Map.of();
    }
    requireKnown(node.get(), KEY, game);
    Node.Mapping only = Node.Mapping.empty(tree.place()).with(KEY, node.get());
    Map<String, EnvironmentParameter> given =
        Settings.bind(only, new Given(Map.of())).environmentParameters();
    requireWithin(tree, game, KEY, given);
    for (ParameterSpec spec : game.parameters()) {
      EnvironmentParameter setting = given.get(spec.name());
      if (spec.isFixed() && setting != null && !(setting instanceof Constant)) {
        throw error(
            tree,
            KEY + "." + spec.name(),
            "must be one number: worlds are made with it, so it cannot change");
      }
    }
    return given;
  }

  private static void requireKnown(Node node, String path, Game game) {
    if (node instanceof Node.Mapping mapping) {
      List<String> names = game.parameters().stream().map(ParameterSpec::name).toList();
      ExperimentReader.requireKnown(mapping, path, "parameter of " + game.name(), names);
    }
  }

  private static void requireWithin(
      Node.Mapping tree,
      Game game,
      String path,
      Map<String, ? extends EnvironmentParameter> given) {
    for (ParameterSpec spec : game.parameters()) {
      if (given.containsKey(spec.name())) {
        String own = path + "." + spec.name();
        given
            .get(spec.name())
            .limits()
            .forEach(
                (key, value) -> {
                  if (!spec.allows(value)) {
                    throw error(
                        tree,
                        EnvironmentParameter.below(own, key),
                        "is "
                            + trim(value)
                            + ", but must be within ["
                            + trim(spec.low())
                            + ", "
                            + trim(spec.high())
                            + "]");
                  }
                });
      }
    }
  }

  /** What depends on the rest of the experiment: whose lessons they are, and evaluations. */
  static void check(Node.Mapping tree, Game game, ExperimentConfig config) {
    config
        .environmentParameters()
        .forEach(
            (name, setting) -> {
              if (setting instanceof Curriculum curriculum) {
                checkLessons(tree, KEY + "." + name, curriculum.curriculum(), config.behaviors());
              }
            });
    if (config.teacher().isPresent()) {
      checkTeacher(tree, game, config);
    }
    if (!config.evaluation().environmentParameters().isEmpty()) {
      String path = "evaluation." + KEY;
      Node.Mapping evaluation = (Node.Mapping) tree.get("evaluation").orElseThrow();
      requireKnown(evaluation.get(KEY).orElseThrow(), path, game);
      requireWithin(tree, game, path, config.evaluation().environmentParameters());
      for (ParameterSpec spec : game.parameters()) {
        if (spec.isFixed()
            && config.evaluation().environmentParameters().containsKey(spec.name())) {
          throw error(
              tree,
              path + "." + spec.name(),
              "cannot differ from training: worlds are made with it");
        }
      }
    }
  }

  private static void checkTeacher(Node.Mapping tree, Game game, ExperimentConfig config) {
    TeacherSettings teacher = config.teacher().orElseThrow();
    String kind = "teacher." + teacher.name();
    requireBehavior(tree, kind, teacher.behavior(), config.behaviors().keySet());
    try {
      teacher.check(game, config.environmentParameters());
    } catch (InvalidValue refused) {
      throw place(tree, EnvironmentParameter.below("teacher", refused.key()))
          .error("teacher" + (refused.key().isEmpty() ? "" : ".") + refused.getMessage());
    }
  }

  /** Whose agents are measured: one that learns, and none only where there is no choice. */
  private static void requireBehavior(
      Node.Mapping tree, String path, Optional<String> behavior, Set<String> names) {
    if (behavior.isPresent() && !names.contains(behavior.get())) {
      String unknown =
          UserError.unknown("behavior that learns", behavior.get(), names).getMessage();
      throw place(tree, path + ".behavior").error(path + ".behavior: " + unknown);
    }
    if (behavior.isEmpty() && names.size() > 1) {
      String choice = String.join(", ", names.stream().sorted().toList());
      throw error(tree, path, "lacks behavior: name one of " + choice);
    }
  }

  private static void checkLessons(
      Node.Mapping tree, String path, List<Lesson> lessons, Map<String, BehaviorConfig> behaviors) {
    long episodes = 0;
    for (int i = 0; i < lessons.size() - 1; i++) {
      CompletionCriteria criteria = lessons.get(i).completionCriteria().orElseThrow();
      String own = path + ".curriculum[" + i + "].completion_criteria";
      requireBehavior(tree, own, criteria.behavior(), behaviors.keySet());
      List<BehaviorConfig> measured = new ArrayList<>(behaviors.values());
      criteria.behavior().ifPresent(name -> measured.retainAll(List.of(behaviors.get(name))));
      if (criteria.measure() == Measure.ELO
          && measured.stream().anyMatch(behavior -> behavior.selfPlay().isEmpty())) {
        throw error(
            tree, own + ".measure", "is elo, which behaviors have only if they learn by self_play");
      }
      episodes += criteria.minLessonLength();
      long steps = behaviors.values().stream().mapToLong(BehaviorConfig::maxSteps).max().orElse(0);
      if (episodes > steps) {
        throw error(
            tree,
            own + ".min_lesson_length",
            "makes "
                + episodes
                + " episodes so far, which do not fit into max_steps "
                + steps
                + ": the lesson never ends");
      }
    }
  }

  private static UserError error(Node.Mapping tree, String path, String message) {
    return place(tree, path).error(path + " " + message);
  }

  private static Place place(Node.Mapping tree, String path) {
    return tree.placeOf(path.split("[.\\[\\]]+"));
  }

  private static String trim(float value) {
    return value == (long) value ? Long.toString((long) value) : Float.toString(value);
  }
}
