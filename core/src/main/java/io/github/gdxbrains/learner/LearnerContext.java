package io.github.gdxbrains.learner;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.replay.Hindsight;
import java.util.List;
import java.util.Optional;

/**
 * What a learner is made for.
 *
 * @param behavior whose brain it improves
 * @param config how
 * @param backend computes its networks
 * @param workers the threads it may use
 * @param teams the team of each of an arena's agents that feed it, in the order of its rollouts'
 *     lanes, which begin with all of arena 0
 * @param arenas how many arenas they come from
 * @param seed of its initialisation and shuffles
 * @param models finds the brains that its settings name
 * @param hindsight how it learns from goals that were not those it was told, in place of the game's
 *     reward, if it learns to reach goals; only learners that keep transitions can
 */
public record LearnerContext(
    BehaviorSpec behavior,
    BehaviorConfig config,
    Backend backend,
    Workers workers,
    List<Integer> teams,
    int arenas,
    long seed,
    ModelFinder models,
    Optional<Hindsight> hindsight) {
  /** Copies the list. */
  public LearnerContext {
    teams = List.copyOf(teams);
  }

  /** For a learner from the game's reward. */
  public LearnerContext(
      BehaviorSpec behavior,
      BehaviorConfig config,
      Backend backend,
      Workers workers,
      List<Integer> teams,
      int arenas,
      long seed,
      ModelFinder models) {
    this(behavior, config, backend, workers, teams, arenas, seed, models, Optional.empty());
  }

  /** For a learner whose settings name no brains. */
  public LearnerContext(
      BehaviorSpec behavior,
      BehaviorConfig config,
      Backend backend,
      Workers workers,
      List<Integer> teams,
      int arenas,
      long seed) {
    this(behavior, config, backend, workers, teams, arenas, seed, ModelFinder.NONE);
  }

  /** Agents of one team, an arena for each. */
  public LearnerContext(
      BehaviorSpec behavior,
      BehaviorConfig config,
      Backend backend,
      Workers workers,
      int lanes,
      long seed) {
    this(behavior, config, backend, workers, List.of(0), lanes, seed);
  }

  /**
   * Refuses agents that send messages, in the name of a learner that chooses among options only.
   *
   * @throws UserError if they do
   */
  public void refuseCommunication() {
    if (config.communication().isPresent()) {
      throw new UserError(
          "behaviors."
              + behavior.name()
              + ".communication: a message is of numbers, but "
              + config.trainerType()
              + " chooses among options: leave it out, or use trainer_type: ppo");
    }
  }

  /** How many agents feed it. */
  public int lanes() {
    return Math.multiplyExact(teams.size(), arenas);
  }
}
