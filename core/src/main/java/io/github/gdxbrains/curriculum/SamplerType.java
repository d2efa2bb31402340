package io.github.gdxbrains.curriculum;

/** The distributions that a {@link Sampler} draws from. */
public enum SamplerType {
  /** All values of an interval alike. */
  UNIFORM,
  /** A normal distribution. */
  GAUSSIAN,
  /** An interval of several, all alike, and all values of it alike. */
  MULTIRANGEUNIFORM
}
