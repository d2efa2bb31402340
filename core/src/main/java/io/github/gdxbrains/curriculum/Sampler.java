package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.random.RandomStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Draws a number for each episode. What falls outside of the parameter's bounds is moved to the
 * nearer one, which happens to a gaussian only.
 *
 * @param samplerType which distribution
 * @param samplerParameters of that distribution
 */
public record Sampler(SamplerType samplerType, SamplerParameters samplerParameters)
    implements EpisodeValue {
  /** Checks that both belong together. */
  public Sampler {
    if (samplerType != samplerParameters.type()) {
      throw new InvalidValue(
          "sampler_parameters",
          "are those of "
              + name(samplerParameters.type())
              + ", but sampler_type is "
              + name(samplerType));
    }
  }

  /** Draws from the distribution of these parameters. */
  public Sampler(SamplerParameters parameters) {
    this(parameters.type(), parameters);
  }

  private static String name(SamplerType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public float draw(RandomStream random) {
    return samplerParameters.draw(random);
  }

  @Override
  public float typical() {
    return samplerParameters.mean();
  }

  @Override
  public Map<String, Float> limits() {
    Map<String, Float> limits = new LinkedHashMap<>();
    samplerParameters
        .limits()
        .forEach(
            (key, value) ->
                limits.put(EnvironmentParameter.below("sampler_parameters", key), value));
    return limits;
  }
}
