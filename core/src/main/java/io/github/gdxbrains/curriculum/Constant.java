package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.random.RandomStream;
import java.util.Map;

/**
 * The same number in every episode.
 *
 * @param value in the parameter's unit
 */
public record Constant(float value) implements EpisodeValue {
  @Override
  public float draw(RandomStream random) {
    return value;
  }

  @Override
  public float typical() {
    return value;
  }

  @Override
  public Map<String, Float> limits() {
    return Map.of("", value);
  }
}
