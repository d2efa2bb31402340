package io.github.gdxbrains.curriculum;

/** The distributions that a {@link Sampler} draws from. */
public enum SamplerType {
  /** All values of an interval alike. */
  UNIFORM,
  /** A normal distribution. */
  GAUSSIAN,
  /** All values of several intervals alike. */
  MULTIRANGEUNIFORM
}
