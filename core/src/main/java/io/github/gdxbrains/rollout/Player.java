package io.github.gdxbrains.rollout;

import io.github.gdxbrains.brain.BrainSource;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who takes seats of one behavior: a brain, and where its transitions go if it learns.
 *
 * @param behavior name of the behavior whose seats it can take
 * @param brains makes one brain for each thread
 * @param recording empty for those who do not learn
 */
public record Player(String behavior, BrainSource brains, Optional<Recording> recording) {
  /**
   * Where a learner's transitions go.
   *
   * @param rollout with a lane for each of the seats in each arena: first all of arena 0
   * @param gamma discount per tick
   * @param seats numbers of the seats that the player may take, in the order of the lanes
   */
  public record Recording(Rollout rollout, float gamma, List<Integer> seats) {
    /** Copies the list. */
    public Recording {
      seats = List.copyOf(seats);
    }
  }

  /** A player that does not learn. */
  public static Player frozen(String behavior, BrainSource brains) {
    return new Player(behavior, brains, Optional.empty());
  }
}
