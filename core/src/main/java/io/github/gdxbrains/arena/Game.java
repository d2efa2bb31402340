package io.github.gdxbrains.arena;

import com.badlogic.ashley.core.Component;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A kind of world. The built-in games are listed in the catalog; others are found through {@link
 * java.util.ServiceLoader} in the class path and in plugin jars.
 */
public interface Game {
  /** As on the command line: lower case, words joined by hyphens. */
  String name();

  /** One line for the list of games. */
  String description();

  /** What an experiment may set. */
  List<ParameterSpec> parameters();

  /** The behaviors of a world with these parameters; their spaces may depend on them. */
  List<BehaviorSpec> behaviors(Parameters parameters);

  /** The seats of a world made with these parameters, in the order of its agents. */
  List<SeatSpec> seats(Parameters parameters);

  /**
   * All component classes of its entities. They are registered before any thread steps a world,
   * because Ashley numbers component classes in a table that threads may not change.
   */
  List<Class<? extends Component>> components();

  /**
   * Makes a world; {@link GameWorld#reset} is called before anything else. Calls never overlap.
   *
   * @param parameters those that shape the world for as long as it lives: its seats and spaces
   */
  GameWorld world(Parameters parameters);

  /** Hand-written policies by name; {@code scripted} is the one that commands use by default. */
  default Map<String, Script> scripts() {
    return Map.of();
  }

  /** How a person plays it, if they can. */
  default Optional<HumanControl> human() {
    return Optional.empty();
  }

  /** Mean return over 100 episodes from which it counts as solved, if there is such a number. */
  default OptionalDouble solvedReturn() {
    return OptionalDouble.empty();
  }
}
