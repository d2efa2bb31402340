package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.config.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The parameters of a game that a command line sets. */
final class GameParameters {
  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description =
          "Sets a parameter of the game; else it is that of the brain's training, or the default.")
  private List<String> assignments = new ArrayList<>();

  /** Whether none is set. */
  boolean isEmpty() {
    return assignments.isEmpty();
  }

  /**
   * The values that are set, others, and defaults for the rest.
   *
   * @param others where nothing is set
   * @throws UserError if the game has no such parameter, or a value is not a number within bounds
   */
  Parameters of(Game game, Map<String, Float> others) {
    Map<String, Float> values = new LinkedHashMap<>(others);
    values.putAll(given(game));
    try {
      return Parameters.of(game, values);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  /**
   * The values that are set.
   *
   * @throws UserError if the game has no such parameter, or a value is no number
   */
  Map<String, Float> given(Game game) {
    List<String> names = game.parameters().stream().map(ParameterSpec::name).toList();
    Map<String, Float> values = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = Math.max(0, assignment.indexOf('='));
      String name = assignment.substring(0, equals);
      if (equals == 0) {
        throw new UserError("--parameter " + assignment + ": must look like name=value");
      }
      if (!names.contains(name)) {
        throw new UserError(
            "--parameter "
                + assignment
                + ": "
                + UserError.unknown("parameter of " + game.name(), name, names).getMessage());
      }
      try {
        values.put(name, Float.parseFloat(assignment.substring(equals + 1)));
      } catch (NumberFormatException e) {
        throw new UserError("--parameter " + assignment + ": the value must be a number", e);
      }
    }
    return values;
  }
}
