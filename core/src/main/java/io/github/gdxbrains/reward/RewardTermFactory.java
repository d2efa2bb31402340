package io.github.gdxbrains.reward;

/**
 * A reward term that experiments may add by name to agents of games that do not have it ({@code
 * rewards:} in an experiment file). Found through {@link java.util.ServiceLoader}.
 */
public interface RewardTermFactory {
  /** As in experiment files; equal to the name of its term. */
  String name();

  /** One line for the list of reward terms. */
  String description();

  /** Whether the agents of a game's behavior can have it. */
  boolean fits(String game, String behavior);

  /** Makes one for one agent. */
  RewardTerm create();
}
