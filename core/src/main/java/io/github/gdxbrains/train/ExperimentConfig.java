package io.github.gdxbrains.train;

import io.github.gdxbrains.catalog.PolicyMap;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.learner.BehaviorConfig;
import java.util.List;
import java.util.Map;

/**
 * A whole experiment, as an experiment file declares it.
 *
 * @param game which game
 * @param behaviors how each behavior learns, by the behavior's name
 * @param policyMap who plays the seats that do not learn; see {@link PolicyMap}
 * @param envSettings the arenas
 * @param environmentParameters values of the game's parameters; the rest keep their defaults
 * @param rewards weights of reward terms by behavior and term; the rest keep the game's own
 * @param sensors names of sensors added to a behavior's agents
 * @param evaluation what is done with the brain after training
 */
public record ExperimentConfig(
    String game,
    Map<String, BehaviorConfig> behaviors,
    Map<String, String> policyMap,
    EnvSettings envSettings,
    Map<String, Float> environmentParameters,
    Map<String, Map<String, Float>> rewards,
    Map<String, List<String>> sensors,
    EvaluationSettings evaluation) {
  /** Copies the maps. */
  public ExperimentConfig {
    behaviors = Map.copyOf(behaviors);
    policyMap = Map.copyOf(policyMap);
    environmentParameters = Map.copyOf(environmentParameters);
    rewards = Map.copyOf(rewards);
    sensors = Map.copyOf(sensors);
    if (behaviors.isEmpty()) {
      throw new InvalidValue("behaviors", "is empty, but at least one behavior must learn");
    }
  }

  /** An experiment in which all seats learn. */
  public ExperimentConfig(
      String game,
      Map<String, BehaviorConfig> behaviors,
      EnvSettings envSettings,
      Map<String, Float> environmentParameters,
      Map<String, Map<String, Float>> rewards,
      Map<String, List<String>> sensors,
      EvaluationSettings evaluation) {
    this(
        game,
        behaviors,
        Map.of(),
        envSettings,
        environmentParameters,
        rewards,
        sensors,
        evaluation);
  }

  /** Who plays the seats that do not learn. */
  public PolicyMap players() {
    return new PolicyMap(policyMap);
  }

  /**
   * What is done with brains while and after they are trained.
   *
   * @param episodes evaluated after training, at least 1
   * @param interval decisions from one evaluation during training to the next; the best brain of
   *     these, and of the last one, becomes {@code best.brain}
   * @param intervalEpisodes episodes of each evaluation during training
   * @param opponent {@code random}, {@code scripted} or a brain file, for games with two teams
   */
  public record EvaluationSettings(
      int episodes, long interval, int intervalEpisodes, String opponent) {
    /** 100 episodes at the end; 50 every million decisions; against the scripted team. */
    public static final EvaluationSettings DEFAULT =
        new EvaluationSettings(100, 1_000_000, 50, "scripted");

    /** Checks the ranges. */
    public EvaluationSettings {
      InvalidValue.unlessAtLeast("episodes", episodes, 1);
      InvalidValue.unlessAtLeast("interval", interval, 1);
      InvalidValue.unlessAtLeast("interval_episodes", intervalEpisodes, 1);
    }
  }
}
