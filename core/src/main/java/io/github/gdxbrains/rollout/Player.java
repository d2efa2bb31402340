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
   * @param rollout with as many lanes for each arena as {@code lanes}: first all of arena 0
   * @param gamma discount per tick
   * @param lanes for each lane of an arena the numbers of the seats that feed it, of which the
   *     player may take one in an episode
   */
  public record Recording(Rollout rollout, float gamma, List<List<Integer>> lanes) {
    /** Copies the lists. */
    public Recording {
      lanes = lanes.stream().map(List::copyOf).toList();
    }
  }

  /** A player that does not learn. */
  public static Player frozen(String behavior, BrainSource brains) {
    return new Player(behavior, brains, Optional.empty());
  }
}
