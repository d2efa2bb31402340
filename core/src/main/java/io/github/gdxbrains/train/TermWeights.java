package io.github.gdxbrains.train;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.reward.RewardWeight;
import io.github.gdxbrains.reward.RewardWeights;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The weights of reward terms in training. They move on between rollouts alone and are a function
 * of the decisions so far, so no checkpoint holds them; episodes keep those that they began with.
 */
final class TermWeights implements RewardWeights {
  private final Map<String, Map<String, RewardWeight>> settings = new TreeMap<>();
  private final boolean varies;
  private Map<String, Map<String, Float>> present = Map.of();

  /**
   * @param settings of an experiment, by behavior and term
   */
  TermWeights(Map<String, Map<String, RewardWeight>> settings) {
    settings.forEach((behavior, terms) -> this.settings.put(behavior, new TreeMap<>(terms)));
    varies =
        settings.values().stream().flatMap(t -> t.values().stream()).anyMatch(TermWeights::varies);
    present = at(0);
  }

  private static boolean varies(RewardWeight weight) {
    return weight instanceof RewardWeight.Scheduled;
  }

  private Map<String, Map<String, Float>> at(long steps) {
    Map<String, Map<String, Float>> weights = new TreeMap<>();
    settings.forEach(
        (behavior, terms) -> {
          Map<String, Float> now = new TreeMap<>();
          terms.forEach((term, weight) -> now.put(term, weight.at(steps)));
          weights.put(behavior, now);
        });
    return weights;
  }

  /** Sets the weights of the episodes that begin from now on, after so many decisions. */
  void moveTo(long steps) {
    if (varies) {
      present = at(steps);
    }
  }

  @Override
  public Map<String, Float> of(String behavior) {
    return present.getOrDefault(behavior, Map.of());
  }

  /** Puts the weights that vary. */
  void report(Metrics metrics) {
    settings.forEach(
        (behavior, terms) ->
            terms.forEach(
                (term, weight) -> {
                  if (varies(weight)) {
                    metrics.put("weight/" + behavior + "/" + term, of(behavior).get(term));
                  }
                }));
  }

  /** Says of each term in use that was made for another discount than its learner's that it was. */
  void compareDiscounts(Arena arena, ExperimentConfig config, Consumer<String> notice) {
    Set<String> differences = new LinkedHashSet<>();
    for (int s = 0; s < arena.seats().size(); s++) {
      SeatSpec seat = arena.seats().get(s);
      BehaviorConfig learning = config.behaviors().get(seat.behavior());
      if (learning == null || !config.players().learns(seat)) {
        continue;
      }
      Agent agent = arena.agent(s);
      float gamma = learning.extrinsic().gamma();
      Map<String, RewardWeight> weights = settings.getOrDefault(seat.behavior(), Map.of());
      for (int t = 0; t < agent.termCount(); t++) {
        RewardTerm term = agent.term(t);
        boolean counts = agent.weight(t) != 0 || varies(weights.get(term.name()));
        if (counts && term.gamma().isPresent() && (float) term.gamma().getAsDouble() != gamma) {
          differences.add(
              seat.behavior()
                  + "'s reward term "
                  + term.name()
                  + " shapes with gamma "
                  + (float) term.gamma().getAsDouble()
                  + ", but its learner's is "
                  + gamma
                  + ": the best policy may be another than without it");
        }
      }
    }
    differences.forEach(notice);
  }
}
