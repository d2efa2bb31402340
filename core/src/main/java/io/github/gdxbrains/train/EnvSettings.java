package io.github.gdxbrains.train;

import io.github.gdxbrains.config.InvalidValue;

/**
 * The arenas of a run: {@code env_settings}.
 *
 * @param numEnvs how many arenas run at once
 * @param seed of everything random
 */
public record EnvSettings(int numEnvs, long seed) {
  /** 64 arenas, seed 1. */
  public static final EnvSettings DEFAULT = new EnvSettings(64, 1);

  /** Checks the ranges. */
  public EnvSettings {
    InvalidValue.unlessWithin("num_envs", numEnvs, 1, 1_000_000);
  }
}
