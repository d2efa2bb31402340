package io.github.gdxbrains.arena;

import io.github.gdxbrains.config.UserError;
import java.util.Set;

/**
 * A place for an agent in an arena.
 *
 * @param name unique within the game, such as {@code blue 1}; {@code team 0} and the like are taken
 * @param behavior name of the behavior of whoever sits there
 * @param team which side it is on, from 0
 */
public record SeatSpec(String name, String behavior, int team) {
  /**
   * Checks the name.
   *
   * @throws UserError if the seat's own policy would be called as if it were a team's
   */
  public SeatSpec {
    if (hyphenated(name).matches("(?i)team-\\p{N}+")) {
      throw new UserError(
          "a seat of "
              + behavior
              + " is named '"
              + name
              + "', but "
              + behavior
              + "/team-N is the policy of a whole team: rename the seat");
    }
  }

  /**
   * The name of a policy that plays this seat and no other: {@code BEHAVIOR/SEAT}, such as {@code
   * Soccer/blue-1}. All but letters, digits, dots and underscores of the seat's name become
   * hyphens, so that it fits a file's name.
   */
  public String ownPolicy() {
    return behavior + "/" + hyphenated(name);
  }

  private static String hyphenated(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}._]+", "-");
  }

  /**
   * The name of a policy that plays the seats of this behavior in this team and no others: {@code
   * BEHAVIOR/team-N}, such as {@code Soccer/team-0}.
   */
  public String teamPolicy() {
    return behavior + "/team-" + team;
  }

  /**
   * Which of some policies plays this seat, the most specific first: its own, that of its team, or
   * that of its behavior, which has the behavior's name.
   *
   * @param policies their names
   */
  public String policy(Set<String> policies) {
    if (policies.contains(ownPolicy())) {
      return ownPolicy();
    }
    return policies.contains(teamPolicy()) ? teamPolicy() : behavior;
  }
}
