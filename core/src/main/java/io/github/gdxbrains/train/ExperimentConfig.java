package io.github.gdxbrains.train;

import io.github.gdxbrains.catalog.PolicyMap;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.curriculum.Constant;
import io.github.gdxbrains.curriculum.EnvironmentParameter;
import io.github.gdxbrains.curriculum.EpisodeValue;
import io.github.gdxbrains.curriculum.TeacherSettings;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.reward.RewardWeight;
import io.github.gdxbrains.reward.RewardWeights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A whole experiment, as an experiment file declares it.
 *
 * @param game which game
 * @param behaviors how each behavior learns, by the behavior's name
 * @param policyMap who plays the seats that do not learn; see {@link PolicyMap}
 * @param envSettings the arenas
 * @param environmentParameters how the game's parameters get their values; the rest keep their
 *     defaults
 * @param teacher who chooses levels, or the parameters that have a uniform sampler; empty to draw
 *     them
 * @param rewards weights of reward terms by behavior and term, constant or by a schedule; the rest
 *     keep the game's own
 * @param sensors names of sensors added to a behavior's agents
 * @param evaluation what is done with the brain after training
 */
public record ExperimentConfig(
    String game,
    Map<String, BehaviorConfig> behaviors,
    Map<String, String> policyMap,
    EnvSettings envSettings,
    Map<String, EnvironmentParameter> environmentParameters,
    Optional<TeacherSettings> teacher,
    Map<String, Map<String, RewardWeight>> rewards,
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

  /** An experiment without a teacher. */
  public ExperimentConfig(
      String game,
      Map<String, BehaviorConfig> behaviors,
      Map<String, String> policyMap,
      EnvSettings envSettings,
      Map<String, EnvironmentParameter> environmentParameters,
      Map<String, Map<String, RewardWeight>> rewards,
      Map<String, List<String>> sensors,
      EvaluationSettings evaluation) {
    this(
        game,
        behaviors,
        policyMap,
        envSettings,
        environmentParameters,
        Optional.empty(),
        rewards,
        sensors,
        evaluation);
  }

  /** An experiment with constant parameters in which all seats learn. */
  public ExperimentConfig(
      String game,
      Map<String, BehaviorConfig> behaviors,
      EnvSettings envSettings,
      Map<String, Float> environmentParameters,
      Map<String, Map<String, RewardWeight>> rewards,
      Map<String, List<String>> sensors,
      EvaluationSettings evaluation) {
    this(
        game,
        behaviors,
        Map.of(),
        envSettings,
        environmentParameters.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new Constant(e.getValue()))),
        rewards,
        sensors,
        evaluation);
  }

  /**
   * What parameters are in evaluations, where something is said of them: what is to be learned in
   * the end, or what the evaluation's own settings say.
   */
  public Map<String, EpisodeValue> evaluationParameters() {
    Map<String, EpisodeValue> values = new HashMap<>();
    environmentParameters.forEach((name, setting) -> values.put(name, setting.last()));
    values.putAll(evaluation.environmentParameters());
    return values;
  }

  /** The weights of reward terms in evaluations: those that hold in the end. */
  public RewardWeights evaluationWeights() {
    Map<String, Map<String, Float>> weights = new HashMap<>();
    rewards.forEach(
        (behavior, terms) -> {
          Map<String, Float> last = new HashMap<>();
          terms.forEach((term, weight) -> last.put(term, weight.last()));
          weights.put(behavior, last);
        });
    return RewardWeights.of(weights);
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
   * @param deterministic whether brains take their best actions, instead of drawing them as they do
   *     while they learn
   * @param environmentParameters where these differ from what training ends with
   */
  public record EvaluationSettings(
      int episodes,
      long interval,
      int intervalEpisodes,
      String opponent,
      boolean deterministic,
      Map<String, EpisodeValue> environmentParameters) {
    /** 100 episodes at the end; 50 every million decisions; against the scripted team. */
    public static final EvaluationSettings DEFAULT =
        new EvaluationSettings(100, 1_000_000, 50, "scripted");

    /** Checks the ranges, and copies the map. */
    public EvaluationSettings {
      environmentParameters = Map.copyOf(environmentParameters);
      InvalidValue.unlessAtLeast("episodes", episodes, 1);
      InvalidValue.unlessAtLeast("interval", interval, 1);
      InvalidValue.unlessAtLeast("interval_episodes", intervalEpisodes, 1);
    }

    /** An evaluation with the parameters that training ends with. */
    public EvaluationSettings(int episodes, long interval, int intervalEpisodes, String opponent) {
      this(episodes, interval, intervalEpisodes, opponent, true, Map.of());
    }
  }
}
