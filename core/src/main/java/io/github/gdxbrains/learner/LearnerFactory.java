package io.github.gdxbrains.learner;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.Node;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A kind of learner. The built-in ones are listed in the catalog; others are found through {@link
 * java.util.ServiceLoader} in the class path and in plugin jars.
 */
public interface LearnerFactory {
  /** As in {@code trainer_type}. */
  String name();

  /** One line for the list of learners. */
  String description();

  /**
   * Its hyperparameters at their defaults: a record whose components, in snake case, are the keys
   * of {@code hyperparameters} in an experiment file and whose constructor checks them.
   */
  Record defaults();

  /**
   * The defaults for hyperparameters that say themselves of what kind some of them are: those of a
   * learner that is made of others.
   *
   * @param hyperparameters as they are given
   * @throws io.github.gdxbrains.config.UserError if they name a kind that is not there
   */
  default Record defaults(Node hyperparameters) {
    return defaults();
  }

  /**
   * Refuses hyperparameters that name what is not there, or does not fit; {@link #create} would
   * refuse them as well, but cannot know where they were written.
   *
   * @param behavior whose brain it improves
   * @param hyperparameters of the kind of {@link #defaults}
   * @param models finds the brains that they name
   * @throws InvalidValue whose key leads to what is wrong, as in {@code skills.go.brain}
   */
  default void check(BehaviorSpec behavior, Record hyperparameters, ModelFinder models)
      throws InvalidValue {}

  /**
   * Refuses hyperparameters that fit no run of this size; {@link #create} would refuse them as
   * well, but cannot know where they were written.
   *
   * @param hyperparameters of the kind of {@link #defaults}
   * @param agents how many agents feed the learner
   * @throws InvalidValue if one of them is too small or too large for so many
   */
  default void check(Record hyperparameters, int agents) throws InvalidValue {}

  /**
   * Refuses hyperparameters that name a reward term that is not there.
   *
   * @param hyperparameters of the kind of {@link #defaults}
   * @param terms names of all reward terms of the behavior
   * @throws InvalidValue whose key leads to the name
   */
  default void checkTerms(Record hyperparameters, Collection<String> terms) throws InvalidValue {}

  /** Whether it has a network of {@code network_settings}, which must then fit what is seen. */
  default boolean hasNetwork() {
    return true;
  }

  /**
   * Refuses settings with which it cannot learn to reach goals in hindsight; who keeps no
   * transitions refuses all.
   *
   * @param hyperparameters of the kind of {@link #defaults}
   * @param network its network
   * @throws InvalidValue whose key leads to what is wrong, as in {@code hyperparameters.n_step}
   */
  default void checkHindsight(Record hyperparameters, NetworkSettings network) throws InvalidValue {
    throw new InvalidValue("trainer_type", "is " + name() + ", which keeps no transitions");
  }

  /** Whether it learns from rewards of its own making, such as curiosity, beside the game's. */
  default boolean learnsIntrinsicRewards() {
    return false;
  }

  /**
   * Whether its learners estimate advantages: {@link Learner#assessment}.
   *
   * @param hyperparameters of the kind of {@link #defaults}
   */
  default boolean hasCritic(Record hyperparameters) {
    return false;
  }

  /**
   * What a learner will keep in memory beside its network and a rollout, in words with its size, to
   * be said before it is allocated; empty for nothing worth telling.
   *
   * @param behavior whose brain it improves
   * @param config its settings, with hyperparameters of the kind of {@link #defaults}
   * @param teams the team of each of an arena's agents that it plays
   */
  default Optional<String> keeps(
      BehaviorSpec behavior, BehaviorConfig config, List<Integer> teams) {
    return Optional.empty();
  }

  /**
   * Makes a learner.
   *
   * @throws io.github.gdxbrains.config.UserError if it cannot learn the behavior, with the reason
   */
  Learner create(LearnerContext context);
}
