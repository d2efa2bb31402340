package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.random.RandomStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a {@link Sampler} needs to know, with ML-Agents' names and defaults. */
public sealed interface SamplerParameters {
  /** Whose they are. */
  SamplerType type();

  /** Draws a number. */
  float draw(RandomStream random);

  /** The mean of what is drawn, or what stands for it. */
  float mean();

  /** The numbers that must be within the parameter's bounds, by their keys. */
  Map<String, Float> limits();

  /**
   * Of {@link SamplerType#UNIFORM}.
   *
   * @param minValue the least that is drawn
   * @param maxValue what is drawn is less, unless both are equal
   */
  record Uniform(float minValue, float maxValue) implements SamplerParameters {
    /** Between 0 and 1. */
    public static final Uniform DEFAULT = new Uniform(0, 1);

    /** Checks the order. */
    public Uniform {
      InvalidValue.unlessAtLeast("max_value", maxValue, minValue);
    }

    @Override
    public SamplerType type() {
      return SamplerType.UNIFORM;
    }

    @Override
    public float draw(RandomStream random) {
      return random.nextFloat(minValue, maxValue);
    }

    @Override
    public float mean() {
      return minValue + (maxValue - minValue) / 2;
    }

    @Override
    public Map<String, Float> limits() {
      Map<String, Float> limits = new LinkedHashMap<>();
      limits.put("min_value", minValue);
      limits.put("max_value", maxValue);
      return limits;
    }
  }

  /**
   * Of {@link SamplerType#GAUSSIAN}.
   *
   * @param mean of the distribution
   * @param stDev its standard deviation, at least 0
   */
  record Gaussian(float mean, float stDev) implements SamplerParameters {
    /** The mean and the standard deviation are 1. */
    public static final Gaussian DEFAULT = new Gaussian(1, 1);

    /** Checks the range. */
    public Gaussian {
      InvalidValue.unlessAtLeast("st_dev", stDev, 0);
    }

    @Override
    public SamplerType type() {
      return SamplerType.GAUSSIAN;
    }

    @Override
    public float draw(RandomStream random) {
      return (float) (mean + stDev * random.nextGaussian());
    }

    @Override
    public Map<String, Float> limits() {
      return Map.of("mean", mean);
    }
  }

  /**
   * Of {@link SamplerType#MULTIRANGEUNIFORM}.
   *
   * @param intervals the least and the greatest value of each
   */
  record MultiRangeUniform(List<List<Float>> intervals) implements SamplerParameters {
    /** Between 0 and 1. */
    public static final MultiRangeUniform DEFAULT = new MultiRangeUniform(List.of(List.of(0f, 1f)));

    /** Checks that these are intervals, and copies the lists. */
    public MultiRangeUniform {
      intervals = intervals.stream().map(List::copyOf).toList();
      if (intervals.isEmpty()) {
        throw new InvalidValue("intervals", "is empty, but must hold at least one [low, high]");
      }
      for (int i = 0; i < intervals.size(); i++) {
        List<Float> interval = intervals.get(i);
        if (interval.size() != 2 || !(interval.get(0) <= interval.get(1))) {
          throw new InvalidValue(
              "intervals[" + i + "]", "is " + interval + ", but must be [low, high]");
        }
      }
    }

    @Override
    public SamplerType type() {
      return SamplerType.MULTIRANGEUNIFORM;
    }

    private static float width(List<Float> interval) {
      return interval.get(1) - interval.get(0);
    }

    /** Wider intervals are drawn from more often; if all are single values, all are alike. */
    @Override
    public float draw(RandomStream random) {
      float total = 0;
      for (int i = 0; i < intervals.size(); i++) {
        total += width(intervals.get(i));
      }
      if (total == 0) {
        return intervals.get(random.nextInt(intervals.size())).get(0);
      }
      float place = random.nextFloat(0, total);
      int i = 0;
      while (i < intervals.size() - 1 && place >= width(intervals.get(i))) {
        place -= width(intervals.get(i++));
      }
      List<Float> interval = intervals.get(i);
      return Math.min(interval.get(1), interval.get(0) + place);
    }

    /** The middle of the widest interval: the mean of all may lie in none. */
    @Override
    public float mean() {
      List<Float> widest = intervals.get(0);
      for (List<Float> interval : intervals) {
        widest = width(interval) > width(widest) ? interval : widest;
      }
      return widest.get(0) + width(widest) / 2;
    }

    @Override
    public Map<String, Float> limits() {
      Map<String, Float> limits = new LinkedHashMap<>();
      for (int i = 0; i < intervals.size(); i++) {
        limits.put("intervals[" + i + "][0]", intervals.get(i).get(0));
        limits.put("intervals[" + i + "][1]", intervals.get(i).get(1));
      }
      return limits;
    }
  }
}
