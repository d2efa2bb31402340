package io.github.gdxbrains.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A training episode that has finished: a row of {@code episodes.csv}.
 *
 * @param step decisions of learning agents, up to and with the rollout that it finished in
 * @param arena number of the arena
 * @param episode number of the episode in the arena
 * @param ticks how long it was
 * @param meanReturn of the seats that learn
 * @param meanScore the game's own score, of the teams that learn
 * @param parameters values of those that vary, by name, in the order of the game's list
 */
public record FinishedEpisode(
    long step,
    int arena,
    long episode,
    int ticks,
    double meanReturn,
    double meanScore,
    Map<String, Float> parameters) {
  /** Copies the map. */
  public FinishedEpisode {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
