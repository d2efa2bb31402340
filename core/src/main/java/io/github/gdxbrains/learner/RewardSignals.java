package io.github.gdxbrains.learner;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.space.ObservationSpace;
import java.util.Optional;

/**
 * All rewards that a behavior learns from: {@code reward_signals}.
 *
 * @param extrinsic the game's own reward; a strength of 0 learns without it
 * @param curiosity what was not foreseen; empty for none
 * @param rnd what a network does not know yet; empty for none
 * @param count what was seldom seen; empty for none
 */
public record RewardSignals(
    RewardSignal.Extrinsic extrinsic,
    Optional<RewardSignal.Curiosity> curiosity,
    Optional<RewardSignal.Rnd> rnd,
    Optional<RewardSignal.Count> count) {
  /** The game's own reward alone. */
  public static final RewardSignals DEFAULT = of(RewardSignal.Extrinsic.DEFAULT);

  /** The game's own reward alone. */
  public static RewardSignals of(RewardSignal.Extrinsic extrinsic) {
    return new RewardSignals(extrinsic, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** How many there are, the game's included. */
  public int size() {
    return 1
        + (curiosity.isPresent() ? 1 : 0)
        + (rnd.isPresent() ? 1 : 0)
        + (count.isPresent() ? 1 : 0);
  }

  /**
   * Refuses rewards that a learner does not make, or whose networks cannot see an observation.
   *
   * @throws InvalidValue whose key begins with the name of one of them
   */
  public void check(LearnerFactory learner, ObservationSpace observations) {
    if (!learner.learnsIntrinsicRewards()) {
      curiosity.ifPresent(signal -> refuse("curiosity", learner));
      rnd.ifPresent(signal -> refuse("rnd", learner));
      count.ifPresent(signal -> refuse("count", learner));
    }
    curiosity.ifPresent(signal -> check("curiosity", signal.networkSettings(), observations));
    rnd.ifPresent(signal -> check("rnd", signal.networkSettings(), observations));
  }

  private static void check(String signal, NetworkSettings settings, ObservationSpace seen) {
    InvalidValue.within(signal + ".network_settings.", () -> Networks.check(seen, settings));
  }

  private static void refuse(String signal, LearnerFactory learner) {
    throw new InvalidValue(
        signal,
        "means nothing to "
            + learner.name()
            + ", which learns from the extrinsic reward alone: leave it out, or use trainer_type:"
            + " ppo");
  }
}
